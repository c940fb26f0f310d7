# requests 2.34.2: `requests.codes` (requests/status_codes.py): names of statuses, in lower and upper case.
class _Codes:
    switching_protocols = SWITCHING_PROTOCOLS = 101
    processing = PROCESSING = 102
    checkpoint = CHECKPOINT = 103
    uri_too_long = request_uri_too_long = URI_TOO_LONG = REQUEST_URI_TOO_LONG = 122
    ok = okay = all_ok = all_okay = 200
    all_good = OK = OKAY = ALL_OK = 200
    ALL_OKAY = ALL_GOOD = 200
    created = CREATED = 201
    accepted = ACCEPTED = 202
    non_authoritative_info = non_authoritative_information = NON_AUTHORITATIVE_INFO = NON_AUTHORITATIVE_INFORMATION = 203
    no_content = NO_CONTENT = 204
    reset_content = reset = RESET_CONTENT = RESET = 205
    partial_content = partial = PARTIAL_CONTENT = PARTIAL = 206
    multi_status = multiple_status = multi_stati = multiple_stati = 207
    MULTI_STATUS = MULTIPLE_STATUS = MULTI_STATI = MULTIPLE_STATI = 207
    already_reported = ALREADY_REPORTED = 208
    im_used = IM_USED = 226
    multiple_choices = MULTIPLE_CHOICES = 300
    moved_permanently = moved = MOVED_PERMANENTLY = MOVED = 301
    found = FOUND = 302
    see_other = other = SEE_OTHER = OTHER = 303
    not_modified = NOT_MODIFIED = 304
    use_proxy = USE_PROXY = 305
    switch_proxy = SWITCH_PROXY = 306
    temporary_redirect = temporary_moved = temporary = TEMPORARY_REDIRECT = 307
    TEMPORARY_MOVED = TEMPORARY = 307
    permanent_redirect = resume_incomplete = resume = PERMANENT_REDIRECT = 308
    RESUME_INCOMPLETE = RESUME = 308
    bad_request = bad = BAD_REQUEST = BAD = 400
    unauthorized = UNAUTHORIZED = 401
    payment_required = payment = PAYMENT_REQUIRED = PAYMENT = 402
    forbidden = FORBIDDEN = 403
    not_found = NOT_FOUND = 404
    method_not_allowed = not_allowed = METHOD_NOT_ALLOWED = NOT_ALLOWED = 405
    not_acceptable = NOT_ACCEPTABLE = 406
    proxy_authentication_required = proxy_auth = proxy_authentication = PROXY_AUTHENTICATION_REQUIRED = 407
    PROXY_AUTH = PROXY_AUTHENTICATION = 407
    request_timeout = timeout = REQUEST_TIMEOUT = TIMEOUT = 408
    conflict = CONFLICT = 409
    gone = GONE = 410
    length_required = LENGTH_REQUIRED = 411
    precondition_failed = precondition = PRECONDITION_FAILED = PRECONDITION = 412
    request_entity_too_large = content_too_large = REQUEST_ENTITY_TOO_LARGE = CONTENT_TOO_LARGE = 413
    request_uri_too_large = uri_too_long = REQUEST_URI_TOO_LARGE = URI_TOO_LONG = 414
    unsupported_media_type = unsupported_media = media_type = UNSUPPORTED_MEDIA_TYPE = 415
    UNSUPPORTED_MEDIA = MEDIA_TYPE = 415
    requested_range_not_satisfiable = requested_range = range_not_satisfiable = REQUESTED_RANGE_NOT_SATISFIABLE = 416
    REQUESTED_RANGE = RANGE_NOT_SATISFIABLE = 416
    expectation_failed = EXPECTATION_FAILED = 417
    im_a_teapot = teapot = i_am_a_teapot = IM_A_TEAPOT = 418
    TEAPOT = I_AM_A_TEAPOT = 418
    misdirected_request = MISDIRECTED_REQUEST = 421
    unprocessable_entity = unprocessable = unprocessable_content = UNPROCESSABLE_ENTITY = 422
    UNPROCESSABLE = UNPROCESSABLE_CONTENT = 422
    locked = LOCKED = 423
    failed_dependency = dependency = FAILED_DEPENDENCY = DEPENDENCY = 424
    unordered_collection = unordered = too_early = UNORDERED_COLLECTION = 425
    UNORDERED = TOO_EARLY = 425
    upgrade_required = upgrade = UPGRADE_REQUIRED = UPGRADE = 426
    precondition_required = precondition = PRECONDITION_REQUIRED = PRECONDITION = 428
    too_many_requests = too_many = TOO_MANY_REQUESTS = TOO_MANY = 429
    header_fields_too_large = fields_too_large = HEADER_FIELDS_TOO_LARGE = FIELDS_TOO_LARGE = 431
    no_response = none = NO_RESPONSE = NONE = 444
    retry_with = retry = RETRY_WITH = RETRY = 449
    blocked_by_windows_parental_controls = parental_controls = BLOCKED_BY_WINDOWS_PARENTAL_CONTROLS = PARENTAL_CONTROLS = 450
    unavailable_for_legal_reasons = legal_reasons = UNAVAILABLE_FOR_LEGAL_REASONS = LEGAL_REASONS = 451
    client_closed_request = CLIENT_CLOSED_REQUEST = 499
    internal_server_error = server_error = INTERNAL_SERVER_ERROR = SERVER_ERROR = 500
    not_implemented = NOT_IMPLEMENTED = 501
    bad_gateway = BAD_GATEWAY = 502
    service_unavailable = unavailable = SERVICE_UNAVAILABLE = UNAVAILABLE = 503
    gateway_timeout = GATEWAY_TIMEOUT = 504
    http_version_not_supported = http_version = HTTP_VERSION_NOT_SUPPORTED = HTTP_VERSION = 505
    variant_also_negotiates = VARIANT_ALSO_NEGOTIATES = 506
    insufficient_storage = INSUFFICIENT_STORAGE = 507
    bandwidth_limit_exceeded = bandwidth = BANDWIDTH_LIMIT_EXCEEDED = BANDWIDTH = 509
    not_extended = NOT_EXTENDED = 510
    network_authentication_required = network_auth = network_authentication = NETWORK_AUTHENTICATION_REQUIRED = 511
    NETWORK_AUTH = NETWORK_AUTHENTICATION = 511

    def __getitem__(self, key):
        return getattr(self, key, None)

    def get(self, key, default=None):
        return getattr(self, key, default)


codes = _Codes()

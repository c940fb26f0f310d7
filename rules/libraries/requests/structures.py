# requests 2.34.2: requests.structures
from _sadpath import folded_headers


def CaseInsensitiveDict(data=None, **kwargs):
    return folded_headers(data, kwargs)


class LookupDict(dict):
    pass

# PyPI bitpay 8.0.3: which request each call sends and what it raises. Source: the wheel's client.py and clients/*.py.
from _sadpath import send, unknown, is_unknown
from bitpay.exceptions.bitpay_api_exception import BitPayApiException

PRODUCTION = "https://bitpay.com/"
TEST = "https://test.bitpay.com/"


class Client:
    def __init__(self, bitpay_client=None, token_container=None, guid_generator=None):
        self.base_url = PRODUCTION

    @staticmethod
    def create_pos_client(pos_token, environment=None, platform_info=None):
        return Client()

    @staticmethod
    def create_client(private_key_or_private_key_path, token_container, environment=None, proxy=None, platform_info=None):
        return Client()

    @staticmethod
    def create_client_by_config_file_path(config_file_path, platform_info=None):
        return Client()

    def _call(self, method, path):
        # the HTTP status is not looked at: the body says whether it is an error
        body = send(method, self.base_url + path, None).json()
        if body.get("status") == "error":
            raise BitPayApiException(body["error"], body["code"])
        if "error" in body:
            raise BitPayApiException(body["error"], None)
        return unknown("bitpay", body)

    def create_invoice(self, invoice, facade=None, sign_request=True):
        return self._call("POST", "invoices")

    def get_invoice(self, invoice_id, facade=None, sign_request=True):
        return self._call("GET", f"invoices/{invoice_id}")

    def get_invoice_by_guid(self, guid, facade=None, sign_request=True):
        return self._call("GET", f"invoices/guid/{guid}")

    def get_invoices(self, date_start, date_end, status=None, order_id=None, limit=None, offset=None):
        return self._call("GET", "invoices/")

    def get_invoice_event_token(self, invoice_id):
        return self._call("GET", f"invoices/{invoice_id}/events")

    def update_invoice(self, invoice_id, buyer_email=None, buyer_sms=None, sms_code=None):
        return self._call("PUT", f"invoices/{invoice_id}")

    def cancel_invoice(self, invoice_id, force_cancel=False):
        return self._call("DELETE", f"invoices/{invoice_id}")

    def cancel_invoice_by_guid(self, guid, force_cancel=False):
        return self._call("DELETE", f"invoices/guid/{guid}")

    def pay_invoice(self, invoice_id, status="complete"):
        return self._call("PUT", f"invoices/pay/{invoice_id}")

    def request_invoice_notifications(self, invoice_id, invoice_token):
        return self._call("POST", f"invoices/{invoice_id}/notifications")

    def create_refund(self, invoice_id, amount, preview=False, immediate=False, buyer_pays_refund_fee=False, reference=None, guid=None):
        return self._call("POST", "refunds")

    def get_refund(self, refund_id):
        return self._call("GET", f"refunds/{refund_id}")

    def get_refund_by_guid(self, guid):
        return self._call("GET", f"refunds/guid/{guid}")

    def get_refunds(self, invoice_id):
        return self._call("GET", "refunds")

    def update_refund(self, refund_id, status):
        return self._call("PUT", f"refunds/{refund_id}")

    def update_refund_by_guid(self, refund_guid, status):
        return self._call("PUT", f"refunds/guid/{refund_guid}")

    def cancel_refund(self, refund_id):
        return self._call("DELETE", f"refunds/{refund_id}")

    def cancel_refund_by_guid(self, guid):
        return self._call("DELETE", f"refunds/guid/{guid}")

    def request_refund_notification(self, refund_id, refund_token):
        return self._call("POST", f"refunds/{refund_id}/notifications")

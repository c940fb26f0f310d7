# PyPI bitpay 8.0.3: the code is read with get_code(), there is no attribute for it
from bitpay.exceptions.bitpay_exception import BitPayException


class BitPayApiException(BitPayException):
    def __init__(self, message, code):
        self.__code = code
        super().__init__(message)

    def get_code(self):
        return self.__code

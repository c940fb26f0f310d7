# PyPI bitpay 8.0.3
from bitpay.exceptions.bitpay_exception import BitPayException


class BitPayGenericException(BitPayException):
    pass

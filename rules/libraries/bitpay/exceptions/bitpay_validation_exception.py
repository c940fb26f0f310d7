# PyPI bitpay 8.0.3
from bitpay.exceptions.bitpay_generic_exception import BitPayGenericException


class BitPayValidationException(BitPayGenericException):
    pass

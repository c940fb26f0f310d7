# PyPI bitpay 8.0.3
class BitPayException(Exception):
    def __init__(self, message):
        self.__message = message
        super().__init__(message)

    def get_message(self):
        return self.__message

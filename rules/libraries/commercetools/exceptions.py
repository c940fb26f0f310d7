# PyPI commercetools 2026.10.12: exceptions.py of the wheel.
class CommercetoolsError(Exception):
    def __init__(self, message, errors, response, correlation_id=None):
        super().__init__(message)
        self.response = response
        self.errors = errors
        self.correlation_id = correlation_id

    @property
    def details(self):
        return [e["detailedErrorMessage"] for e in self.errors if "detailedErrorMessage" in e]

    @property
    def codes(self):
        if self.response.errors is not None:
            return [e.code for e in self.response.errors]
        return []

    @property
    def code(self):
        # an empty list is an IndexError here, as in the library
        return self.codes[0]

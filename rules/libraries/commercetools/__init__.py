# PyPI commercetools 2026.10.12
from commercetools.exceptions import CommercetoolsError

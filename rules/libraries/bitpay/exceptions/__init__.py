# PyPI bitpay 8.0.3

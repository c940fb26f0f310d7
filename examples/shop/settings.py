"""Where the shop's partners are, and how the shop introduces itself to them."""

import os

LIVE = os.environ.get("SHOP_ENVIRONMENT", "test") == "live"

KLARNA_API = "https://api.klarna.com" if LIVE else "https://api.playground.klarna.com"
KLARNA_USER = os.environ.get("KLARNA_USER", "")
KLARNA_PASSWORD = os.environ.get("KLARNA_PASSWORD", "")

KINGUIN_API = os.environ.get("KINGUIN_API", "https://gateway.sandbox.kinguin.net/esa/api")
KINGUIN_KEY = os.environ.get("KINGUIN_KEY", "")

BITPAY_API = os.environ.get("BITPAY_API", "https://test.bitpay.com")
BITPAY_TOKEN = os.environ.get("BITPAY_TOKEN", "")

TIMEOUT = 10  # seconds

"""Payment providers are loaded when somebody asks for them."""
import importlib

_KNOWN = {"bitpay": ("providers.bitpay_", "Client"), "klarna": ("providers.klarna_", "Client")}


def __getattr__(name):
    try:
        module, attribute = _KNOWN[name]
    except KeyError:
        raise AttributeError(name) from None
    return getattr(importlib.import_module(module), attribute)

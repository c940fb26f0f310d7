from .resend import resend_invoice

__all__ = ["resend_invoice"]

"""The buyer typed in a mail address on the payment page."""
from __future__ import annotations

import logging
from contextlib import closing

from .client import BitPaySettings, InvoiceClient
from .errors import BadContact, BitPayError, InvoiceClosed, InvoiceUnknown

logger = logging.getLogger(__name__)


def add_buyer_mail(invoice_id: str, mail: str) -> dict[str, object]:
    with closing(InvoiceClient(BitPaySettings.from_env())) as client:
        try:
            invoice = client.update(invoice_id, buyerEmail=mail)
        except BadContact as exc:
            return {"saved": False, "hint": "Please check your mail address", "detail": str(exc)}
        except (InvoiceClosed, InvoiceUnknown) as exc:
            logger.info("invoice %s: %s", invoice_id, type(exc).__name__)
            return {"saved": False, "hint": "Please start the payment again"}
        except BitPayError as exc:
            logger.error("invoice %s: %s %s", invoice_id, exc.code, exc)
            return {"saved": False, "hint": None}
    return {"saved": True, "status": invoice["status"]}

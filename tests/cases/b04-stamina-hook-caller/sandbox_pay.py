from __future__ import annotations

import logging

from bitpay_api import BitPayError, Invoices

logger = logging.getLogger(__name__)


def pay_and_report(invoice_ids: list[str]) -> dict[str, str]:
    """State by invoice id, after paying all of them in the sandbox."""
    invoices = Invoices()
    states: dict[str, str] = {}
    for invoice_id in invoice_ids:
        try:
            states[invoice_id] = invoices.pay(invoice_id)["status"]
        except BitPayError as exc:
            if exc.code in ("030101", "010102"):
                logger.warning("invoice %s does not exist", invoice_id)
                continue
            if exc.family == "02":
                states[invoice_id] = "refund?"
            elif exc.family == "01":
                states[invoice_id] = "refused " + exc.code
            else:
                exc.add_note(f"while paying {invoice_id}")
                raise
    return states

"""Adds the buyer's address to an invoice, so that BitPay can send the receipt."""
import providers


def set_buyer_mail(invoice_id, address):
    client = providers.bitpay()
    outcome = client.update(invoice_id, buyerEmail=address, buyerSms="")
    return outcome.name if outcome else "unchanged"

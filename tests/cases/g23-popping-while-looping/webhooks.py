"""Asks BitPay to send webhooks again."""
import logging

import requests

log = logging.getLogger(__name__)
DROP = {"0102", "0107"}


class Resender:
    def __init__(self, invoices):
        self.waiting = {invoice: 0 for invoice in invoices}
        self.session = requests.Session()

    def send(self, invoice):
        answer = self.session.post(f"https://bitpay.com/invoices/{invoice}/notifications", json={"token": "t"})
        return answer.json()

    def run(self):
        sent = []
        for invoice, tries in self.waiting.items():
            body = self.send(invoice)
            if body["status"] == "success":
                sent.append(invoice)
                continue
            if body["code"][2:] in DROP:
                log.warning("dropping %s", invoice)
                self.waiting.pop(invoice)
            else:
                self.waiting[invoice] = tries + 1
        return sent, sum(self.waiting.values())

"""Refunds an invoice; the guid makes a second try harmless."""
import json
import re
import time
import urllib.error
import urllib.request
import uuid

ROOT = "https://bitpay.com"
CODE = re.compile(r"^(?P<method>0[1-4])(?P<resource>\d\d)(?P<error>\d\d)$")


def pauses():
    yield 1
    yield from (5, 15)


class BitPayProblem(Exception):
    def __init__(self, code, text):
        self.code, self.text = code, text

    def __str__(self):
        return f"{self.code}|{self.text}"


class RefundJob:
    def __init__(self, invoice, amount):
        self.invoice = invoice
        self.amount = amount
        self.guid = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{invoice}:{amount}"))

    def _open(self, request):
        try:
            return urllib.request.urlopen(request, timeout=20)
        except urllib.error.HTTPError as error:
            return error  # an HTTPError is a response, too

    def _call(self, method, path, payload=None):
        data = None if payload is None else json.dumps(payload).encode("utf-8")
        request = urllib.request.Request(ROOT + path, data=data, method=method)
        request.add_header("Content-Type", "application/json")
        with self._open(request) as reply:
            document = json.load(reply)
        if document.get("status", "").casefold() == "error":
            raise BitPayProblem(document["code"], document.get("error"))
        return document["data"]

    def execute(self):
        for pause in pauses():
            try:
                refund = self._call("POST", "/refunds", {"invoiceId": self.invoice, "amount": self.amount, "guid": self.guid})
                break
            except BitPayProblem as problem:
                found = CODE.match(str(problem).partition("|")[0])
                if found is None:
                    raise
                resource, error = found.group("resource", "error")
                if resource == "02" and error == "04":
                    refund = self._call("GET", f"/refunds/guid/{self.guid}")
                    break
                if resource == "02" and error in {"07", "08"}:
                    return {"state": "manual", "why": problem.text}
                if error == "00":
                    time.sleep(pause)
                    continue
                raise
        else:
            return {"state": "postponed"}
        return {"state": refund["status"], "id": refund["id"]}

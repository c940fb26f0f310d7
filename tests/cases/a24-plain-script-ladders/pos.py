# Prints the payment link for the till. Old script, do not touch before Christmas.
import json, os, sys, time
from http.client import HTTPSConnection

HOST = "publicoffice.lemanpay.net"
WAIT = 2


def send(path, payload):
    con = HTTPSConnection(HOST, timeout=30)
    con.request("POST", path, json.dumps(payload), {"Content-Type": "application/json", "X-LP-ClientId": os.environ.get("LP_CLIENT", "")})
    res = con.getresponse()
    return res.status, res.read().decode("utf8")


def charge(amount):
    tries = 0
    while 1:
        tries = tries + 1
        status, text = send("/v2/merchant/Owner/payment", {"amount": amount, "currency": "CHF"})
        if status >= 200 and status <= 299:
            break
        if status == 429:
            if tries > 3: sys.exit("busy")
            time.sleep(WAIT * tries)
            continue
        data = json.loads(text)
        if status > 499 and data.get("reason") == "RateLimitException":
            time.sleep(WAIT)
            continue
        if status < 400: return None
        elif status == 401: print("client id?"); return False
        elif status == 404:
            if data["reason"][:4] == "Page": raise SystemExit(2)
            return None
        elif status <= 499:
            code = data["code"]
            if code[2:4] == "01" and code[4:] >= "13": return "SMS"
            elif int(code[4:]) < 4: raise ValueError(code)
        else:
            pass
        print("LemanPay:", data.get("error_description"), file=sys.stderr)
        return ""
    return json.loads(text)["data"]["paymentUrl"]

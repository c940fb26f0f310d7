import logging

import db
import klarna

log = logging.getLogger("returns")


def process_return(return_id):
    try:
        with db.transaction() as cursor:
            entry = db.load_return(cursor, return_id)
            if entry["state"] != "received":
                return entry["state"]
            db.set_state(cursor, return_id, "refunded")
            klarna.refund(entry["tx"], entry["amount"], "return-" + return_id)
            return "refunded"
    except klarna.TryAgain:
        return "received"
    except klarna.KlarnaRefusal as refusal:
        if refusal.code == "RESOURCE_NOT_FOUND" or refusal.code == "OPERATION_FORBIDDEN":
            with db.transaction() as cursor:
                db.set_state(cursor, return_id, "manual")
            return "manual"
        if refusal.parameters:
            log.error("return %s: %s %s", return_id, refusal.code, refusal.parameters)
        raise

import logging

from klarna_captures import FINAL, Err, Ok, capture

log = logging.getLogger(__name__)


def on_parcel_sent(parcel):
    """What the parcel's job does next."""
    match capture(parcel["transaction"], parcel["cents"], reference=parcel["id"]):
        case Ok(value=capture_id):
            return ("stored", capture_id)
        case Err(advice="again"):
            return ("requeue", 60)
        case Err(code=code, advice="look") as err if err.status >= 500:
            log.warning("parcel %s: %s, outcome unknown", parcel["id"], code)
            return ("verify", 600)
        case Err(code=code) if code in FINAL:
            log.error("parcel %s: %s", parcel["id"], code)
            return ("drop", None)
        case err:
            return err.unwrap()

from fulfilment.gateways import GATEWAYS
from fulfilment.gateways.base import Verdict


def capture_shipment(shipment):
    """True where the money is there (or was there already)."""
    gateway = GATEWAYS[shipment["gateway"]]()
    verdict = gateway.capture(shipment)
    if verdict is Verdict.LATER:
        return None
    return verdict in (Verdict.CAPTURED, Verdict.DUPLICATE)

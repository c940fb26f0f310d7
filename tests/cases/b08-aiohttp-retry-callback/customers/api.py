from . import transport
from .results import Outcome, Rejected


async def change_address(order_id: str, address: dict) -> str:
    """Send a new shipping address to Klarna."""
    url = f"/ordermanagement/v1/orders/{order_id}/customer-details"
    async with transport.client() as http:
        async with http.patch(url, json={"shipping_address": address}) as response:
            if response.ok:
                return Outcome.CHANGED.name
            problem = await response.json()
    try:
        return Outcome[problem["error_code"]].value
    except KeyError:
        raise Rejected(**problem) from None

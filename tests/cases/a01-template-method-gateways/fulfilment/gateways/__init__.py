from .orders import KlarnaOrders
from .payments import KlarnaPayments

GATEWAYS = {gateway.name: gateway for gateway in (KlarnaOrders, KlarnaPayments)}

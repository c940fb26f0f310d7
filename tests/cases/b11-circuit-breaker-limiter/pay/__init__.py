from .service import start_payment as start_payment

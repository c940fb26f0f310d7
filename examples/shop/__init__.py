"""A small shop: it sells things by post (Klarna), game keys (Kinguin), and takes bitcoin (BitPay)."""

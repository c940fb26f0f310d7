"""What the shop raises when a partner says no."""

from __future__ import annotations


class PartnerError(Exception):
    """An answer that is an error. `code` is the partner's own, `reference` what its support asks for."""

    def __init__(self, partner: str, status: int, code: str, reference: str = "") -> None:
        super().__init__(f"{partner} answered {status} {code} (reference {reference or 'none'})")
        self.partner = partner
        self.status = status
        self.code = code
        self.reference = reference


class OnHold(Exception):
    """The parcel may not leave; a person has to look at the order."""

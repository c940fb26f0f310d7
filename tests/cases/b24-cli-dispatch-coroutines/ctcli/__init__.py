"""Command line for the support team: `ctcli show KEY [--wait]`."""
from .main import main

__all__ = ["main"]

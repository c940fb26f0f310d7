"""Operators on abstract values."""

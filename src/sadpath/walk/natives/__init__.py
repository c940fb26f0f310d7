"""Modules that are implemented here and not as library models."""

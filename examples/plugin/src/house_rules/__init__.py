"""Rules of a shop's own for sadpath."""

from house_rules import house001_quiet_credentials

CHECKS = (house001_quiet_credentials.CHECK,)

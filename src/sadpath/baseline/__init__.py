"""The baseline: findings that a team has accepted for now. They aren't reported; new ones are.

`file.py` has the file and its entries, `naming.py` makes entries from findings, `matching.py` holds findings against a baseline.
"""

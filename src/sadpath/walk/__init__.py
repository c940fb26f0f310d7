"""The walk: all documented answers of one operation, in lockstep, through the merchant's code."""

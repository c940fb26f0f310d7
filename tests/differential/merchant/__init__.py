"""A grammar of merchant code: what people write around a payment API, as programs drawn at random."""

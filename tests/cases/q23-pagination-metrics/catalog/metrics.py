from collections import defaultdict


class Counter:
    def __init__(self, name):
        self.name = name
        self.values = defaultdict(int)

    def labels(self, **labels):
        key = tuple(sorted(labels.items()))
        return _Child(self, key)


class _Child:
    def __init__(self, parent, key):
        self.parent, self.key = parent, key

    def inc(self, by=1):
        self.parent.values[self.key] += by


requests_total = Counter("kinguin_requests_total")

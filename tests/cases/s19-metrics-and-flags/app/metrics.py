from collections import Counter
from contextlib import contextmanager
from time import perf_counter

counters = Counter()
timings = {}


def increment(name, **tags):
    counters[name + "".join(",%s=%s" % item for item in sorted(tags.items()))] += 1


@contextmanager
def timer(name):
    start = perf_counter()
    try:
        yield
    finally:
        timings.setdefault(name, []).append(perf_counter() - start)

# itertools of Python 3.12 (`count` is native). Source: the documentation's equivalents.
from _sadpath import is_unknown


class _Chain:
    def __call__(self, *iterables):
        return _flat(iterables)

    def from_iterable(self, iterables):
        return _flat(iterables)


def _flat(iterables):
    for iterable in iterables:
        yield from iterable


chain = _Chain()


def cycle(iterable):
    saved = list(iterable)
    while saved:
        for element in saved:
            yield element


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


def islice(iterable, *bounds):
    start = bounds[0] or 0 if len(bounds) > 1 else 0
    stop = bounds[1] if len(bounds) > 1 else bounds[0]
    step = bounds[2] or 1 if len(bounds) > 2 else 1
    index = 0
    if stop is not None and stop <= 0:
        return
    for element in iterable:
        if index >= start and (index - start) % step == 0:
            yield element
        index += 1
        if stop is not None and index >= stop:
            return


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def takewhile(predicate, iterable):
    for element in iterable:
        if not predicate(element):
            return
        yield element


def dropwhile(predicate, iterable):
    dropping = True
    for element in iterable:
        if dropping and predicate(element):
            continue
        dropping = False
        yield element


def filterfalse(predicate, iterable):
    for element in iterable:
        if not (predicate(element) if predicate is not None else element):
            yield element


def compress(data, selectors):
    for element, chosen in zip(data, selectors):
        if chosen:
            yield element


def zip_longest(*iterables, fillvalue=None):
    lists = [list(iterable) for iterable in iterables]
    for index in range(max([len(items) for items in lists], default=0)):
        yield tuple([items[index] if index < len(items) else fillvalue for items in lists])


def product(*iterables, repeat=1):
    made = [()]
    for _ in range(repeat):
        for iterable in iterables:
            items = list(iterable)
            made = [before + (item,) for before in made for item in items]
    return iter(made)


def pairwise(iterable):
    items = list(iterable)
    return zip(items, items[1:])


def batched(iterable, n, *, strict=False):
    batch = []
    for element in iterable:
        batch.append(element)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def accumulate(iterable, func=None, *, initial=None):
    total = initial
    first = initial is None
    if not first:
        yield total
    for element in iterable:
        if first:
            total = element
            first = False
        else:
            total = func(total, element) if func is not None else total + element
        yield total


def groupby(iterable, key=None):
    group = []
    current = None
    for element in iterable:
        name = key(element) if key is not None else element
        if group and name != current:
            yield current, iter(group)
            group = []
        current = name
        group.append(element)
    if group:
        yield current, iter(group)


def tee(iterable, n=2):
    items = list(iterable)
    return tuple([iter(items) for _ in range(n)])


def _chosen(items, places):
    return tuple([items[place] for place in places])


def permutations(iterable, r=None):
    items = list(iterable)
    length = len(items)
    if is_unknown(r) or is_unknown(length):
        yield tuple(items)
        return
    size = length if r is None else r
    if size > length:
        return
    places = list(range(length))
    cycles = list(range(length, length - size, -1))
    yield _chosen(items, places[:size])
    while length:
        for index in reversed(range(size)):
            cycles[index] -= 1
            if cycles[index] == 0:
                places = places[:index] + places[index + 1 :] + places[index : index + 1]
                cycles[index] = length - index
            else:
                other = length - cycles[index]
                kept = places[index]
                places[index] = places[other]
                places[other] = kept
                yield _chosen(items, places[:size])
                break
        else:
            return


def combinations(iterable, r):
    items = list(iterable)
    length = len(items)
    if is_unknown(r) or is_unknown(length):
        yield tuple(items)
        return
    if r > length:
        return
    places = list(range(r))
    yield _chosen(items, places)
    while True:
        for index in reversed(range(r)):
            if places[index] != index + length - r:
                break
        else:
            return
        places[index] += 1
        for after in range(index + 1, r):
            places[after] = places[after - 1] + 1
        yield _chosen(items, places)


def combinations_with_replacement(iterable, r):
    items = list(iterable)
    length = len(items)
    if is_unknown(r) or is_unknown(length):
        yield tuple(items)
        return
    if not length and r:
        return
    places = [0] * r
    yield _chosen(items, places)
    while True:
        for index in reversed(range(r)):
            if places[index] != length - 1:
                break
        else:
            return
        places = places[:index] + [places[index] + 1] * (r - index)
        yield _chosen(items, places)

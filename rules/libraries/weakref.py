# weakref of Python 3.12: nothing dies during a walk.
def ref(thing, callback=None):
    return lambda: thing


def proxy(thing, callback=None):
    return thing


WeakValueDictionary = WeakKeyDictionary = dict
WeakSet = set


class finalize:
    def __init__(self, *args, **kwargs):
        self.alive = True

    def __call__(self):
        pass

    def detach(self):
        pass

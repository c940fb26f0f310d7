# queue of Python 3.12: what was put comes out. Threads that wait for it go on when it is put; who waits to put does not wait.
# Source: Lib/queue.py.
from _sadpath import wake, waits
from heapq import heappop, heappush


class Empty(Exception):
    pass


class Full(Exception):
    pass


class Queue:
    def __init__(self, maxsize=0):
        self._items = []
        self.maxsize = maxsize

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self.maxsize <= len(self._items)

    def put(self, item, block=True, timeout=None):
        if not block and self.full():
            raise Full()
        self._put(item)
        wake(self, 1)

    def put_nowait(self, item):
        self.put(item, False)

    def get(self, block=True, timeout=None):
        while not self._items:
            if not block or not waits(self, timeout is not None):
                raise Empty()
        return self._get()

    def _put(self, item):
        self._items.append(item)

    def _get(self):
        return self._items.pop(0)

    def get_nowait(self):
        return self.get(False)

    def task_done(self):
        pass

    def join(self):
        pass


class LifoQueue(Queue):
    def _get(self):
        return self._items.pop()


class PriorityQueue(Queue):
    def _put(self, item):
        heappush(self._items, item)

    def _get(self):
        return heappop(self._items)


class SimpleQueue(Queue):
    pass

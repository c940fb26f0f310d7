# asyncio.Queue: what was put comes out; tasks that wait for it go on when it is put. Outside of tasks, waiting on an empty one ends it all.
from _sadpath import wake, waits
from heapq import heappop, heappush


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class QueueShutDown(Exception):
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

    async def put(self, item):
        self._put(item)
        wake(self, 1)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull()
        self._put(item)
        wake(self, 1)

    def _put(self, item):
        self._items.append(item)

    def _get(self):
        return self._items.pop(0)

    async def get(self):
        while not self._items:
            if not waits(self):
                from asyncio import _NoneLeft

                raise _NoneLeft()
        return self._get()

    def get_nowait(self):
        if not self._items:
            raise QueueEmpty()
        return self._get()

    def task_done(self):
        pass

    async def join(self):
        pass

    def shutdown(self, immediate=False):
        pass


class LifoQueue(Queue):
    def _get(self):
        return self._items.pop()


class PriorityQueue(Queue):
    def _put(self, item):
        heappush(self._items, item)

    def _get(self):
        return heappop(self._items)

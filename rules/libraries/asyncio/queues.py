# asyncio.Queue: what was put comes out; waiting on an empty one ends the waiting task, as nothing else will run.
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
        return False

    async def put(self, item):
        self._items.append(item)

    def put_nowait(self, item):
        self._items.append(item)

    async def get(self):
        if not self._items:
            from asyncio import CancelledError

            raise CancelledError()
        return self._items.pop(0)

    def get_nowait(self):
        if not self._items:
            raise QueueEmpty()
        return self._items.pop(0)

    def task_done(self):
        pass

    async def join(self):
        pass

    def shutdown(self, immediate=False):
        pass


class LifoQueue(Queue):
    pass


class PriorityQueue(Queue):
    pass

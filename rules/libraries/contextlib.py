# contextlib of Python 3.12: context managers from generators, and the ready-made ones. Source: Lib/contextlib.py.
from _sadpath import is_async
from functools import wraps


class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return None


class AbstractAsyncContextManager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, trace):
        return None


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        if is_async(func):
            @wraps(func)
            async def inner(*args, **kwargs):
                with self._recreate_cm():
                    return await func(*args, **kwargs)
        else:
            @wraps(func)
            def inner(*args, **kwargs):
                with self._recreate_cm():
                    return func(*args, **kwargs)
        return inner


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwargs):
            async with self._recreate_cm():
                return await func(*args, **kwargs)
        return inner


class _GeneratorContextManager(ContextDecorator):
    def __init__(self, func, args, kwargs):
        self.func = func
        self.args = args
        self.kwargs = kwargs
        self.gen = func(*args, **kwargs)

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwargs)

    def __enter__(self):
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, value, trace):
        if kind is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self.gen.throw(value)
        except StopIteration as error:
            return error is not value
        except BaseException as error:
            if error is not value:
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager(AsyncContextDecorator):
    def __init__(self, func, args, kwargs):
        self.func = func
        self.args = args
        self.kwargs = kwargs
        self.gen = func(*args, **kwargs)

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwargs)

    async def __aenter__(self):
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, kind, value, trace):
        if kind is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as error:
            return error is not value
        except BaseException as error:
            if error is not value:
                raise
            return False
        raise RuntimeError("generator didn't stop after athrow()")


def contextmanager(func):
    @wraps(func)
    def helper(*args, **kwargs):
        return _GeneratorContextManager(func, args, kwargs)
    return helper


def asynccontextmanager(func):
    @wraps(func)
    def helper(*args, **kwargs):
        return _AsyncGeneratorContextManager(func, args, kwargs)
    return helper


class suppress:
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        return None

    def __exit__(self, kind, value, trace):
        return value is not None and isinstance(value, self._exceptions)


class closing:
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *info):
        self.thing.close()


class aclosing:
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *info):
        await self.thing.aclose()


class nullcontext:
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *info):
        return None

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *info):
        return None


class redirect_stdout:
    def __init__(self, new_target=None):
        self._target = new_target

    def __enter__(self):
        return self._target

    def __exit__(self, *info):
        return None


redirect_stderr = chdir = redirect_stdout


class _BaseExitStack:
    def __init__(self):
        self._exits = []  # (is async, takes the exception, callable, arguments)

    def pop_all(self):
        other = self.__class__()
        other._exits = self._exits
        self._exits = []
        return other

    def enter_context(self, cm):
        result = cm.__enter__()
        self._exits.append((False, True, cm.__exit__, (), {}))
        return result

    def push(self, exit):
        self._exits.append((False, True, exit.__exit__ if hasattr(exit, "__exit__") else exit, (), {}))
        return exit

    def callback(self, callback, *args, **kwargs):
        self._exits.append((False, False, callback, args, kwargs))
        return callback


class ExitStack(_BaseExitStack):
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        pending = value
        while self._exits:
            _, takes, exit, args, kwargs = self._exits.pop()
            try:
                if not takes:
                    exit(*args, **kwargs)
                elif exit(type(pending) if pending is not None else None, pending, None):
                    pending = None
            except BaseException as error:
                pending = error
        if pending is not None and pending is not value:
            raise pending
        return value is not None and pending is None

    def close(self):
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack):
    async def enter_async_context(self, cm):
        result = await cm.__aenter__()
        self._exits.append((True, True, cm.__aexit__, (), {}))
        return result

    def push_async_exit(self, exit):
        self._exits.append((True, True, exit.__aexit__ if hasattr(exit, "__aexit__") else exit, (), {}))
        return exit

    def push_async_callback(self, callback, *args, **kwargs):
        self._exits.append((True, False, callback, args, kwargs))
        return callback

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, trace):
        pending = value
        while self._exits:
            waits, takes, exit, args, kwargs = self._exits.pop()
            try:
                result = exit(type(pending) if pending is not None else None, pending, None) if takes else exit(*args, **kwargs)
                if waits:
                    result = await result
                if takes and result:
                    pending = None
            except BaseException as error:
                pending = error
        if pending is not None and pending is not value:
            raise pending
        return value is not None and pending is None

    async def aclose(self):
        await self.__aexit__(None, None, None)

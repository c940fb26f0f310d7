import functools
import inspect


class InvalidArgument(TypeError):
    pass


def validated(**rules):
    def decorate(func):
        signature = inspect.signature(func)

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            for name, rule in rules.items():
                if not rule(bound.arguments[name]):
                    raise InvalidArgument(f"{func.__name__}: bad {name}")
            return func(*bound.args, **bound.kwargs)

        return wrapper

    return decorate

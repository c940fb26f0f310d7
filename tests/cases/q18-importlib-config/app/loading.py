from importlib import import_module

from . import config


def import_string(dotted_path):
    module_path, class_name = dotted_path.rsplit(".", 1)
    module = import_module(module_path)
    try:
        return getattr(module, class_name)
    except AttributeError as err:
        raise ImportError(f"{module_path} has no {class_name}") from err


class BackendHandler:
    def __init__(self):
        self._made = {}

    def __getitem__(self, alias):
        if alias not in self._made:
            row = config.BACKENDS[alias]
            self._made[alias] = import_string(row["BACKEND"])(**row.get("OPTIONS", {}))
        return self._made[alias]


backends = BackendHandler()

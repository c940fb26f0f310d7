from . import keys  # noqa: F401  registers its handlers

from types import SimpleNamespace

klarna = SimpleNamespace(
    HOST="https://api.klarna.com",
    USER="K123",
    PASSWORD="secret",
    TRIES=3,
    PAUSE=0.5,
)


def get(name, default=None):
    return getattr(klarna, name, default)

BACKENDS = {
    "default": {
        "BACKEND": "app.backends.klarna.KlarnaBackend",
        "OPTIONS": {"region": "eu", "playground": True},
    },
    "test": {"BACKEND": "app.backends.dummy.DummyBackend"},
}

# stamina 26.1.0 `stamina.instrumentation`: hooks that only watch.
def set_on_retry_hooks(hooks):
    return None


def get_on_retry_hooks():
    return ()

# warnings of Python 3.12: warnings have no effect (`warn` is native).
class catch_warnings:
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return []

    def __exit__(self, *info):
        return None


def simplefilter(*args, **kwargs):
    pass


filterwarnings = warn_explicit = resetwarnings = simplefilter


def deprecated(*args, **kwargs):
    return lambda function: function

"""sadpath: walk every error that a payment API documents through a merchant's code, without running it."""

__version__ = "0.1.0"
HOMEPAGE = "https://pypi.org/project/sadpath/"

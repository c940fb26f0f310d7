"""The exit codes of the command. Imports nothing: the shortest runs need them, too."""

CLEAN, FOUND, WRONG = 0, 1, 2
INTERRUPTED = 130
"""As a shell says of what Ctrl-C (SIGINT, 2) has ended: 128 + 2."""
BROKEN_PIPE = 141
"""As a shell says of what SIGPIPE (13) has ended: 128 + 13."""

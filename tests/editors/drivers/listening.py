"""Stands in for `sadpath`: starts the real one, and writes what it sends to the editor into the file named by $HEARD."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

server = subprocess.Popen([os.environ["REAL_SADPATH"], *sys.argv[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
assert server.stdin and server.stdout


def feed() -> None:
    while data := os.read(0, 65536):
        server.stdin.write(data)  # type: ignore[union-attr]
        server.stdin.flush()  # type: ignore[union-attr]
    server.stdin.close()  # type: ignore[union-attr]


threading.Thread(target=feed, daemon=True).start()
with open(os.environ["HEARD"], "ab", buffering=0) as heard:
    while data := os.read(server.stdout.fileno(), 65536):
        heard.write(data)
        os.write(1, data)
sys.exit(server.wait())

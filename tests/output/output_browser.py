"""Chromium without a window, driven over its debugging pipe: just enough to open a page, click and press keys."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
]  # fmt: skip


class Browser:
    """A page in Chromium. `complaints` has everything that the page wrote to its console, and its errors."""

    def __init__(self, width=1440, height=900, dark=False):
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        ours, theirs = os.pipe(), os.pipe()  # (read, write): from the browser, to the browser
        self.read, self.write = os.fdopen(ours[0], "rb"), os.fdopen(theirs[1], "wb")
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={self.folder.name}", "about:blank"]
        command = [sys.executable, "-c", _START, str(theirs[0]), str(ours[1]), *command]
        self.process = subprocess.Popen(command, pass_fds=(theirs[0], ours[1]), stderr=subprocess.DEVNULL)
        os.close(theirs[0]), os.close(ours[1])
        self.number, self.session, self.complaints, self.loaded = 0, None, [], False
        targets = self.send("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        self.session = self.send("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.send(f"{domain}.enable")
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.write.close()  # that ends it
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.read.close()
        self.folder.cleanup()

    def send(self, method, **params):
        """Does what the protocol calls `method`, and gives its result."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        self.write.write(json.dumps(message).encode() + b"\0")
        self.write.flush()
        while True:
            answer = self._receive()
            if answer.get("id") == self.number:
                assert "error" not in answer, answer
                return answer["result"]

    def open(self, url):
        """Opens a page and waits until it is there."""
        self.loaded = False
        self.send("Page.navigate", url=url)
        while not self.loaded:
            self._receive()

    def evaluate(self, expression):
        result = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def click(self, selector):
        """Clicks the middle of the first element that fits, with a real mouse event."""
        box = self.evaluate(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
            " const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def press(self, *keys):
        for key in keys:
            text = {"Enter": "\r"}.get(key, "")
            self.send(
                "Input.dispatchKeyEvent",
                type="keyDown",
                key=key,
                code=key,
                text=text,
                windowsVirtualKeyCode=_CODES[key],
            )
            self.send("Input.dispatchKeyEvent", type="keyUp", key=key, code=key)

    def _receive(self):
        data = bytearray()
        while not data.endswith(b"\0"):
            char = self.read.read(1)
            assert char, "Chromium has ended"
            data += char
        message = json.loads(data[:-1])
        event, params = message.get("method"), message.get("params", {})
        if event == "Runtime.consoleAPICalled":
            self.complaints.append(str([arg.get("value") for arg in params["args"]]))
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(
                params["exceptionDetails"]["text"] + str(params["exceptionDetails"].get("exception"))
            )
        elif event == "Log.entryAdded":
            self.complaints.append(params["entry"]["text"])
        self.loaded = self.loaded or event == "Page.loadEventFired"
        return message


_START = """
import fcntl, os, sys
above = [fcntl.fcntl(int(fd), fcntl.F_DUPFD, 20) for fd in sys.argv[1:3]]
os.dup2(above[0], 3), os.dup2(above[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads from descriptor 3 and writes to 4, whichever these are here."""
_CODES = {
    "Tab": 9, "Enter": 13, "Escape": 27, "PageDown": 34, "Home": 36, "ArrowUp": 38, "ArrowDown": 40,
}  # fmt: skip

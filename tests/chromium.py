"""Headless Chromium for tests of the HTML page, over its own pipe: no driver, no port, nothing to install beside it.

The protocol is Chrome DevTools, https://chromedevtools.github.io/devtools-protocol/: JSON that ends with a zero byte,
on file descriptors 3 and 4.
"""

import json
import os
import select
import shutil
import subprocess
import time
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(not PROGRAM, reason="no Chromium (apt-get install chromium)")
_PATIENCE = 60
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")
_QUIET = ("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-extensions")


class Chromium:
    """A running browser."""

    def __init__(self, folder: Path) -> None:
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        high = [os.dup2(fd, 100 + number) for number, fd in enumerate((to_browser, from_browser))]

        def connect() -> None:
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        command = [
            str(PROGRAM),
            *_FLAGS,
            *_QUIET,
            "--remote-debugging-pipe",
            f"--user-data-dir={folder}",
            "about:blank",
        ]
        self._process = subprocess.Popen(
            command,
            preexec_fn=connect,
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for fd in (to_browser, from_browser, *high):
            os.close(fd)
        self._number, self._rest = 0, b""
        self.events: list[dict[str, Any]] = []

    def close(self) -> None:
        """End it."""
        try:
            self.call("Browser.close")
            self._process.wait(_PATIENCE)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
        os.close(self._write)
        os.close(self._read)

    def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """Return what a command answers; what happens meanwhile is noted."""
        self._number += 1
        asked: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        asked |= {"sessionId": session} if session else {}
        os.write(self._write, json.dumps(asked).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._number:
                assert "error" not in told, f"{method}: {told.get('error')}"
                result: dict[str, Any] = told["result"]
                return result
            self.events.append(told)

    def wait_for(self, method: str, session: str) -> None:
        """Wait until something happened."""
        while not any(one.get("method") == method and one.get("sessionId") == session for one in self.events):
            self.events.append(self._next())

    def _next(self) -> dict[str, Any]:
        end = time.monotonic() + _PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._read], [], [], max(0, end - time.monotonic()))
            assert ready, "the browser says nothing"
            part = os.read(self._read, 1 << 16)
            assert part, "the browser is gone"
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        return told

    def open(self, path: Path, width: int = 1280, height: int = 900, dark: bool = False, scripts: bool = True) -> "Tab":
        """Return a file in a tab of its own."""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, session)
        for domain in ("Page", "Runtime", "Network", "Log"):
            tab.call(f"{domain}.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        tab.call("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        tab.call("Emulation.setEmulatedMedia", features=[scheme])
        tab.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        tab.call("Page.navigate", url=path.resolve().as_uri())
        self.wait_for("Page.loadEventFired", session)
        return tab


class Tab:
    """A file that is open."""

    def __init__(self, browser: Chromium, session: str) -> None:
        self._browser, self._session = browser, session

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return what a command answers."""
        return self._browser.call(method, self._session, **parameters)

    def run(self, expression: str) -> Any:
        """Return the value of an expression of JavaScript, awaited."""
        told = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def press(self, key: str, text: str = "") -> None:
        """Press a key."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowDown": 40}
        told = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": codes[key]}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **told)
        self.call("Input.dispatchKeyEvent", type="keyUp", **told)

    def click(self, selector: str) -> None:
        """Click into the beginning of what a selector finds."""
        script = f"""(() => {{ const one = document.querySelector({json.dumps(selector)});
            one.scrollIntoView({{block: "center"}}); const box = one.getClientRects()[0];
            return [box.left + Math.min(12, box.width / 2), box.top + box.height / 2]; }})()"""
        self._click(*self.run(script))

    def click_node(self, selector: str) -> None:
        """Click what a selector finds where no script can tell its place."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.scrollIntoViewIfNeeded", nodeId=node)
        left, top, right, _, _, bottom = self.call("DOM.getContentQuads", nodeId=node)["quads"][0][:6]
        self._click((left + right) / 2, (top + bottom) / 2)

    def _click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def wait_for(self, method: str) -> None:
        """Wait until something happened in it."""
        self._browser.wait_for(method, self._session)

    def picture(self, whole: bool = False) -> bytes:
        """Return what is seen as PNG."""
        return b64decode(self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"])

    def printed(self) -> bytes:
        """Return it printed as PDF, as its own style says."""
        told = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return b64decode(told["data"])

    def requests(self) -> list[str]:
        """Everything that was asked for."""
        return [one["params"]["request"]["url"] for one in self._told("Network.requestWillBeSent")]

    def complaints(self) -> list[object]:
        """What stands in its console."""
        names: Sequence[str] = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        return [one["params"] for name in names for one in self._told(name)]

    def _told(self, method: str) -> list[dict[str, Any]]:
        self.call("Runtime.evaluate", expression="0")
        return [
            one for one in self._browser.events if one["method"] == method and one.get("sessionId") == self._session
        ]

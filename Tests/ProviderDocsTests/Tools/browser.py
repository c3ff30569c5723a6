"""A headless Chromium, driven over the DevTools protocol: https://chromedevtools.github.io/devtools-protocol/"""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request

import websocket


def find():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name)
    return None


class Browser:
    """One tab, and what it said: messages of its console, and the addresses that it asked for."""

    def __init__(self):
        self.home = tempfile.mkdtemp(prefix="bindery-browser-")
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--no-first-run",
                 "--disable-dev-shm-usage", "--disable-background-networking", f"--user-data-dir={self.home}",
                 "--remote-allow-origins=*", "about:blank"]
        self.process = subprocess.Popen([find(), *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        place = os.path.join(self.home, "DevToolsActivePort")
        limit = time.monotonic() + 60
        while not (os.path.exists(place) and open(place).read().count("\n")):
            if time.monotonic() > limit or self.process.poll() is not None:
                raise RuntimeError("Chromium did not start")
            time.sleep(0.02)
        port = open(place).readline().strip()
        tabs = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json"))
        address = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
        self.socket = websocket.create_connection(address, timeout=60)
        self.number = 0
        self.events, self.messages, self.requests = [], [], []
        for domain in ("Page", "Runtime", "Network", "Log", "Accessibility"):
            self.call(domain + ".enable")

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def call(self, method, **parameters):
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.note(message)

    def note(self, message):
        method, parameters = message.get("method"), message.get("params", {})
        self.events.append(method)
        if method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        if method == "Runtime.exceptionThrown":
            self.messages.append(str(parameters["exceptionDetails"]))
        if method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning", "assert"):
            self.messages.append(str(parameters["args"]))
        if method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
            self.messages.append(str(parameters["entry"]))

    def open(self, address):
        self.events.clear()
        self.call("Page.navigate", url=address)
        while "Page.loadEventFired" not in self.events:
            self.note(json.loads(self.socket.recv()))

    def run(self, code):
        """The value of an expression in the page; promises are waited for."""
        result = self.call("Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True, userGesture=True)
        if "exceptionDetails" in result:
            raise RuntimeError(str(result["exceptionDetails"]))
        return result["result"].get("value")

    def wait(self, code):
        """Until an expression is true."""
        limit = time.monotonic() + 20
        while not self.run(code):
            if time.monotonic() > limit:
                raise RuntimeError("never true: " + code)
            time.sleep(0.02)

    def key(self, name, text=""):
        codes = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowDown": 40, "ArrowUp": 38, "ArrowRight": 39, "ArrowLeft": 37}
        details = {"key": name, "code": name, "windowsVirtualKeyCode": codes.get(name, 0), "text": text}
        if name == "Enter":
            details["text"] = "\r"
        self.call("Input.dispatchKeyEvent", type="keyDown", **details)
        self.call("Input.dispatchKeyEvent", type="keyUp", **details)

    def size(self, width, height, mobile=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)

    def prefer(self, scheme):
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, file):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(file, "wb") as out:
            out.write(base64.b64decode(data))

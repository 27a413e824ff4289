"""A telephone: a real browser with a profile on the disk, whose pages and processes die as telephones' do."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page, Playwright

from marketplace.runtime.processes import start

BROWSERS = ("chromium", "chromium-browser")
# The same engine without a browser's own windows around the page: a third less work for each seed.
SHELLS = ("chromium-headless-shell", *BROWSERS)
ARGUMENTS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-default-browser-check"),
    *("--disable-background-networking", "--disable-sync", "--disable-extensions", "--disable-component-update"),
    # A tab that lies behind another goes on as it does on a telephone that is looked at now and then.
    *("--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows"),
    *("--disable-renderer-backgrounding", "--disable-features=Translate,OptimizationHints", "--password-store=basic"),
    *("--window-size=360,740", "--remote-debugging-port=0"),
)
SELLER = Path(__file__).with_name("seller.js")
READY = "body[data-ready]"
WAIT = 15_000
SECONDS_TO_START = 40
# Tenfold: the twenty seconds after which the page gives up a request are two.
SHORTER = 10


class Telephone:
    """One profile and the browser on it; `told` is every receipt that its screen ever showed."""

    def __init__(self, playwright: Playwright, *, folder: Path, site: str, in_shell: bool = False) -> None:
        self.program = next(filter(None, map(shutil.which, SHELLS if in_shell else BROWSERS)), "/usr/bin/chromium")
        self.playwright, self.folder, self.site = playwright, folder, site
        self.folder.mkdir(parents=True, exist_ok=True)
        self.shorter = SHORTER
        self.told: dict[str, dict[str, int]] = {}
        self.retold: list[str] = []
        self.errors: list[str] = []
        self.counts: Counter[str] = Counter()
        self.tabs: list[Page] = []
        self.context: BrowserContext
        self.browser: Browser
        self.child: subprocess.Popen[bytes]

    # Switched on and off

    def switch_on(self) -> None:
        """Start the browser on its profile."""
        port = self.folder / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        command = [self.program, *ARGUMENTS, f"--user-data-dir={self.folder}", "about:blank"]
        self.child = start(command, log=self.folder.with_suffix(".log"), death_signal=signal.SIGKILL)
        until = time.monotonic() + SECONDS_TO_START
        while not (port.exists() and len(port.read_text().split()) > 1):
            if self.child.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"Chromium did not start: {self.folder.with_suffix('.log').read_text()[-2000:]}")
            time.sleep(0.02)
        self.browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port.read_text().split()[0]}")
        self.context = self.browser.contexts[0]
        self.context.set_default_timeout(WAIT)
        self.context.expose_function("soakTold", self._hear)
        self.context.add_init_script(SELLER.read_text().replace("SHORTER", str(self.shorter), 1))
        self.tabs = []

    def battery_dies(self) -> None:
        """Kill -9 the whole browser."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        with contextlib.suppress(Error):
            self.browser.close()
        self.tabs = []

    def end(self) -> None:
        self.battery_dies()
        shutil.rmtree(self.folder, ignore_errors=True)

    # Pages

    @property
    def page(self) -> Page:
        return self.tabs[0]

    def new_tab(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tabs.append(page)
        return page

    def show(self, page: Page, address: str = "/till/") -> None:
        """Open the till from cold."""
        page.goto(f"{self.site}{address}", wait_until="commit")
        page.locator(READY).wait_for(state="attached")

    def learn(self) -> None:
        """Open the page once with a network, so that its worker has all files."""
        page = self.new_tab()
        self.show(page)
        self.ask(page, "soak.learned()")
        self.close_tab(page)

    def close_tab(self, page: Page) -> None:
        """Gone without being asked, as when it is swiped away."""
        with contextlib.suppress(Error):
            page.close(run_before_unload=False)
        self.tabs.remove(page)

    def kill_renderers(self) -> int:
        """Kill -9 the processes in which the pages live, as a telephone short of memory does."""
        killed = 0
        for process in psutil.Process(self.child.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                if "--type=renderer" in process.cmdline():
                    process.kill()
                    killed += 1
        dead, self.tabs = [*self.context.pages], []
        # Without any page the browser would end.
        self._blank_page()
        for page in dead:
            with contextlib.suppress(Error):
                page.close()
        return killed

    def _blank_page(self) -> None:
        """The process that lay ready for the next page was killed too: the browser makes another."""
        until = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                self.context.new_page()
            except Error:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return

    def ask(self, page: Page, expression: str, given: Any = None) -> Any:
        """Let the seller do something."""
        return page.evaluate(expression, given)

    def stored(self, *names: str) -> dict[str, list[dict[str, Any]]]:
        """What lies in the page's own store, on the disk."""
        return dict(self.page.evaluate("(names) => soak.read(names)", [*names]))

    def wipe(self) -> None:
        """Another telephone: nothing in the store, the files of the page kept."""
        for page in [*self.tabs]:
            self.close_tab(page)
        # The blank page that keeps the browser open.
        session = self.debugger(self.context.pages[0])
        session.send("Storage.clearDataForOrigin", {"origin": self.site, "storageTypes": "indexeddb,local_storage"})
        session.detach()
        self.told, self.retold, self.errors = {}, [], []

    # The memory of the telephone

    def debugger(self, page: Page) -> CDPSession:
        return self.context.new_cdp_session(page)

    def leave_room(self, session: CDPSession, room: int | None) -> None:
        """Let the origin have so many bytes more than it has; None takes the limit away again."""
        if room is None:
            session.send("Storage.overrideQuotaForOrigin", {"origin": self.site})
            return
        used = session.send("Storage.getUsageAndQuota", {"origin": self.site})["usage"]
        session.send("Storage.overrideQuotaForOrigin", {"origin": self.site, "quotaSize": int(used) + room})

    def _hear(self, text: str) -> None:
        receipt = json.loads(text)
        self.hear(receipt)

    def hear(self, receipt: dict[str, Any]) -> None:
        """Note a receipt that was shown; the same one shown again says the same."""
        shown = {"number": int(receipt["number"]), "total": int(receipt["total"])}
        if self.told.setdefault(receipt["id"], shown) != shown:
            self.retold.append(f"{receipt['id']} was shown as {self.told[receipt['id']]} and as {shown}")

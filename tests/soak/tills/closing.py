"""The evening of a seed: cash is counted, two people sign, and something comes between."""

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error, Page

from tests.soak.tills.front import EVENTS, Fate
from tests.soak.tills.plans import CLOSING

if TYPE_CHECKING:
    from tests.soak.tills.trial import Trial

REACHED_WITHIN = 4.0
TRIES = 6


class Evening:
    """Whoever closes the till of a trial, and what they signed."""

    def __init__(self, trial: "Trial", hazard: str) -> None:
        self.trial, self.hazard, self.how = trial, hazard, CLOSING[hazard]
        self.phone, self.front = trial.phone, trial.front

    def close(self) -> None:
        """Interrupted once, and then as often as it takes."""
        self.trial.note(self.hazard)
        getattr(self, f"_{self.how}", self._on_the_line)()
        for _ in range(TRIES):
            if self._is_closed():
                return
            self._to_sign()
            self._sign()
        raise RuntimeError("the till could not be closed")

    def _is_closed(self) -> bool:
        return any(session["status"] == "closed" for session in self.phone.stored("sessions")["sessions"])

    def _to_sign(self, page: Page | None = None) -> None:
        """One press before it is closed."""
        page = page or self.phone.page
        self.phone.ask(page, "soak.toCount()")
        self.phone.ask(page, "soak.count()")
        self.phone.ask(page, "soak.toSign()")

    def _sign(self) -> dict[str, Any]:
        return dict(self.phone.ask(self.phone.page, "soak.closeNow().then(() => soak.closed())"))

    def _met(self) -> None:
        self.trial.met[self.hazard] += 1

    # The line and the server

    def _on_the_line(self) -> None:
        fate = self._fate(self.how)
        self._to_sign()
        self._sign()
        self._wait_for(fate)

    def _passing(self) -> None:
        """The workers are killed while the report is being written."""
        self._to_sign()
        self.trial.drain()
        self.trial.rival.execute("BEGIN")
        table = "tills_quarantinedrecord" if self.trial.switched_off else "tills_tillevent"
        self.trial.rival.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        try:
            self._sign()
            if self.trial.standing(1):
                self._met()
                self.trial.server.kill_workers()
        finally:
            self.trial.rival.execute("ROLLBACK")

    def _offline(self) -> None:
        self.trial.offline(True)
        self._to_sign()
        self._sign()
        self._met()
        self.trial.offline(False)

    def _fate(self, kind: str) -> Fate:
        """What the closing itself meets: everything before it has arrived."""
        self.trial.drain()
        return self.front.meet(kind, paths=(EVENTS,))

    def _wait_for(self, fate: Fate) -> None:
        if fate.reached.wait(REACHED_WITHIN):
            self._met()
        else:
            self.trial.note(f"nobody met: {self.hazard}")
        self.trial.hanging.append(fate)

    # Deaths of the telephone

    def _counting(self) -> None:
        """What was counted lies there again."""
        self.phone.ask(self.phone.page, "soak.toCount()")
        before = self.phone.ask(self.phone.page, "soak.count()")
        self.trial.die(self.hazard)
        self.phone.ask(self.phone.page, "soak.toCount()")
        after = self.phone.ask(self.phone.page, "soak.counted()")
        if after != before:
            self.trial.odd.append(f"count: {before} was counted, and {after} after it died")
        self._met()

    def _signing(self) -> None:
        self._to_sign()
        with suppress(Error):
            self.phone.ask(self.phone.page, "() => { soak.closeNow(); }")
        time.sleep(self.trial.plan.after / 1000)
        self.trial.die(self.hazard)
        self._met()

    def _sending(self) -> None:
        fate = self._fate("held")
        self._to_sign()
        self._sign()
        self._wait_for(fate)
        self.trial.die(self.hazard, fate.go.set)
        fate.go.set()

    def _tabs(self) -> None:
        """Both have counted and signed; one of them closes, and the other is told."""
        other = self.trial.another_tab()
        pages = [self.phone.page, other]
        for page in pages:
            self._to_sign(page)
        for page in pages:
            self.phone.ask(page, "() => { soak.closeNow(); }")
        came = [self.phone.ask(page, "soak.closed()") for page in pages]
        if sum("report" in each for each in came) != 1:
            self.trial.odd.append(f"one session, closed in two tabs: {came}")
        self.phone.close_tab(other)
        self._met()

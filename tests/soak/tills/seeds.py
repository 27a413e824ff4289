"""Seeds one after the other: one shop, one telephone, and for each seed an empty store and a new stall."""

import os
import shutil
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from playwright.sync_api import sync_playwright

from cooperatives.accounts.models import User
from fairs.revenue.rollup import differences
from tests.databases import clone, connected_to, database_url
from tests.factories import make_user
from tests.soak.tills.front import Front
from tests.soak.tills.house import Server
from tests.soak.tills.phone import SHORTER, Telephone
from tests.soak.tills.plans import Plan, plan
from tests.soak.tills.spoilt import SPOILT
from tests.soak.tills.trial import Trial

# Playwright's loop runs in this thread; the ORM here only makes and reads rows around it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
LOOK_AT_THE_ROLL_UP_EVERY = 50


@dataclass
class Outcome:
    """What one seed came to."""

    seed: int
    seconds: float = 0.0
    sales: int = 0
    met: dict[str, int] = field(default_factory=dict)
    line: dict[str, int] = field(default_factory=dict)
    true_times: bool = False
    faults: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join([f"seed {self.seed}:", *self.faults, "what was done:", *self.log])


class Ground:
    """The shop, the line and the telephone on which seeds are tried."""

    def __init__(
        self, *, front: Front, server: Server, phone: Telephone, rival: psycopg.Connection, desk: User
    ) -> None:
        self.front, self.server, self.phone, self.rival, self.desk = front, server, phone, rival, desk

    def try_seed(self, seed: int, *, spoil: Callable[[Trial], None] = lambda trial: None) -> Outcome:
        """One seed; `spoil` does to its trial what must be found."""
        began, drawn = time.monotonic(), plan(seed)
        before = self.front.counts.copy()
        self._at_pace(drawn)
        self.phone.wipe()
        trial = self._trial(drawn)
        spoil(trial)
        try:
            faults = trial.run()
        except Exception:  # noqa: BLE001 -- the next seed has its turn, and this one has failed
            faults = [f"could not go on: {traceback.format_exc()[-1500:]}"]
            self._rescue(trial)
        seconds = round(time.monotonic() - began, 2)
        line = dict(self.front.counts - before)
        return Outcome(seed, seconds, trial.sales, dict(trial.met), line, drawn.true_times, faults, trial.log)

    def _trial(self, drawn: Plan) -> Trial:
        around = {"phone": self.phone, "front": self.front, "server": self.server}
        return Trial(drawn, **around, rival=self.rival, desk=self.desk)

    def _at_pace(self, drawn: Plan) -> None:
        """Now and then a seed waits as long as a telephone in the field."""
        pace = 1 if drawn.true_times else SHORTER
        if self.phone.shorter != pace:
            self.phone.battery_dies()
            self.phone.shorter = pace
            self.phone.switch_on()

    def _rescue(self, trial: Trial) -> None:
        """Whatever state a failed seed left behind, the next begins on whole ground."""
        self.rival.execute("ROLLBACK")
        self.front.calm()
        for fate in trial.hanging:
            fate.go.set()
        if not self.server.answers():
            self.server.end()
            self.server.begin()
            self.server.wait()
        self.phone.battery_dies()
        self.phone.switch_on()


@contextmanager
def ground(*, template: str, name: str, folder: Path, in_shell: bool = False) -> Iterator[Ground]:
    """A shop on a fresh database, and a telephone that has its page."""
    folder.mkdir(parents=True, exist_ok=True)
    front = Front()
    with clone(template, name), connected_to(name), sync_playwright() as playwright:
        server = Server(database=name, folder=folder, site=front.site)
        front.shop = server.port
        phone = Telephone(playwright, folder=folder / "profile", site=front.site, in_shell=in_shell)
        with psycopg.connect(database_url(name), autocommit=True) as rival:
            try:
                server.begin()
                phone.switch_on()
                server.wait()
                phone.learn()
                yield Ground(front=front, server=server, phone=phone, rival=rival, desk=make_user())
            finally:
                phone.end()
                server.end()
                front.close()
                shutil.rmtree(folder / "profile", ignore_errors=True)


def try_seeds(seeds: Iterable[int], on: Ground, tell: Callable[[Outcome], None]) -> None:
    """One after the other; now and then, and at the end, the whole roll-up is proved."""
    number, seed = 0, 0
    for number, seed in enumerate(seeds, 1):
        outcome = on.try_seed(seed)
        if number % LOOK_AT_THE_ROLL_UP_EVERY == 0:
            outcome.faults += _roll_up()
        tell(outcome)
    if number % LOOK_AT_THE_ROLL_UP_EVERY:
        tell(Outcome(seed=0, faults=_roll_up()))


def spoil_seeds(on: Ground, tell: Callable[[Outcome], None]) -> None:
    """Those that must come out wrong."""
    for number, spoil in SPOILT.items():
        outcome = on.try_seed(1, spoil=spoil)
        outcome.seed, on.front.forgets_ids = number, False
        tell(outcome)


def _roll_up() -> list[str]:
    return [f"rollup --verify: {each}" for each in differences()]

"""The shoppers of a trial, their saboteur, and the questions at its end; run by `tests.soak.trial`, beside its shop."""

import argparse
import json
import os
import threading
import time
import traceback
from collections import Counter
from dataclasses import asdict, dataclass, field
from email import message_from_bytes
from pathlib import Path
from queue import Empty, SimpleQueue

import requests
from django.db import connection

from marketplace.order.enums import OrderStatus
from marketplace.order.models import Order, Purchase
from marketplace.payment.enums import AttemptStatus, RefundStatus
from marketplace.payment.models import PaymentAttempt, Refund
from marketplace.payment.reconciliation import nightly
from marketplace.runtime.simulator import WEBHOOK
from tests.soak import patience
from tests.soak.checks import Fault, Truth, faults
from tests.soak.draining import drain
from tests.soak.front import Front
from tests.soak.house import SECRET
from tests.soak.messenger import FILE
from tests.soak.plans import Plan, plans
from tests.soak.sabotage import Saboteur
from tests.soak.shop import Shop, make_shop
from tests.soak.shoppers import Shopper

SHOPPERS = 6


@dataclass
class Report:
    """What a trial came to."""

    seed: int
    purchases: int
    load: list[int] = field(default_factory=list)
    seconds: dict[str, int] = field(default_factory=dict)
    ways: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    kills: dict[str, int] = field(default_factory=dict)
    wire: dict[str, int] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class Trial:
    """So many purchases of one seed."""

    def __init__(self, *, seed: int, purchases: int, rounds: int, root: Path, ports: dict[str, int]) -> None:
        self.root, self.report = root, Report(seed=seed, purchases=purchases)
        self.site = f"http://127.0.0.1:{ports['port']}"
        self.front = Front(
            seed=seed,
            front=ports["front"],
            relay=ports["relay"],
            simulator=f"http://127.0.0.1:{ports['simulator']}",
            shop=f"{self.site}{WEBHOOK}",
            secret=SECRET,
        )
        self.plans = plans(seed, purchases)
        self.begun, self.failed = 0, list[Fault]()
        self.saboteur = Saboteur(seed=seed, rounds=rounds, root=root, progress=lambda: self.begun / purchases)
        self._lock = threading.Lock()

    def run(self) -> Report:
        """Buy, break, wait, and ask."""
        began, self.report.load = time.monotonic(), [round(os.getloadavg()[0])]
        shop = make_shop(self.report.seed, self.report.purchases)
        self.saboteur.begin()
        self._shoppers(shop)
        self.saboteur.end()
        bought = time.monotonic()
        self.front.calm = True
        drain(self.front)
        # What no message and no look of ours told: the night lays the books side by side, and mends what it may.
        patience.insist(nightly)
        drain(self.front)
        found = [*self.failed, *faults(self._truth()), *self._deadlocks()]
        self._tell(found, bought - began, time.monotonic() - bought)
        self.front.close()
        return self.report

    def _shoppers(self, shop: Shop) -> None:
        waiting: SimpleQueue[Plan] = SimpleQueue()
        for plan in self.plans:
            waiting.put(plan)
        threads = [threading.Thread(target=self._one_after_the_other, args=[waiting, shop]) for _ in range(SHOPPERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.begun = self.report.purchases

    def _one_after_the_other(self, waiting: SimpleQueue[Plan], shop: Shop) -> None:
        try:
            while True:
                self._live(Shopper(waiting.get_nowait(), shop, self.front, self.site))
        except Empty:
            return
        finally:
            connection.close()

    def _live(self, shopper: Shopper) -> None:
        with self._lock:
            self.begun += 1
        try:
            shopper.live()
        except Exception:  # noqa: BLE001 -- the next shopper has a turn, and the trial has failed
            number = shopper.purchase.number if hasattr(shopper, "purchase") else ""
            who = f"shopper {shopper.plan.number}, who {shopper.plan.way}"
            self.failed.append(Fault(who, number, traceback.format_exc()[-1500:]))

    def _truth(self) -> Truth:
        carried = Counter((self.root / FILE).read_text(encoding="utf-8").split())
        for letter in (self.root / "mail").glob("*"):
            for part in letter.read_bytes().split(b"-" * 79):
                if key := message_from_bytes(part.strip())["X-Message-Key"]:
                    carried[str(key)] += 1
        return Truth(
            received=self.front.received(), sent_back=self.front.sent_back(), carried=carried, placed=len(self.plans)
        )

    def _deadlocks(self) -> list[Fault]:
        log = (self.root / "logs" / "postgres.log").read_text(encoding="utf-8", errors="replace")
        # The shoppers' own stand there too.
        count = max(log.count("deadlock detected"), patience.seen["deadlocks"])
        return [Fault("no deadlock", "", f"{count} of them; see logs/postgres.log")] if count else []

    def _tell(self, found: list[Fault], buying: float, waiting: float) -> None:
        report = self.report
        report.seconds = {"buying": round(buying), "waiting and asking": round(waiting)}
        report.load.append(round(os.getloadavg()[0]))
        report.ways = dict(sorted(Counter(plan.way for plan in self.plans).items()))
        report.outcomes = dict(sorted(outcomes().items()))
        report.kills = dict(sorted(self.saboteur.kills.items()))
        report.wire = dict(sorted(self.front.counts.items()))
        report.seen = dict(sorted(patience.seen.items()))
        report.faults = [f"seed {report.seed}: {fault}" for fault in found]


def outcomes() -> Counter[str]:
    """What became of purchases, payments and refunds."""
    counted: Counter[str] = Counter()
    for purchase in Purchase.objects.prefetch_related("orders"):
        counted[f"purchases {_outcome(purchase)}"] += 1
    for status in PaymentAttempt.objects.values_list("status", flat=True):
        counted[f"payments {AttemptStatus(status).value}"] += 1
    for cause, status in Refund.objects.values_list("cause", "status"):
        counted[f"refunds {cause} {RefundStatus(status).value}"] += 1
    return counted


def _outcome(purchase: Purchase) -> str:
    statuses = {order.status for order in purchase.orders.all()}
    live = statuses - {OrderStatus.CANCELLED, OrderStatus.REFUSED}
    if not live:
        return (
            "called off, paid back" if Order.objects.filter(purchase=purchase, paid_at__isnull=False) else "called off"
        )
    part = ", in part" if live != statuses else ""
    return f"{'paid by card' if purchase.payment_method == 'card' else 'in cash'}{part}"


def main() -> None:
    """Run one trial and write what it came to."""
    parser = argparse.ArgumentParser()
    for name in ("seed", "purchases", "rounds", "port", "front", "relay", "simulator"):
        parser.add_argument(f"--{name}", type=int, required=True)
    for name in ("root", "report"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    # What the shoppers ask of machines beside them goes through nobody's proxy.
    requests.sessions.Session.trust_env = False
    ports = {name: getattr(given, name) for name in ("port", "front", "relay", "simulator")}
    trial = Trial(seed=given.seed, purchases=given.purchases, rounds=given.rounds, root=given.root, ports=ports)
    given.report.write_text(json.dumps(asdict(trial.run()), indent=1))

"""One seed from an empty telephone to an empty queue, and what was found wrong with it."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from playwright.sync_api import CDPSession, Page

from cooperatives.accounts.models import User
from fairs.enrolment import revoke_device
from fairs.services import post_kept_aside
from fairs.tills.models import QuarantinedRecord, Till
from tests.journeys.tills import make_fair_stall
from tests.soak.tills import checks
from tests.soak.tills.closing import Evening
from tests.soak.tills.front import ENROL, SALES, Fate, Front
from tests.soak.tills.house import Server
from tests.soak.tills.phone import Telephone
from tests.soak.tills.plans import DEADLY, FULL, JOINING, LINE, OFFLINE, REVOKED, TABS, WITHIN, Act, Plan

STOCK = 500
REACHED_WITHIN = 4.0
DRAINED_WITHIN = 40.0
TRIES = 6


class Stuck(Exception):
    """Something that must come about did not."""


class Trial:
    """The seller of one seed, and whoever gets in the way."""

    def __init__(
        self, plan: Plan, *, phone: Telephone, front: Front, server: Server, rival: psycopg.Connection, desk: User
    ) -> None:
        self.plan, self.phone, self.front, self.server = plan, phone, front, server
        self.rival, self.desk = rival, desk
        self.stall = make_fair_stall()
        self.products = [product.public_id for product in self.stall.products[:2]]
        self.till, self.code = self.stall.invite()
        self.met: Counter[str] = Counter()
        self.log: list[str] = []
        self.sold: dict[int, str] = {}
        self.known: set[str] = set()
        self.hanging: list[Fate] = []
        self.limit: CDPSession | None = None
        self.switched_off = False
        self.odd: list[str] = []
        self.extras: dict[int, Act] = {}
        self.sales = 0

    def run(self) -> list[str]:
        """Sell, be interrupted, wait until nothing waits any more, and compare."""
        self.join()
        for number, act in enumerate(self.plan.acts):
            self.note(f"{act.kind} {act.lines or f'of act {act.of}'} {act.way} {act.hazards or ''}")
            self._act(number, act)
        if self.plan.closing:
            self._ready_to_close()
            Evening(self, self.plan.closing).close()
        self.heal()
        self.drain()
        if self.switched_off:
            self._let_count()
        return self._compare()

    def _ready_to_close(self) -> None:
        """Whoever closes has a telephone with a page on it and room in its memory."""
        self._free()
        if not self.phone.tabs:
            self._again(self.phone.new_tab())

    def die(self, hazard: str, meanwhile: Callable[[], None] = lambda: None) -> None:
        """The tab or its process goes, as the hazard says; the page is opened anew."""
        (self._close if "tab closed" in hazard else self._kill_renderers)(meanwhile)

    def another_tab(self) -> Page:
        other = self.phone.new_tab()
        self._again(other)
        return other

    def note(self, what: str) -> None:
        self.log.append(f"{time.strftime('%H:%M:%S')} {what}")

    # The day

    def join(self) -> None:
        """Enrol, name the cashier, open the till."""
        fate = self.front.meet("cut after", paths=(ENROL,)) if self.plan.joining else None
        page = self.phone.new_tab()
        self.phone.show(page, f"/till/#enrol={self.code}")
        self.phone.ask(page, "soak.join()")
        if fate is not None and fate.reached.is_set():
            self.met[JOINING] += 1
        self.phone.ask(page, "soak.begin()")
        self._with_goods(page)

    def _with_goods(self, page: Page) -> None:
        """A seller whose goods did not come in time opens the page again."""
        for _ in range(TRIES):
            if self.phone.ask(page, "soak.hasGoods()"):
                return
            self.note("the goods were not there in time")
            time.sleep(1)
            self._again(page)
        raise Stuck("the stall's goods did not come")

    def _act(self, number: int, act: Act) -> None:
        with self._hazards(act):
            deadly = next((hazard for hazard in act.hazards if hazard in (*DEADLY, *TABS, FULL)), None)
            if deadly in TABS:
                self._in_two_tabs(number, act, deadly)
            elif deadly in DEADLY:
                self._and_die(number, act, deadly)
            else:
                if deadly == FULL:
                    self._fill_up(act.room)
                self._do(number, act)

    def _do(self, number: int, act: Act) -> None:
        """As a seller does it: what was refused is pressed again, what is not there is done again."""
        for _ in range(TRIES):
            if self._is_done(number, act):
                return
            came = self._prepare(act) or self._press(act)
            if "refused" in came:
                self._refused(came["refused"])
            else:
                self._noted(number, came["receipt"]["id"])
                return
        raise Stuck(f"act {number} could not be done: {came}")

    def _prepare(self, act: Act, page: Page | None = None) -> dict[str, Any] | None:
        """Everything up to the press that counts; what was refused on the way."""
        page = page or self.phone.page
        if act.kind != "sale":
            assert act.of is not None
            self.phone.ask(page, "([kind, of]) => soak.toTakeBack(kind, of)", [act.kind, self.sold[act.of]])
            return None
        wanted = Counter(self.products[line] for line in act.lines)
        lying = self._basket()
        if lying and lying != wanted:
            self.phone.ask(page, "soak.empty()")
        if lying != wanted:
            came = self.phone.ask(page, "(products) => soak.put(products)", [*wanted.elements()])
            if "refused" in came:
                return dict(came)
        self.phone.ask(page, "(way) => soak.toPay(way)", act.way)
        return None

    def _press(self, act: Act, page: Page | None = None) -> dict[str, Any]:
        """The press that counts, and what the screen said to it."""
        page = page or self.phone.page
        press = "soak.sold()" if act.kind == "sale" else f"soak.takeBack('{act.kind}')"
        came = dict(self.phone.ask(page, f"{press}.then(() => soak.outcome())"))
        if "receipt" in came:
            self.phone.hear(came["receipt"])
            self.phone.ask(page, "soak.home()")
        return came

    def _basket(self) -> Counter[str]:
        lying: Counter[str] = Counter()
        for basket in self.phone.stored("baskets")["baskets"]:
            for line in basket["lines"]:
                lying[line["product"]] += line["quantity"] // 1000
        return lying

    def _is_done(self, number: int, act: Act) -> bool:
        """Whether the telephone has it, though nobody may have seen its receipt."""
        if number in self.sold:
            return True
        rows = self.phone.stored("sales")["sales"]
        mine = [row["id"] for row in rows if row["kind"] == act.kind and row["id"] not in self.known]
        if mine:
            self._noted(number, mine[0])
        return bool(mine)

    def _noted(self, number: int, pk: str) -> None:
        self.sold[number] = pk
        self.known.add(pk)

    def _refused(self, words: str) -> None:
        """The telephone said that its memory is full: something is thrown away, and the seller begins again."""
        self.note(f"refused: {words}")
        if self.limit is None:
            raise Stuck(f"refused without a reason: {words}")
        self.met[FULL] += 1
        self._free()
        self._again(self.phone.page)

    # Deaths of the telephone

    def _and_die(self, number: int, act: Act, hazard: str) -> None:
        death, moment = next(
            (each, hazard.removeprefix(each).strip()) for each in DEATHS_BY_NAME if hazard.startswith(each)
        )
        getattr(self, MOMENT_METHODS[moment])(number, act, DEATHS_BY_NAME[death])
        self.met[hazard] += 1
        self.note(f"back after: {hazard}")
        self._do(number, act)

    def _typing(self, _number: int, act: Act, die: str) -> None:
        self._prepare(act)
        before = self._basket()
        getattr(self, die)()
        if self._basket() != before:
            self.odd.append(f"basket: {dict(before)} lay there, and {dict(self._basket())} after it died")

    def _selling(self, _number: int, act: Act, die: str) -> None:
        self._prepare(act)
        press = "soak.sold()" if act.kind == "sale" else f"soak.takeBack('{act.kind}')"
        self.phone.ask(self.phone.page, f"() => {{ {press}; }}")
        time.sleep(act.after / 1000)
        getattr(self, die)()

    def _sending(self, number: int, act: Act, die: str) -> None:
        fate = self.front.meet("held", paths=(SALES,))
        self._do(number, act)
        if not fate.reached.wait(REACHED_WITHIN):
            self.note("nothing was on its way")
        getattr(self, die)(lambda: fate.go.set())
        fate.go.set()

    def _close(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        self.phone.close_tab(self.phone.page)
        self._open_again(meanwhile)

    def _kill_renderers(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        self.phone.kill_renderers()
        self._open_again(meanwhile)

    def _kill_browser(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        self.phone.battery_dies()
        self.phone.switch_on()
        self._open_again(meanwhile)

    def _open_again(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        meanwhile()
        # A second tab shows what lay in the basket when it was drawn: it is loaded anew.
        self._again(self.phone.page if self.phone.tabs else self.phone.new_tab())

    def _again(self, page: Page) -> None:
        self.phone.show(page)
        self.phone.ask(page, "soak.signIn()")

    # Two tabs

    def _in_two_tabs(self, number: int, act: Act, hazard: str) -> None:
        self.offline(True)
        if hazard == TABS[1]:
            self._prepare(act)
        other = self.phone.new_tab()
        self._again(other)
        if hazard == TABS[1]:
            self._pay_in_both(number, act, other)
        else:
            self._do(number, act)
            self.phone.tabs.reverse()
            self._do_one_more(Act("sale", (0,), "cash"))
            self.phone.tabs.reverse()
        # Both hear of the network at the same moment.
        self.offline(False)
        self.met[hazard] += 1
        if act.times == 1:
            self.phone.close_tab(other)

    def _pay_in_both(self, number: int, act: Act, other: Page) -> None:
        self.phone.ask(other, "(way) => soak.toPay(way)", act.way)
        pages = [self.phone.page, other]
        for page in pages:
            self.phone.ask(page, "() => { soak.sold(); }")
        came = [self.phone.ask(page, "soak.outcome()") for page in pages]
        ids = {each.get("receipt", each).get("id", str(each)) for each in came}
        if len(ids) != 1:
            self.odd.append(f"one basket, paid in two tabs: {came}")
        for each, page in zip(came, pages, strict=True):
            if "receipt" in each:
                self.phone.hear(each["receipt"])
            self.phone.ask(page, "soak.home()")
        self._noted(number, came[0]["receipt"]["id"])

    def _do_one_more(self, act: Act) -> None:
        """A sale of the second tab, beside those that were planned."""
        number = len(self.plan.acts) + len(self.extras)
        self.extras[number] = act
        self._do(number, act)

    # Memory

    def _fill_up(self, room: int) -> None:
        """The limit counts from the first look of a browser at its store: it is set before the till is opened."""
        self.phone.battery_dies()
        self.phone.switch_on()
        page = self.phone.new_tab()
        self.limit = self.phone.debugger(page)
        self.phone.leave_room(self.limit, room)
        self._again(page)

    def _free(self) -> None:
        if self.limit is not None:
            self.phone.leave_room(self.limit, None)
            self.limit = None

    # The line and the server

    @contextmanager
    def _hazards(self, act: Act) -> Iterator[None]:
        fates = {}
        if REVOKED in act.hazards and not self.switched_off:
            self._revoke()
        if OFFLINE in act.hazards:
            self.offline(True)
            self.met[OFFLINE] += 1
        for hazard in act.hazards:
            if hazard in LINE:
                times = act.times if LINE[hazard] in ("cut before", "failing") else 1
                fates[hazard] = self.front.meet(LINE[hazard], times=times)
        within = next((hazard for hazard in act.hazards if hazard in WITHIN), None)
        if within:
            self._stand_in_the_way(act)
        try:
            yield
        finally:
            if OFFLINE in act.hazards:
                self.offline(False)
            if within:
                self._strike(within, act)
        self._meet(fates)

    def _meet(self, fates: dict[str, Fate]) -> None:
        for hazard, fate in fates.items():
            if fate.reached.wait(REACHED_WITHIN):
                self.met[hazard] += 1
            else:
                self.note(f"nobody met: {hazard}")
            self.hanging.append(fate)

    def offline(self, on: bool) -> None:
        """The browser's own switch does not hold back the worker behind its pages: the line is down too."""
        self.front.away = on
        self.phone.context.set_offline(on)

    def _revoke(self) -> None:
        revoke_device(device=Till.objects.get(pk=self.till.pk), by=self.desk)
        self.switched_off = True
        self.met[REVOKED] += 1

    def _stand_in_the_way(self, act: Act) -> None:
        """Hold the table at which the transaction will stand still."""
        table = "tills_quarantinedrecord" if self.switched_off else act.table
        self.rival.execute("BEGIN")
        self.rival.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        self.passing = self.front.meet("passing", paths=(SALES,))

    def _strike(self, hazard: str, act: Act) -> None:
        try:
            standing = self.standing(1)
            if standing:
                self.met[hazard] += 1
                self._strike_at(hazard, standing)
            else:
                self.note(f"nobody stood there: {hazard}")
        finally:
            self.rival.execute("ROLLBACK")

    def _strike_at(self, hazard: str, standing: list[int]) -> None:
        if hazard == WITHIN[2]:
            self.server.kill_workers()
        elif hazard == WITHIN[3]:
            self.server.kill()
            self.server.begin()
        elif hazard == WITHIN[4]:
            for pid in standing:
                self.rival.execute("SELECT pg_terminate_backend(%s)", [pid])
        else:
            self.front.break_lines()
            if hazard == WITHIN[1] and not self.standing(2):
                self.note("nobody asked again in time")

    def standing(self, many: int) -> list[int]:
        """The database sessions that wait for the table."""
        until = time.monotonic() + REACHED_WITHIN
        while time.monotonic() < until:
            found = self.rival.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            ).fetchall()
            if len(found) >= many:
                return [pid for (pid,) in found]
            time.sleep(0.01)
        return []

    # The end of the day

    def heal(self) -> None:
        """The network, the server and the memory are as they should be; a page is open."""
        self.front.calm()
        self._free()
        if not self.server.answers():
            self.server.wait()
        if not self.phone.tabs:
            self._again(self.phone.new_tab())

    def drain(self) -> None:
        """Nothing waits any more, by itself: no press, no word of the network."""
        patience = DRAINED_WITHIN * (2 if self.plan.true_times else 1)
        self.phone.ask(self.phone.page, "(most) => soak.drained(most)", patience * 1000)
        for fate in self.hanging:
            fate.go.set()

    def _let_count(self) -> None:
        """A person lets what was kept aside count, what takes back after what was sold."""
        kept = QuarantinedRecord.objects.filter(till=self.till, settled_at__isnull=True)
        order = {"sale": 1, "void": 2, "return": 2, "closed": 3}
        for row in sorted(kept, key=lambda row: (order.get(row.payload.get("kind"), 0), row.pk)):
            post_kept_aside(quarantined_id=row.pk, by=self.desk)

    def _compare(self) -> list[str]:
        found = self.phone.stored("sales", "outbox", "dead", "sessions")
        kept = {
            row["id"]: checks.Kept(
                kind=row["kind"],
                number=row["number"],
                total=row["total"] if row["kind"] == "sale" else -row["total"],
                payment=row["payment"],
                status=row["status"],
            )
            for row in found["sales"]
        }
        there = checks.Phone(
            meant=self._meant(),
            told=self.phone.told,
            stored=kept,
            waiting=len(found["outbox"]),
            aside={row["id"] for row in found["dead"]},
            closed=[row["closed"] for row in found["sessions"] if row["status"] == "closed"],
            odd=[*self.odd, *self.phone.retold, *(f"script: {error}" for error in self.phone.errors)],
        )
        ids = [product.pk for product in self.stall.products]
        book = checks.book_of(self.till, self.stall.edition, products=ids, stock=STOCK)
        self.sales = len(book.sales)
        return checks.faults(there, book, switched_off=self.switched_off)

    def _meant(self) -> Counter[tuple[str, int, str]]:
        """What the seller meant to do, each once."""
        acts = dict(enumerate(self.plan.acts)) | self.extras
        meant: Counter[tuple[str, int, str]] = Counter()
        for act in acts.values():
            if act.kind == "sale":
                meant["sale", act.total, act.way] += 1
            else:
                of = acts[act.of]  # type: ignore[index]
                back = of.total if act.kind == "void" else _first_piece(of)
                meant[act.kind, -back, of.way] += 1
        return meant


def _first_piece(act: Act) -> int:
    """One piece of what lies first on the receipt."""
    return Act("sale", act.lines[:1]).total


DEATHS_BY_NAME = {"tab closed": "_close", "renderer killed": "_kill_renderers", "browser killed": "_kill_browser"}
MOMENT_METHODS = {"while typing": "_typing", "while it is called sold": "_selling", "while sending": "_sending"}

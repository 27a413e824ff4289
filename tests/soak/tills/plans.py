"""What is sold in each seed, and what comes between: all of it drawn before the telephone is switched on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

CASH_CARD = ("cash", "cash", "card", "transfer")
PRICES = (12_000, 8_000)
# What happens on the line or at the server, by the name of the fate that a request meets or of what is done.
LINE = {
    "request cut before it arrives": "cut before",
    "answer cut after the commit": "cut after",
    "half of the answer, then cut": "half an answer",
    "brought twice at once": "twice",
    "answered 500": "failing",
    "answered 502 after the commit": "failing after",
    "server hangs": "hanging",
    "server hangs after the commit": "hanging after",
}
# While the server stands in the middle of its transaction.
WITHIN = (
    "line cut in the transaction",
    "line cut in the transaction, and asked again beside it",
    "workers killed in the transaction",
    "whole server killed in the transaction",
    "database session ended in the transaction",
)
DEATHS = ("tab closed", "renderer killed", "browser killed")
MOMENTS = ("while typing", "while it is called sold", "while sending")
TABS = ("two tabs send at once", "two tabs pay one basket")
OFFLINE, REVOKED, FULL, JOINING = "offline", "token revoked", "storage full", "answer to joining cut"
# The closing of the till has interruptions of its own, in half of the seeds, in their own turn.
CLOSING = {
    "closing: request cut before it arrives": "cut before",
    "closing: answer cut after the commit": "cut after",
    "closing: half of the answer, then cut": "half an answer",
    "closing: brought twice at once": "twice",
    "closing: answered 502 after the commit": "failing after",
    "closing: workers killed in the transaction": "passing",
    "closing: tab closed while counting": "counting",
    "closing: renderer killed while it is called closed": "signing",
    "closing: tab closed while sending": "sending",
    "closing: renderer killed while sending": "sending",
    "closing: signed in two tabs": "tabs",
    "closing: offline": "offline",
}
DEADLY = tuple(f"{death} {moment}" for death in DEATHS for moment in MOMENTS)
WHOLE = "whole server killed in the transaction"
KINDS = (*LINE, *(kind for kind in WITHIN if kind != WHOLE), *DEADLY, *TABS, OFFLINE, REVOKED, FULL, JOINING)
# Some that cost seconds are drawn in their own turn alone.
SLOW = {FULL, JOINING, *(kind for kind in DEADLY if kind.startswith("browser"))}
# A server takes long to start, and a telephone in the field is patient.
WHOLE_EVERY, WHOLE_AT = 60, 57
TABLES = ("tills_sale", "tills_saleline", "partner_stockmovement", "ledger_ledgerentry", "revenue_revenueline")
TRUE_TIMES_EVERY = 250
FEWEST_ACTS, MOST_ACTS, FEWEST_CLOSED = 3, 5, 2


@dataclass(frozen=True)
class Act:
    """One thing that the seller does: a sale of `lines`, or taking back the sale of act `of`."""

    kind: str
    lines: tuple[int, ...] = ()
    way: str = "cash"
    of: int | None = None
    hazards: tuple[str, ...] = ()
    # Drawn for whatever hazard wants it: milliseconds after the press, a table to wait at, how often, how much room.
    after: int = 0
    table: str = TABLES[0]
    times: int = 1
    room: int = 0

    @property
    def total(self) -> int:
        return sum(PRICES[line] for line in self.lines)


@dataclass(frozen=True)
class Plan:
    """One seed."""

    seed: int
    acts: tuple[Act, ...]
    joining: bool
    true_times: bool
    # What comes between when the till is closed; None where the session stays open.
    closing: str | None = None

    @property
    def hazards(self) -> tuple[str, ...]:
        return tuple(hazard for act in self.acts for hazard in act.hazards) + ((JOINING,) if self.joining else ())

    @property
    def after(self) -> int:
        """Milliseconds from the press that closes to the death of the telephone."""
        return self.seed * 7 % 40


def plan(seed: int) -> Plan:
    """The same seed gives the same plan; every kind has its turn, whatever else is drawn beside it."""
    chance = Random(f"tills {seed}")
    acts = _acts(chance)
    true_times = seed % TRUE_TIMES_EVERY == 0
    hazards = [_in_its_turn(seed, true_times)]
    more = [kind for kind in KINDS if kind not in SLOW]
    hazards += [chance.choice(more) for share in (0.45, 0.2) if chance.random() < share]
    joining = JOINING in hazards
    done = _with_hazards(chance, acts, [each for each in hazards if each != JOINING])
    closing = _closing_in_its_turn(seed)
    return Plan(seed, _shorter(done) if closing else done, joining, true_times, closing)


def _shorter(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """A day that is closed takes no longer than another: what comes last and is not interrupted is left out."""
    while len(acts) > FEWEST_CLOSED and not acts[-1].hazards:
        acts = acts[:-1]
    return acts


def _closing_in_its_turn(seed: int) -> str | None:
    return None if seed % 2 else [*CLOSING][seed // 2 % len(CLOSING)]


def _in_its_turn(seed: int, true_times: bool) -> str:
    if true_times:
        return "server hangs"
    return WHOLE if seed % WHOLE_EVERY == WHOLE_AT else KINDS[seed % len(KINDS)]


def _acts(chance: Random) -> list[Act]:
    acts: list[Act] = []
    for _ in range(chance.randint(FEWEST_ACTS, MOST_ACTS)):
        open_sales = _not_taken_back(acts)
        if open_sales and chance.random() < 0.25:
            acts.append(Act(chance.choice(("void", "return")), of=chance.choice(open_sales)))
        else:
            lines = tuple(chance.randrange(len(PRICES)) for _ in range(chance.randint(1, 3)))
            acts.append(Act("sale", lines, chance.choice(CASH_CARD)))
    drawn = [
        (chance.randrange(40), chance.choice(TABLES), chance.choice((1, 1, 2, 3)), chance.choice((0, 1500)))
        for _ in acts
    ]
    return [
        replace(act, after=after, table=table, times=times, room=room)
        for act, (after, table, times, room) in zip(acts, drawn, strict=True)
    ]


def _not_taken_back(acts: Sequence[Act]) -> list[int]:
    gone = {act.of for act in acts if act.of is not None}
    return [number for number, act in enumerate(acts) if act.kind == "sale" and number not in gone]


def _with_hazards(chance: Random, acts: list[Act], hazards: Sequence[str]) -> tuple[Act, ...]:
    """Each on an act that it fits; no act dies twice."""
    for hazard in hazards:
        fitting = [number for number, act in enumerate(acts) if _fits(hazard, act)]
        if fitting:
            at = chance.choice(fitting)
            acts[at] = replace(acts[at], hazards=(*acts[at].hazards, hazard))
    return tuple(acts)


def _fits(hazard: str, act: Act) -> bool:
    if hazard in TABS and act.kind != "sale":
        return False
    if hazard in WITHIN and any(each in WITHIN or each in LINE for each in act.hazards):
        return False
    apart = {*DEADLY, *TABS, FULL}
    if hazard in apart and any(each in apart for each in act.hazards):
        return False
    # What is held on its way must be the act's own, and the line must not be away.
    sending = hazard.endswith("while sending")
    return not (sending and act.hazards) and not any(each.endswith("while sending") for each in act.hazards)

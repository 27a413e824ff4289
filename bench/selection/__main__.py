"""Times the proposals, alone and while every core is busy, and puts them beside what is done by hand."""

import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.selection import worlds
from fairs.plan.facts import PlanProposal, Weights
from fairs.plan.floor import Floor, points, same_sector_pairs
from fairs.plan.proposal import propose as propose_plan
from fairs.selection.facts import Proposal, QuotaRule, QuotasClash
from fairs.selection.proposal import propose as propose_list
from marketplace.runtime.layout import PROJECT
from tests.fairs import choosing

ALLOWED_SECONDS, SEEDS, SMALL = 5, (1, 2, 3), 200
LOADED = (
    "**Other work was running: these are figures of a loaded machine, of which the bench had a part of the cores.**\n"
)
LEAST, CRAFTS = 10, "sector:crafts"
PAGE = """# Benchmark of the proposals of a selection and of a plan

Written by `python -m bench.selection`; do not edit.
{when:%-d %B %Y, %H:%M} UTC, {cores} cores, load average {load:.1f} when it began. A proposal computes on one core
and is to take at most {allowed} seconds: *of a core* is what it computed, *alone* what passed beside whatever else the
machine did, *busy* what passed beside a process for each core that counts without end.
{loaded}
## Who comes: {applications} applications for {stalls} stalls under {quotas} quotas

By hand: *by points*, the sheet sorted and taken from the top; *by quotas*, first the best of each group until its
quota is met, then by points past the full groups. Points in hundredths of a point of a hundred.

| call | | points | organisations | quotas broken | seconds of a core | alone | busy |
|---|---|--:|--:|--:|--:|--:|--:|
{lists}

The same call in another order, and while all cores are busy, had the same answer down to each reason.
{small} small calls of random applications and quotas: {agreed} answers are the best of all lists that exist, and for
{clashed} no list exists and the solver said so. Where all women work in crafts, and {least} women at least but two of
crafts at most are asked for, {clash}.

## Who stands where: {exhibitors} exhibitors at {places} stalls

By hand: *down the list*, each at the first free stall that would do; *by worth*, those with electricity first, each at
the free stall in its zone and of its size. All stand where their electricity is.
Points of the weights: {weights}.

| plan | | points | at most possible | with a stall | pairs of one sector | seconds of a core | alone | busy |
|---|---|--:|--:|--:|--:|--:|--:|--:|
{plans}

*At most possible* is proven; where it is not reached the solver's patience ended before it knew whether more exists.
The same again, in another order and while all cores are busy, was the same plan.
{small} small plans: {planned} are the best of all plans that exist.

The solver's process needs {memory} MB at most, and half a second of each proposal is its start; nothing of it is
loaded elsewhere.
"""


@dataclass(frozen=True, slots=True)
class Timed:
    """What was made, the core's time that it took, and what passed alone and while all cores were busy."""

    made: Proposal | PlanProposal
    of_a_core: float
    alone: float
    busy: float

    @property
    def told(self) -> str:
        return f"{self.of_a_core:.1f} | {self.alone:.1f} | {self.busy:.1f}"


def main() -> None:
    load = os.getloadavg()[0]
    lists = {seed: _list(seed) for seed in SEEDS}
    plans = {seed: _plan(seed) for seed in SEEDS}
    agreed, clashed = _small_calls()
    page = PAGE.format(
        when=datetime.now(UTC),
        cores=os.cpu_count(),
        load=load,
        loaded=LOADED if load > (os.cpu_count() or 1) else "",
        allowed=ALLOWED_SECONDS,
        applications=worlds.APPLICATIONS,
        stalls=worlds.STALLS,
        quotas=len(worlds.QUOTAS),
        exhibitors=worlds.STALLS,
        places=worlds.PLACES,
        lists="\n".join(row for seed, timed in lists.items() for row in _rows_of_list(seed, timed)),
        plans="\n".join(row for seed, timed in plans.items() for row in _rows_of_plan(seed, timed)),
        weights=_weights(),
        small=SMALL,
        agreed=agreed,
        clashed=clashed,
        planned=_small_plans(),
        least=LEAST,
        clash=_clash(),
        memory=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    )
    print(page)
    (PROJECT / "docs" / "benchmarks-selection.md").write_text(page, encoding="utf-8")
    _must("ortools" not in sys.modules or "fairs.solving.solver" in sys.modules, "the solver is loaded apart")
    slowest = max(timed.of_a_core for timed in [*lists.values(), *plans.values()])
    _must(slowest <= ALLOWED_SECONDS, f"a proposal took {slowest:.1f} seconds")


def _list(seed: int) -> Timed:
    applicants = worlds.applications(seed)

    def proposed(order: list) -> Proposal:
        return propose_list(applicants=order, capacity=worlds.STALLS, quotas=worlds.QUOTAS)

    timed = _timed(f"list {seed}", lambda: proposed(applicants), lambda: proposed(applicants[::-1]))
    by_key = {one.key: one for one in applicants}
    _must(worlds.broken([by_key[key] for key in timed.made.chosen]) == 0, "no quota is broken")
    return timed


def _rows_of_list(seed: int, timed: Timed) -> Iterator[str]:
    applicants = worlds.applications(seed)
    for name, chosen in (
        ("by points", worlds.by_points(applicants)),
        ("by quotas", worlds.by_quotas_then_points(applicants)),
    ):
        score = sum(one.score for one in chosen)
        yield f"| {seed} | {name} | {score:,} | {len(chosen)} | {worlds.broken(chosen)} | | | |"
    yield f"| {seed} | **proposed** | **{timed.made.score:,}** | {len(timed.made.chosen)} | **0** | {timed.told} |"


def _plan(seed: int) -> Timed:
    exhibitors, stalls = worlds.exhibitors(seed), worlds.stalls(seed)
    return _timed(
        f"plan {seed}",
        lambda: propose_plan(exhibitors=exhibitors, stalls=stalls),
        lambda: propose_plan(exhibitors=exhibitors[::-1], stalls=stalls[::-1]),
    )


def _rows_of_plan(seed: int, timed: Timed) -> Iterator[str]:
    floor = Floor(tuple(worlds.exhibitors(seed)), tuple(worlds.stalls(seed)), Weights(), aisle=2)
    for name, new in (("down the list", worlds.by_the_list(floor)), ("by worth", worlds.by_zone(floor))):
        pairs = len(same_sector_pairs(floor, new))
        yield f"| {seed} | {name} | {points(floor, new):,} | | {len(new)} | {pairs} | | | |"
    made = timed.made
    yield (
        f"| {seed} | **proposed** | **{made.points:,}** | {made.at_most:,} | {len(made.new)} "
        f"| {made.same_sector_pairs} | {timed.told} |"
    )


def _timed(name: str, once: Callable[[], object], again: Callable[[], object]) -> Timed:
    begun, computed = time.monotonic(), _computed()
    made = once()
    alone, of_a_core = time.monotonic() - begun, _computed() - computed
    with _busy():
        begun = time.monotonic()
        second = again()
        busy = time.monotonic() - begun
    _must(made == second, f"{name}: twice the same")
    print(f"  {name}: {of_a_core:.1f} s of a core, {alone:.1f} s alone, {busy:.1f} s busy", flush=True)
    return Timed(made, of_a_core, alone, busy)


def _computed() -> float:
    """Seconds of a core until now, with those of processes that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@contextmanager
def _busy() -> Iterator[None]:
    """One process for each core that does nothing but count."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def _small_calls() -> tuple[int, int]:
    """How many of the small calls have the best list, and how many have none, both found by trying every list."""
    chance, agreed, clashed = random.Random(99), 0, 0
    for _ in range(SMALL):
        applicants, quotas, capacity = (
            choosing.some_applicants(chance),
            choosing.some_quotas(chance),
            chance.randint(0, 8),
        )
        best = choosing.best_list(applicants, capacity, quotas)
        try:
            proposed = propose_list(applicants=applicants, capacity=capacity, quotas=quotas, solve=choosing.here)
        except QuotasClash:
            _must(best is None, "a clash is told only where there is no list")
            clashed += 1
        else:
            _must(frozenset(proposed.chosen) == best, "the best of all lists")
            agreed += 1
    return agreed, clashed


def _small_plans() -> int:
    """How many of the small plans are the best, found by trying every plan."""
    chance = random.Random(98)
    for _ in range(SMALL):
        stalls = choosing.some_stalls(chance)
        exhibitors = choosing.some_exhibitors(chance, stalls)
        by_rank = tuple(sorted(exhibitors, key=lambda one: (one.rank, one.key)))
        floor = Floor(by_rank, tuple(sorted(stalls, key=lambda one: one.key)), Weights(), aisle=2)
        plans = choosing.every_plan(floor)
        best = max((len(new), sum(map(len, new.values())), points(floor, new)) for new in plans)
        made = propose_plan(exhibitors=exhibitors, stalls=stalls, solve=choosing.here)
        _must((len(made.new), sum(map(len, made.new.values())), made.points) == best, "the best of all plans")
    return SMALL


def _clash() -> str:
    """A quota of women that the ceiling of the sector in which they all work does not allow."""
    applicants = [one for one in worlds.applications(1) if ("women" in one.tags) == (CRAFTS in one.tags)]
    quotas = [*worlds.QUOTAS[2:], QuotaRule("women", "women", at_least=LEAST), QuotaRule("crafts", CRAFTS, at_most=2)]
    begun = time.monotonic()
    try:
        propose_list(applicants=applicants, capacity=worlds.STALLS, quotas=quotas)
    except QuotasClash as told:
        took = time.monotonic() - begun
        names = " and ".join(told.clash.quotas)
        nearest = told.clash.shortfalls[0]
        return f"*{names}* are named: {nearest.reachable} can be had of {nearest.asked} (told after {took:.1f} s)"
    raise SystemExit("Not so: the quotas clash")


def _weights() -> str:
    weights = Weights()
    return (
        f"+{weights.zone} in the zone, −{weights.metre_missing} and −{weights.metre_wasted} for each square metre "
        f"too few and too many, −{weights.same_sector} for each pair"
    )


def _must(is_so: bool, what: str) -> None:
    if not is_so:
        raise SystemExit(f"Not so: {what}")


main()

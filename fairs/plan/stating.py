"""States who stands where as a problem in whole numbers.

Exhibitors whose needs are the same are one kind: what is asked is at how many and which stalls a kind stands, so that
180 exhibitors become a few dozen. A kind's stalls are either blocks, which one exhibitor gets as a whole, or single
ones. A variable says for each pair of neighbours and each sector whether both are of it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from fairs.plan.facts import Exhibitor
from fairs.plan.floor import Floor, Given
from fairs.plan.neighbours import Pair
from fairs.solving.problem import Problem, Row, Terms

PATIENCE = 4


@dataclass(frozen=True, slots=True)
class Kind:
    """Exhibitors with the same needs, by rank; `like` speaks for all of them."""

    like: Exhibitor
    exhibitors: tuple[Exhibitor, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind stands at these stalls: a block of one exhibitor, or one stall by itself."""

    kind: int
    stalls: frozenset[str]
    is_block: bool


@dataclass(slots=True)
class Statement:
    """The problem while it is written: what each variable means, the bounds and the rows."""

    floor: Floor
    kinds: tuple[Kind, ...]
    choices: list[Choice]
    bounds: list[tuple[int, int]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    # By kind, how many of its exhibitors have single stalls; and the fines with what makes them due.
    apart: dict[int, int] = field(default_factory=dict)
    fines: dict[int, Terms] = field(default_factory=dict)

    def new_variable(self, high: int) -> int:
        self.bounds.append((0, high))
        return len(self.bounds) - 1


def stated(floor: Floor) -> tuple[Problem, Statement]:
    """The problem, and what its variables mean: the first ones are the choices, in their order.

    First as many exhibitors as can be with a stall, then as many stalls as can be, then the most points.
    """
    kinds = _kinds(floor)
    choices = [choice for number, kind in enumerate(kinds) for choice in _choices(floor, number, kind)]
    statement = Statement(floor, kinds, choices, bounds=[(0, 1)] * len(choices))
    _each_stall_once(statement)
    placed = [term for number in range(len(kinds)) for term in _granted(statement, number)]
    stalls = sum(one.open_stalls for one in floor.exhibitors)
    giving: Counter[int] = Counter({variable: factor * (stalls + 1) for variable, factor in placed})
    giving.update({variable: len(choice.stalls) for variable, choice in enumerate(choices)})
    everybody = sum(len(kind.exhibitors) for kind in kinds)
    best = (*_worth(statement), *_fines(statement))
    problem = Problem(
        bounds=tuple(statement.bounds),
        rows=tuple(statement.rows),
        aims=(tuple(sorted(giving.items())), best),
        following=tuple(range(len(choices), len(statement.bounds))),
        tops=(everybody * (stalls + 1) + stalls,),
        patience=PATIENCE,
    )
    return problem, statement


def hinted(problem: Problem, statement: Statement, new: Given) -> Problem:
    """The same problem with a plan to begin from."""
    number_of = {choice: variable for variable, choice in enumerate(statement.choices)}
    values = [0] * len(problem.bounds)
    for number, kind in enumerate(statement.kinds):
        for one in kind.exhibitors:
            stalls = frozenset(new.get(one.key, ()))
            block = number_of.get(Choice(number, stalls, is_block=True))
            if block is not None:
                values[block] = 1
            elif stalls:
                for key in stalls:
                    values[number_of[Choice(number, frozenset({key}), is_block=False)]] = 1
                if number in statement.apart:
                    values[statement.apart[number]] += 1
    for fine, terms in statement.fines.items():
        values[fine] = max(sum(factor * values[variable] for variable, factor in terms) - 1, 0)
    return replace(problem, hint=tuple(values))


def _kinds(floor: Floor) -> tuple[Kind, ...]:
    alike: dict[Exhibitor, list[Exhibitor]] = defaultdict(list)
    for one in floor.exhibitors:
        if one.open_stalls:
            # Whoever keeps a stall is a kind of their own: their others should be beside it.
            like = one if one.kept else replace(one, key="", rank=0)
            alike[like].append(one)
    return tuple(Kind(like, tuple(exhibitors)) for like, exhibitors in alike.items())


def _choices(floor: Floor, number: int, kind: Kind) -> Iterator[Choice]:
    like = kind.like
    for stall in floor.free:
        if floor.is_suitable(like, stall):
            yield Choice(number, frozenset({stall.key}), is_block=False)
    for block in floor.usable_blocks(like):
        yield Choice(number, block, is_block=True)


def _each_stall_once(statement: Statement) -> None:
    at: dict[str, list[int]] = defaultdict(list)
    for variable, choice in enumerate(statement.choices):
        for key in sorted(choice.stalls):
            at[key].append(variable)
    for _, variables in sorted(at.items()):
        statement.rows.append(Row(tuple((variable, 1) for variable in variables), high=1))


def _granted(statement: Statement, number: int) -> Iterator[tuple[int, int]]:
    """No more than the kind was granted; yields the terms that count its exhibitors with a stall."""
    kind = statement.kinds[number]
    many, each = len(kind.exhibitors), kind.like.open_stalls
    blocks: list[int] = []
    single: list[int] = []
    for variable, choice in enumerate(statement.choices):
        if choice.kind == number:
            (blocks if choice.is_block else single).append(variable)
    units = tuple((variable, 1) for variable in single)
    statement.rows.append(Row((*units, *((variable, each) for variable in blocks)), high=many * each))
    if each == 1:
        yield from ((variable, 1) for variable in (*blocks, *single))
        return
    # Exhibitors with single stalls: no more than single stalls, and no more than got no block.
    apart = statement.apart[number] = statement.new_variable(many)
    statement.rows.append(Row(((apart, 1), *((variable, -1) for variable in single)), high=0))
    statement.rows.append(Row(((apart, 1), *((variable, 1) for variable in blocks)), high=many))
    yield (apart, 1)
    yield from ((variable, 1) for variable in blocks)


def _worth(statement: Statement) -> Iterator[tuple[int, int]]:
    """The points of each choice, with the fines beside those who keep their stalls."""
    floor, weights = statement.floor, statement.floor.weights
    kept = _kept_beside(floor)
    for variable, choice in enumerate(statement.choices):
        like = statement.kinds[choice.kind].like
        own = frozenset(like.kept) if choice.is_block else frozenset[str]()
        points = sum(floor.worth(like, floor.stall[key]) for key in choice.stalls)
        fined = sum(
            like.sector in sectors for key in choice.stalls for other, sectors in kept[key].items() if other not in own
        )
        if choice.is_block:
            points += weights.together * (like.stalls - 1)
            # Between two stalls that it kept the fine falls as well, once all of its stalls hang together.
            fined -= sum(own.issuperset(pair) for pair in floor.pairs) if like.sector else 0
        yield variable, points - weights.same_sector * fined


def _kept_beside(floor: Floor) -> dict[str, dict[str, set[str]]]:
    """Of each stall the neighbours that are kept, and the sectors there."""
    at: dict[str, set[str]] = defaultdict(set)
    for one in floor.exhibitors:
        for key in one.kept:
            at[key].add(one.sector)
    beside: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for first, second in floor.pairs:
        beside[first][second] = at[second] - {""}
        beside[second][first] = at[first] - {""}
    return beside


def _fines(statement: Statement) -> Iterator[tuple[int, int]]:
    """One variable for each pair of free neighbours and each sector, 1 where both are of it."""
    standing = _standing(statement)
    blocks = _blocks_over(statement)
    sectors = sorted({kind.like.sector for kind in statement.kinds} - {""})
    for pair in statement.floor.pairs:
        for sector in sectors:
            first, second = standing[sector, pair[0]], standing[sector, pair[1]]
            if first and second:
                fine = statement.new_variable(1)
                terms = _sum_of((*first, *second), minus=blocks[sector, pair])
                statement.fines[fine] = terms
                statement.rows.append(Row(((fine, -1), *terms), high=1))
                yield fine, -statement.floor.weights.same_sector


def _standing(statement: Statement) -> dict[tuple[str, str], list[int]]:
    """By sector and stall the variables that put somebody of the sector there."""
    standing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for variable, choice in enumerate(statement.choices):
        for key in choice.stalls:
            standing[statement.kinds[choice.kind].like.sector, key].append(variable)
    return standing


def _blocks_over(statement: Statement) -> dict[tuple[str, Pair], list[int]]:
    """By sector and pair the blocks that hold both: within an exhibitor's own stalls there is no fine."""
    over: dict[tuple[str, Pair], list[int]] = defaultdict(list)
    pairs_at: dict[str, list[Pair]] = defaultdict(list)
    for pair in statement.floor.pairs:
        pairs_at[pair[0]].append(pair)
    for variable, choice in enumerate(statement.choices):
        if choice.is_block:
            sector = statement.kinds[choice.kind].like.sector
            for key in choice.stalls:
                for pair in pairs_at[key]:
                    if pair[1] in choice.stalls:
                        over[sector, pair].append(variable)
    return over


def _sum_of(variables: tuple[int, ...], *, minus: list[int]) -> Terms:
    """A block over both stalls is in the sum twice, and once less for being a block."""
    factors: dict[int, int] = defaultdict(int)
    for variable in variables:
        factors[variable] += 1
    for variable in minus:
        factors[variable] -= 1
    return tuple(sorted(factors.items()))

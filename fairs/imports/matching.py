"""Who a row means: by register number, then ICE, then the same name, then names that are alike.

The same rows and the same register give the same answer, in whatever order they come. Nothing is
decided here that a person could see otherwise: two ways of recognising that disagree, or two
organisations of one name, are left open with the reason.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from cooperatives.texts import search_form, sort_key
from fairs.enums import MatchKind, RowDecision
from fairs.imports.cells import Problem, register_key

ALIKE = "0.45"
MOST_CANDIDATES = 5
# Of the organisations of the edition's region one is likelier meant than of a far one.
NEARER = Decimal("0.10")
_TAKEN_AWAY = (
    r"^(?:(?:la|les|ste|societe) )?(?:cooperatives?|coope?|cop|scoop|تعاونيه|تعاونيات) | (?:cooperative|coop)$"
)
IDENTITY = frozenset({"several", "name_differs", "number_says_other", "numbers_disagree", "number_differs"})

_NAMES = f"""
    CREATE TEMPORARY TABLE known_names ON COMMIT DROP AS
    SELECT DISTINCT id, region_id, CASE WHEN short = '' THEN spelt ELSE short END AS form
    FROM (
        SELECT id, region_id, spelt, regexp_replace(spelt, '{_TAKEN_AWAY}', '', 'g') AS short
        FROM cooperatives_cooperative, LATERAL (VALUES (sort_ar), (sort_fr), (sort_en)) AS names (spelt)
        WHERE spelt <> ''
    ) AS shortened
"""  # noqa: S608 - our own pattern
_ALIKE = """
    SELECT asked.form, known.id, known.region_id = %(region)s, MAX(similarity(known.form, asked.form))::numeric(3, 2),
           BOOL_OR(known.form = asked.form)
    FROM unnest(%(forms)s::text[]) AS asked (form)
    JOIN known_names AS known ON known.form %% asked.form OR known.form = asked.form
    GROUP BY 1, 2, 3
"""
_NUMBERED = """
    SELECT id, regexp_replace(lower(registration_number), '[^0-9a-zء-ي]', '', 'g') AS register, ice
    FROM cooperatives_cooperative
    WHERE regexp_replace(lower(registration_number), '[^0-9a-zء-ي]', '', 'g') = ANY(%(registers)s)
       OR (ice <> '' AND ice = ANY(%(ices)s))
"""
_PAPERS = """
    SELECT id, public_id, regexp_replace(lower(registration_number), '[^0-9a-zء-ي]', '', 'g'), ice,
           COALESCE(NULLIF(name_fr, ''), NULLIF(name_ar, ''), name_en)
    FROM cooperatives_cooperative WHERE id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row tells of its organisation."""

    number: int
    name: str
    register_number: str = ""
    ice: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that may be meant, and how alike the names are."""

    cooperative_id: int
    public_id: str
    likeness: Decimal


@dataclass(frozen=True, slots=True)
class Found:
    """Who a row means as far as can be told, and why a person must look."""

    match: MatchKind
    candidates: tuple[Candidate, ...] = ()
    decision: RowDecision = RowDecision.OPEN
    problems: tuple[Problem, ...] = ()

    @property
    def cooperative_id(self) -> int | None:
        return self.candidates[0].cooperative_id if self.decision == RowDecision.MATCHED else None


@dataclass(frozen=True, slots=True)
class _Paper:
    public_id: str
    register: str
    ice: str
    name: str


@dataclass(frozen=True, slots=True)
class _Alike:
    cooperative_id: int
    likeness: Decimal
    is_near: bool
    is_same: bool


class _Register:
    """What the database knows that the rows may mean: read in a few statements, however many rows there are."""

    def __init__(self, rows: Sequence[Asked], region_id: str) -> None:
        self.by_register: dict[str, set[int]] = defaultdict(set)
        self.by_ice: dict[str, int] = {}
        self.alike: dict[str, list[_Alike]] = defaultdict(list)
        with connection.cursor() as cursor:
            self._read_numbers(cursor, rows)
            self._read_names(cursor, {name_key(row.name) for row in rows} - {""}, region_id)
            self.papers = self._read_papers(cursor)

    def _read_numbers(self, cursor: Any, rows: Sequence[Asked]) -> None:
        registers = sorted({register_key(row.register_number) for row in rows} - {""})
        cursor.execute(_NUMBERED, {"registers": registers, "ices": sorted({row.ice for row in rows} - {""})})
        for pk, register, ice in cursor.fetchall():
            if register:
                self.by_register[register].add(pk)
            if ice:
                self.by_ice[ice] = pk

    def _read_names(self, cursor: Any, forms: set[str], region_id: str) -> None:
        execute = cursor.execute
        execute(_NAMES)
        execute("CREATE INDEX ON known_names USING gin (form gin_trgm_ops)")
        execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [ALIKE])
        execute(_ALIKE, {"forms": sorted(forms), "region": region_id})
        for form, *alike in cursor.fetchall():
            pk, is_near, likeness, is_same = alike
            self.alike[form].append(_Alike(pk, likeness, is_near, is_same))
        execute("DROP TABLE known_names")

    def _read_papers(self, cursor: Any) -> dict[int, _Paper]:
        known = {pk for pks in self.by_register.values() for pk in pks} | set(self.by_ice.values())
        known |= {each.cooperative_id for rows in self.alike.values() for each in rows}
        cursor.execute(_PAPERS, [sorted(known)])
        return {pk: _Paper(*paper) for pk, *paper in cursor.fetchall()}

    def named(self, name: str) -> list[_Alike]:
        """Organisations with a name like this, the likest first; of equals the nearer, then the older."""
        rows = self.alike.get(name_key(name), [])
        rank = {row: row.likeness + NEARER * row.is_near for row in rows}
        return sorted(rows, key=lambda row: (not row.is_same, -rank[row], row.cooperative_id))


def name_key(name: str) -> str:
    """A name as it is compared: one form of each letter, without the word "cooperative" however it is shortened."""
    spelt = sort_key(name)
    return re.sub(_TAKEN_AWAY, "", spelt) or spelt


def is_same_name(one: str, other: str) -> bool:
    return search_form(one) == search_form(other) or name_key(one) == name_key(other)


def match_rows(*, rows: Iterable[Asked], region_id: str) -> dict[int, Found]:
    """Who each row means, by the row's number; needs a transaction for its table of names."""
    given = list(rows)
    register = _Register(given, region_id)
    return {row.number: _match(row, register) for row in given}


def _match(row: Asked, register: _Register) -> Found:
    named = register.named(row.name)
    likeness = {each.cooperative_id: each.likeness for each in named}
    by_number = register.by_register.get(register_key(row.register_number), set()) if row.register_number else set()
    by_ice = register.by_ice.get(row.ice) if row.ice else None
    if by_number:
        return _by_register(row, by_number, by_ice, named, likeness, register)
    if by_ice is not None:
        return _by_number(MatchKind.ICE, by_ice, row, named, likeness, register)
    return _by_name(row, named, likeness, register)


def _by_register(
    row: Asked,
    by_number: set[int],
    by_ice: int | None,
    named: list[_Alike],
    likeness: dict[int, Decimal],
    register: _Register,
) -> Found:
    if by_ice is not None and by_ice not in by_number:
        both = [*sorted(by_number), by_ice]
        told = {"register": _name(register, min(by_number)), "ice": _name(register, by_ice)}
        return _open(MatchKind.REGISTER, both, likeness, register, {"code": "numbers_disagree", **told})
    # Courts number by themselves: one number may be that of several organisations.
    meant = {by_ice} if by_ice is not None else by_number & set(likeness) or by_number
    if len(meant) > 1:
        ranked = sorted(meant, key=lambda pk: (-likeness.get(pk, Decimal(0)), pk))
        return _open(MatchKind.REGISTER, ranked, likeness, register, {"code": "several"})
    return _by_number(MatchKind.REGISTER, next(iter(meant)), row, named, likeness, register)


def _by_number(
    kind: MatchKind, pk: int, row: Asked, named: list[_Alike], likeness: dict[int, Decimal], register: _Register
) -> Found:
    """One organisation has the number: its name must be like the row's, or a person looks."""
    same = [each.cooperative_id for each in named if each.is_same]
    if same and pk not in same:
        told = {"number": _name(register, pk), "name": _name(register, same[0])}
        return _open(kind, [pk, *same], likeness, register, {"code": "number_says_other", **told})
    if pk in likeness or not row.name:
        return _settled(kind, pk, likeness, register)
    near = [each.cooperative_id for each in named]
    return _open(kind, [pk, *near], likeness, register, {"code": "name_differs", "name": _name(register, pk)})


def _by_name(row: Asked, named: list[_Alike], likeness: dict[int, Decimal], register: _Register) -> Found:
    same = [each.cooperative_id for each in named if each.is_same]
    everyone = [each.cooperative_id for each in named]
    if not same:
        return _open(MatchKind.SIMILAR, everyone, likeness, register) if named else Found(MatchKind.NONE)
    if len(same) > 1:
        return _open(MatchKind.NAME, everyone, likeness, register, {"code": "several"})
    paper = register.papers[same[0]]
    asked = register_key(row.register_number)
    if (asked and paper.register and asked != paper.register) or (row.ice and paper.ice and row.ice != paper.ice):
        return _open(
            MatchKind.NAME, everyone, likeness, register, {"code": "number_differs", "name": _name(register, same[0])}
        )
    return _settled(MatchKind.NAME, same[0], likeness, register)


def _name(register: _Register, pk: int) -> str:
    return register.papers[pk].name


def _settled(kind: MatchKind, pk: int, likeness: dict[int, Decimal], register: _Register) -> Found:
    return Found(kind, _candidates([pk], likeness, register), RowDecision.MATCHED)


def _open(
    kind: MatchKind, pks: Iterable[int], likeness: dict[int, Decimal], register: _Register, *problems: Problem
) -> Found:
    return Found(kind, _candidates(pks, likeness, register), RowDecision.OPEN, problems)


def _candidates(pks: Iterable[int], likeness: dict[int, Decimal], register: _Register) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(pk, register.papers[pk].public_id, likeness.get(pk, Decimal("0.00")))
        for pk in list(dict.fromkeys(pks))[:MOST_CANDIDATES]
    )

"""What is answered to a till: for each record what became of it, the first time and every time after."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from cooperatives.prepared import rows_of
from cooperatives.round_trips import Ask, Rows
from fairs.enums import SaleStatus
from fairs.tills.problems import Problem, ProblemCode, problem

# What was posted stands before what was kept aside, and of that the first.
FIRST_SALES = """
    SELECT sale_id, 'invalid', problems, content_digest FROM (
        SELECT sale_id, problems, content_digest FROM tills_quarantinedrecord
        WHERE sale_id = ANY(%(ids)s) ORDER BY id DESC
    ) AS aside
    UNION ALL
    SELECT id, status, problems, content_digest FROM tills_sale WHERE id = ANY(%(ids)s)
"""
FIRST_EVENTS = FIRST_SALES.replace("tills_sale ", "tills_tillevent ")


class Named(Protocol):
    """Something that a device sent: its id as far as it is one, what it called itself, and its content."""

    @property
    def digest(self) -> str: ...

    @property
    def name(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one record of a batch."""

    id: str | None
    status: SaleStatus
    problems: tuple[Problem, ...] = ()
    first_status: SaleStatus | None = None
    report: Any = None


@dataclass(frozen=True, slots=True)
class First:
    """What was answered when an id came for the first time."""

    status: SaleStatus
    problems: tuple[Problem, ...]
    digest: str


def first_answers(ids: Collection[UUID], statement: str = FIRST_SALES) -> dict[UUID, First]:
    """What was answered before to these ids, posted or kept aside."""
    return firsts_in(rows_of(statement, {"ids": list(ids)})) if ids else {}


def ask_first_answers(ask: Ask, ids: Collection[UUID]) -> Rows:
    """The same question about sales in a round trip of the caller's: `firsts_in` reads its rows."""
    return ask(FIRST_SALES, {"ids": list(ids)}) if ids else []


def firsts_in(rows: Rows) -> dict[UUID, First]:
    return {pk: First(SaleStatus(status), tuple(_read(problems)), digest) for pk, status, problems, digest in rows}


def only_first(batch: Sequence[Any], known: Collection[UUID], id_name: str = "sale_id") -> list[Any]:
    """Those to judge: without a known id, and of one id only the first."""
    fresh, seen = [], set(known)
    for sent in batch:
        record_id = getattr(sent, id_name)
        if record_id is None or record_id not in seen:
            fresh.append(sent)
        if record_id is not None:
            seen.add(record_id)
    return fresh


def result_of(sent: Named, answer: First, report: Any = None) -> Result:
    """The answer to what came for the first time."""
    return Result(sent.name, answer.status, answer.problems, report=report)


def duplicate_of(sent: Named, first: First, report: Any = None) -> Result:
    """The answer to what came before: what was answered then, and whether it said the same."""
    differs = () if sent.digest == first.digest else (problem(ProblemCode.DIFFERS),)
    return Result(sent.name, SaleStatus.DUPLICATE, (*first.problems, *differs), first.status, report)


def _read(problems: Any) -> list[Problem]:
    return json.loads(problems) if isinstance(problems, str) else problems

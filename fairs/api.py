"""The public API: editions, and the roll-up as far as it may be told."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from fairs.enums import EditionStatus
from fairs.models import Edition
from fairs.revenue.figures import Row, Scope
from fairs.revenue.public import public_rollup

router = Router(tags=["public"])
MOST_ITEMS = 200
Group = Literal["edition", "programme", "region", "channel", "evidence", "day"]
# A code as it can be at all: the database refuses to look for some characters.
Code = Annotated[str, Field(pattern=r"^[-0-9A-Za-z_]{1,60}$")]


class Names(Schema):
    """A name in the three languages; empty where nobody has written it."""

    ar: str
    fr: str
    en: str


class EditionOut(Schema):
    """One edition; `status` follows the physical dates."""

    code: str
    programme: str
    name: Names
    region: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    status: EditionStatus


class EditionsOut(Schema):
    items: list[EditionOut]
    count: int


class EditionsQuery(Schema):
    """Which editions, and which part of the list."""

    programme: Code | None = None
    region: Code | None = None
    offset: int = Field(0, ge=0, le=1_000_000)
    limit: int = Field(MOST_ITEMS, ge=1, le=MOST_ITEMS)


class RollupQuery(Schema):
    """What the roll-up is grouped by and what it covers; days are business days, both included."""

    group_by: Group = "edition"
    programme: Code | None = None
    edition: Code | None = None
    first_day: date | None = Field(None, alias="from")
    last_day: date | None = Field(None, alias="to")


class FiguresOut(Schema):
    """Exact amounts in dirhams as text; counts are null where nobody itemised."""

    gross: str
    returns: str
    turnover: str
    corrections: str
    sales: int | None
    units: str | None


class RowOut(FiguresOut):
    """One row, under the name of what it is grouped by; `by_channel` and `by_evidence` split its turnover.

    Null stands for sales outside every edition, `other` for what cannot be told apart by what was
    asked for; `by_channel` and `by_evidence` have an `other` where there is such money.
    """

    edition: str | None = None
    programme: str | None = None
    region: str | None = None
    channel: str | None = None
    evidence: str | None = None
    day: str | None = None
    by_channel: dict[str, str]
    by_evidence: dict[str, str]


class RollupOut(Schema):
    """Sums of groups in each of which three cooperatives or more sold.

    Null total: too few cooperatives are behind it to be told. Not `complete`: something was sold in
    what was asked for that is told together with what was not, and is left out. Of returns,
    corrections and counts only those of three cooperatives or more are told; other returns are taken
    off the gross.
    """

    group_by: Group
    total: FiguresOut | None
    rows: list[RowOut]
    complete: bool


@router.get("/editions/", response=EditionsOut, summary="Editions, newest first")
def editions(request: HttpRequest, asked: Query[EditionsQuery]) -> dict[str, Any]:
    found = Edition.objects.published().select_related("programme").order_by("-starts_at", "id")
    if asked.programme:
        found = found.filter(programme__code=asked.programme)
    if asked.region:
        found = found.filter(region=asked.region)
    page = found[asked.offset : asked.offset + asked.limit]
    return {"items": [_edition(edition) for edition in page], "count": found.count()}


@router.get("/rollup/", response=RollupOut, exclude_unset=True, summary="What was sold, rolled up")
def rollup(request: HttpRequest, asked: Query[RollupQuery]) -> dict[str, Any]:
    scope = Scope(asked.programme, asked.edition, asked.first_day, asked.last_day)
    told = public_rollup(group_by=asked.group_by, scope=scope)
    return {
        "group_by": asked.group_by,
        "total": told.total.as_strings() if told.total else None,
        "rows": [_row(row, asked.group_by) for row in told.rows],
        "complete": told.is_complete,
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "code": edition.code,
        "programme": edition.programme.code,
        "name": {language: getattr(edition, f"name_{language}") or "" for language in ("ar", "fr", "en")},
        "region": edition.region_id,
        "starts_at": edition.starts_at,
        "ends_at": edition.ends_at,
        "status": edition.status,
    }


def _row(row: Row, group: Group) -> dict[str, Any]:
    return {group: None if row.key is None else str(row.key), **row.as_strings()}

"""One business day of an edition as those who go round in the evening see it: who has a figure, who has none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Sum

from cooperatives import clock
from cooperatives.money import ZERO
from cooperatives.texts import LANGUAGES, shown
from fairs.business_days import business_day
from fairs.enums import Channel, Evidence
from fairs.models import DeclaredTotal, Edition, EditionDay, Participation
from fairs.organiser.selectors import sort_column
from fairs.revenue.models import DetailCell


@dataclass(frozen=True, slots=True)
class DayRow:
    """One participation on one business day: what was said, and what the book holds of it."""

    public_id: str
    name: str
    language: str
    itemised: Decimal
    # What the book adds to the itemised sales because of what was said.
    added: Decimal
    declared: DeclaredTotal | None
    estimated: DeclaredTotal | None

    @property
    def is_silent(self) -> bool:
        """Nobody wrote anything down for this day."""
        return not (self.itemised or self.declared or self.estimated)


def days_of(edition: Edition) -> list[date]:
    """The business days of the edition that have come, latest first."""
    today = business_day(clock.now(), ends=edition.business_day_ends)
    days = EditionDay.objects.filter(stop__edition=edition, day__lte=today).order_by("-day")
    return list(days.values_list("day", flat=True).distinct())


def taking_part_on(edition: Edition, day: date) -> QuerySet[Participation]:
    """The participations in the stop that the day belongs to, by name; withdrawn ones too.

    Who withdrew at noon may have sold in the morning.
    """
    rows = Participation.objects.filter(stop__edition=edition, stop__days__day=day)
    return rows.select_related("cooperative", "stop").order_by(f"cooperative__{sort_column()}", "pk")


def rows_of_day(edition: Edition, day: date) -> list[DayRow]:
    """Everyone who takes part on the day, by name: three queries."""
    names = {f"name_{language}": F(f"cooperative__name_{language}") for language in LANGUAGES}
    participations = taking_part_on(edition, day).values("pk", "public_id", "stop_id", "cooperative_id", **names)
    posted = _posted(edition, day)
    said = _said(edition, day)
    return [_day_row(row, posted[row["stop_id"], row["cooperative_id"]], said[row["pk"]]) for row in participations]


def declared_total(edition: Edition, *, participation: str, day: date, evidence: str) -> DeclaredTotal | None:
    """The total that was declared for a participation and day, if there is one."""
    return (
        DeclaredTotal.objects.filter(
            participation__stop__edition=edition,
            participation__public_id=participation,
            counts_on=day,
            evidence=evidence,
        )
        .select_related("participation__cooperative", "participation__stop", "declared_by")
        .first()
    )


def _day_row(row: Mapping[str, Any], posted: dict[str, Decimal], said: dict[str, DeclaredTotal]) -> DayRow:
    name, language = shown(row, "name")
    return DayRow(
        public_id=row["public_id"],
        name=name,
        language=language,
        itemised=posted.get(Evidence.ITEMISED, ZERO),
        added=posted.get(Evidence.DECLARED, ZERO) + posted.get(Evidence.ESTIMATED, ZERO),
        declared=said.get(Evidence.DECLARED),
        estimated=said.get(Evidence.ESTIMATED),
    )


def _posted(edition: Edition, day: date) -> dict[tuple[int, int], dict[str, Decimal]]:
    """What the cells hold for each (stop, cooperative), by evidence; a participation is just that pair."""
    cells = DetailCell.objects.filter(edition=edition, counts_on=day, channel=Channel.STALL).order_by()
    rows = cells.values_list("stop_id", "cooperative_id", "evidence").annotate(
        amount=Sum(F("gross") - F("returns") + F("corrections"))
    )
    posted: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    for stop, cooperative, evidence, amount in rows:
        posted[stop, cooperative][evidence] = amount
    return posted


def _said(edition: Edition, day: date) -> dict[int, dict[str, DeclaredTotal]]:
    said: dict[int, dict[str, DeclaredTotal]] = defaultdict(dict)
    rows: Iterable[DeclaredTotal] = DeclaredTotal.objects.filter(participation__stop__edition=edition, counts_on=day)
    for row in rows:
        said[row.participation_id][row.evidence] = row
    return said

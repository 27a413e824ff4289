"""What a report tells of the days themselves: who came, visitors, workshops, institutions, incidents.

It stands beside the figures, as it is known when the report is made: a telephone at the gate may send what it noted
after the closing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cooperatives.formats.days import day_text
from cooperatives.formats.numbers import number_text
from fairs.attendance.models import InstitutionalStand, Workshop
from fairs.attendance.selectors import WHOLE_GROUND, days_of, incidents_by_kind, presence_on, visitors_on
from fairs.business_days import business_day
from fairs.closing.models import Closing
from fairs.closing.sections import Section
from fairs.models import Edition, EditionDay
from fairs.organiser.exports import COUNT, DAY, Column, Value


def day_sections(closing: Closing) -> Iterable[Section]:
    """Everything of the days, each part in a fixed number of queries."""
    days = [day for day in days_of(closing.edition) if closing.stop_id in (None, day.stop_id)]
    yield _presence(days, closing)
    yield from _visitors(days)
    yield _workshops({day.stop_id for day in days}, closing.edition)
    yield _institutions({day.stop_id for day in days})
    yield _incidents(days)


def _presence(days: Sequence[EditionDay], closing: Closing) -> Section:
    presence = presence_on(days)
    columns = [
        Column(_("Business day"), DAY),
        Column(_("Stop")),
        Column(_("They come"), COUNT),
        Column(_("Arrived"), COUNT),
        Column(pgettext("on the day", "Missing"), COUNT),
        Column(_("Nobody wrote it down"), COUNT),
    ]
    told = [(day, presence[day.pk]) for day in days]
    rows: list[list[Value]] = [
        [day.day, str(day.stop), each.all, each.arrived, each.absent, each.awaited]
        for day, each in told
        if each.arrived or each.absent
    ]
    known = _("As it is known when this report is made; the figures were closed on %(day)s.")
    notes = [known % {"day": day_text(closing.closed_at)}]
    notes += [] if rows else [_("Nobody wrote down who came.")]
    return Section(_("Who came, day by day"), columns, rows, notes=notes)


def _visitors(days: Sequence[EditionDay]) -> Iterable[Section]:
    tables = visitors_on(days)
    counted = [(day, tables[day.pk]) for day in days if tables[day.pk].hours]
    columns = [Column(_("Business day"), DAY), Column(_("Stop")), Column(_("Hours counted"), COUNT)]
    rows: list[list[Value]] = [[day.day, str(day.stop), len(table.hours), table.total] for day, table in counted]
    if not rows:
        yield Section(_("Visitors"), notes=[_("Nobody counted visitors.")])
        return
    total = sum(table.total for _day, table in counted)
    notes = [_("As many as were counted: whoever comes twice is counted twice.")]
    yield Section(_("Visitors"), [*columns, Column(_("Visitors"), COUNT)], rows, [_("Total"), "", "", total], notes)
    zones: Counter[str] = Counter()
    for _day, table in counted:
        zones.update(dict(table.totals))
    if set(zones) - {WHOLE_GROUND}:
        by_zone: list[list[Value]] = [[zone or _("The whole ground"), zones[zone]] for zone in sorted(zones)]
        yield Section(_("Visitors by zone"), [Column(_("Zone")), Column(_("Visitors"), COUNT)], by_zone)


def _workshops(stops: set[int], edition: Edition) -> Section:
    held = list(Workshop.objects.filter(stop__in=stops).order_by("starts_at", "pk"))
    counted = [row for row in held if row.people is not None]
    columns = [
        Column(_("Business day"), DAY),
        Column(_("Kind")),
        Column(pgettext("of a workshop", "About what")),
        Column(_("Held by")),
        Column(_("People"), COUNT),
        Column(_("Women"), COUNT),
        Column(_("Young people"), COUNT),
    ]
    rows: list[list[Value]] = [
        [
            business_day(row.starts_at, ends=edition.business_day_ends),
            str(row.get_kind_display()),
            row.title,
            row.held_by,
            *_came(row),
        ]
        for row in counted
    ]
    foot = [_("Total"), "", "", "", *(sum(numbers) for numbers in zip(*map(_came, counted), strict=True))]
    notes = [] if held else [_("None was written down.")]
    silent = sum(1 for row in held if row.people is None and not row.cancelled_at)
    if silent:
        text = ngettext(
            "Of %(count)s other nobody wrote down who came.", "Of %(count)s others nobody wrote down who came.", silent
        )
        notes.append(text % {"count": number_text(silent, places=0)})
    return Section(_("Trainings and workshops"), columns, rows, foot if rows else (), notes)


def _came(row: Workshop) -> tuple[int, int, int]:
    return row.people or 0, row.women or 0, row.young or 0


def _institutions(stops: set[int]) -> Section:
    stands = InstitutionalStand.objects.filter(stop__in=stops).select_related("body", "stop").order_by("stop", "pk")
    columns = [Column(_("Name")), Column(_("Stop")), Column(_("Body")), Column(_("People"), COUNT)]
    rows: list[list[Value]] = [
        [row.name, str(row.stop), str(row.body) if row.body else "", row.people] for row in stands
    ]
    return Section(pgettext("tab", "Institutions"), columns, rows)


def _incidents(days: Sequence[EditionDay]) -> Section:
    columns = [Column(_("Kind")), Column(_("Incidents"), COUNT), Column(_("Of them solved"), COUNT)]
    rows: list[list[Value]] = [[str(kind.label), number, solved] for kind, number, solved in incidents_by_kind(days)]
    notes = [] if rows else [_("None was written down.")]
    return Section(pgettext("tab", "Incidents"), columns, rows, notes=notes)

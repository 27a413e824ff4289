"""The report of a closed stop or edition: its parts, as paper and spreadsheet both show them.

The figures are those that were frozen. What came later, what was signed and what was spent stand
apart from them, as they are known when the report is made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives import clock
from cooperatives.enums import OrganisationKind
from cooperatives.formats.days import day_range_text, day_text
from cooperatives.formats.numbers import money_text, number_text, percent_text
from cooperatives.money import ZERO
from cooperatives.texts import shown
from fairs.business_days import business_day
from fairs.closing.models import Closing
from fairs.closing.report_day import day_sections
from fairs.closing.sections import Section
from fairs.closing.selectors import contracts_at, late_sums, public_money, spending_on
from fairs.enums import EstimateMethod, Evidence, PaymentKind
from fairs.organiser.exports import COUNT, DAY, MONEY, Column, Value

Fact = tuple[str, str]
A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Report:
    """All that paper and spreadsheet show."""

    title: str
    subject: str
    name: str
    facts: list[Fact]
    sections: list[Section] = field(default_factory=list)


def report_of(closing: Closing) -> Report:
    """The report in the language of the page."""
    subject = f"{closing.edition} · {closing.stop}" if closing.stop else str(closing.edition)
    return Report(
        title=_("Report on sales"),
        subject=subject,
        name=f"{closing.edition.code}-{closing.stop.number}" if closing.stop else closing.edition.code,
        facts=_facts(closing),
        sections=[section for section in _sections(closing) if section.rows or section.notes],
    )


def _sections(closing: Closing) -> Iterable[Section]:
    figures = closing.figures
    yield _known(figures)
    if not closing.stop_id and len(figures["by_stop"]) > 1:
        yield _table(_("By stop"), _("Stop"), figures["by_stop"], _name)
    yield _table(_("By business day"), Column(_("Business day"), DAY), figures["by_day"], _day)
    yield _table(_("By cooperative"), _("Cooperative"), figures["by_cooperative"], _name)
    yield _table(_("By family of products"), _("Family of products"), figures["by_family"], _name)
    yield _table(_("By payment"), _("Payment"), figures["by_payment"], _payment)
    yield _taking_part(figures["taking_part"])
    yield _estimates(figures)
    yield _left_out(closing)
    yield from day_sections(closing)
    yield _corrections(closing)
    yield _contracts(closing)
    yield _public_money(closing)
    yield _meaning()


def _facts(closing: Closing) -> list[Fact]:
    total, place, cut_off = closing.figures["total"], closing.stop or closing.edition, closing.edition.business_day_ends
    days = [date.fromisoformat(row["key"]) for row in closing.figures["by_day"]]
    facts = [
        (_("Programme"), str(closing.edition.programme)),
        (_("Place"), f"{place.commune} · {place.region}"),
        (_("Dates"), day_range_text(place.starts_at, business_day(place.ends_at - A_MOMENT, ends=cut_off))),
        (_("Days with sales"), number_text(len(days), places=0)),
        (_("Closed on"), _("%(day)s, by %(name)s") % {"day": day_text(closing.closed_at), "name": closing.closed_by}),
        (_("Gross"), money_text(Decimal(total["gross"]))),
        (_("Returns"), money_text(Decimal(total["returns"]))),
        (_("Turnover"), money_text(Decimal(total["turnover"]))),
    ]
    if total["sales"] is not None:
        facts.append((_("Sales recorded one by one"), number_text(total["sales"], places=0)))
    if closing.note:
        facts.append((_("Note"), closing.note))
    return [*facts, (_("Made on"), day_text(clock.now()))]


def _amounts(row: Mapping[str, Any]) -> list[Decimal]:
    return [Decimal(row[name]) for name in ("itemised", "declared", "estimated", "online", "turnover")]


def _amount_columns() -> list[Column]:
    return [
        Column(_("At stalls, item by item"), MONEY),
        Column(_("At stalls, by word of the exhibitors"), MONEY),
        Column(_("At stalls, estimated"), MONEY),
        Column(_("Online"), MONEY),
        Column(_("Turnover"), MONEY),
    ]


def _table(title: str, head: str | Column, rows: Sequence[Mapping[str, Any]], name_of: Any) -> Section:
    first = head if isinstance(head, Column) else Column(head)
    listed: list[list[Any]] = [[name_of(row), *_amounts(row)] for row in rows]
    sums = [sum((row[place] for row in listed), ZERO) for place in range(1, 6)]
    return Section(title, [first, *_amount_columns()], listed, [_("Total"), *sums])


def _name(row: Mapping[str, Any]) -> str:
    return shown_name(row["name"]) or _("Not known")


def shown_name(names: Mapping[str, str]) -> str:
    """A frozen name in the language of the page, or its first fallback."""
    return shown({f"name_{language}": text for language, text in names.items()}, "name")[0]


def _day(row: Mapping[str, Any]) -> date:
    return date.fromisoformat(row["key"])


def _payment(row: Mapping[str, Any]) -> str:
    return str(PaymentKind(row["key"]).label)


def _known(figures: Mapping[str, Any]) -> Section:
    total = figures["total"]
    whole = Decimal(total["turnover"])
    names = [column.title for column in _amount_columns()]
    amounts = _amounts(total)
    rows: list[list[Value]] = [
        [name, amount, percent_text(amount / whole) if whole else ""]
        for name, amount in zip(names[:4], amounts[:4], strict=True)
        if amount
    ]
    expected, answered = figures["response"]["expected"], figures["response"]["answered"]
    notes = []
    if expected:
        notes.append(
            _(
                "Answers: of %(expected)s stalls and days, %(answered)s have a figure of their own, "
                "by till or by word (%(rate)s)."
            )
            % {
                "expected": number_text(expected, places=0),
                "answered": number_text(answered, places=0),
                "rate": percent_text(Decimal(answered) / expected),
            }
        )
    columns = [Column(_("How it is known")), Column(_("Turnover"), MONEY), Column(_("Share"))]
    return Section(_("How it is known"), columns, rows, [_("Total"), whole, ""] if rows else (), notes)


def _taking_part(part: Mapping[str, Any]) -> Section:
    people = part["people"]
    notes = [
        _("%(participations)s participations, %(organisations)s distinct organisations; %(first)s for the first time.")
        % {
            "participations": number_text(part["participations"], places=0),
            "organisations": number_text(part["organisations"], places=0),
            "first": number_text(part["first_time"], places=0),
        }
    ]
    if people:
        notes.append(
            _("%(people)s people at the stalls: %(women)s women (%(women_share)s), %(young)s young (%(young_share)s).")
            % {
                "people": number_text(people, places=0),
                "women": number_text(part["women"], places=0),
                "women_share": percent_text(Decimal(part["women"]) / people),
                "young": number_text(part["young"], places=0),
                "young_share": percent_text(Decimal(part["young"]) / people),
            }
        )
    columns = [Column(_("Kind")), Column(_("Participations"), COUNT), Column(_("Distinct organisations"), COUNT)]
    rows: list[list[Value]] = [
        [str(OrganisationKind(row["kind"]).label), row["participations"], row["organisations"]]
        for row in part["by_kind"]
    ]
    return Section(_("Who took part"), columns, rows, notes=notes)


def _estimates(figures: Mapping[str, Any]) -> Section:
    columns = [
        Column(_("Business day"), DAY),
        Column(_("Method")),
        Column(_("Stalls filled"), COUNT),
        Column(_("Answers")),
        Column(_("Estimated"), MONEY),
        Column(_("At least"), MONEY),
        Column(_("At most"), MONEY),
        Column(_("Signed by")),
    ]
    rows: list[list[Value]] = [
        [
            date.fromisoformat(row["day"]),
            str(EstimateMethod(row["method"]).label),
            row["filled"],
            percent_text(Decimal(row["rate"])),
            *(Decimal(row[name]) for name in ("total", "low", "high")),
            row["signed_by"],
        ]
        for row in figures["estimates"]
    ]
    return Section(_("Estimates"), columns, rows)


def _left_out(closing: Closing) -> Section:
    columns = [Column(_("Cooperative")), Column(_("Days")), Column(_("Reason"))]
    rows: list[list[Value]] = [
        [
            shown_name(row["name"]),
            days_text([date.fromisoformat(day) for day in row["days"]]),
            row["reason"],
        ]
        for row in closing.left_out
    ]
    notes = [] if rows else [_("Nobody: for every stall and day there is a figure.")]
    return Section(_("Left out, without a figure"), columns, rows, notes=notes)


def days_text(days: Sequence[date]) -> str:
    """A few days by name, many as their number and their period."""
    if len(days) <= 3:
        return _(", ").join(day_text(day, with_year=False) for day in days)
    text = ngettext("%(count)s day", "%(count)s days", len(days)) % {"count": len(days)}
    return text + _(", ") + day_range_text(days[0], days[-1])


def _corrections(closing: Closing) -> Section:
    columns = [
        Column(_("Known on"), DAY),
        Column(_("Business day"), DAY),
        Column(_("Cooperative")),
        Column(_("Correction"), MONEY),
    ]
    sums = late_sums(closing)
    rows: list[list[Value]] = [[row.known_on, row.counts_on, str(row.cooperative), row.amount] for row in sums]
    if not rows:
        return Section(_("What became known later"), notes=[_("Nothing until the day this report was made.")])
    total = sum((row.amount for row in sums), ZERO)
    notes = [_("It stands apart: the figures of this report did not change.")]
    return Section(_("What became known later"), columns, rows, [_("Total"), "", "", total], notes)


def _contracts(closing: Closing) -> Section:
    signed = contracts_at(closing.edition, closing.stop_id).filter(withdrawn_at__isnull=True)
    columns = [
        Column(_("Signed on"), DAY),
        Column(_("Cooperative")),
        Column(_("What was signed")),
        Column(_("With whom")),
        Column(_("Amount"), MONEY),
    ]
    rows: list[list[Value]] = [
        [
            row.signed_on,
            str(row.participation.cooperative),
            str(row.get_kind_display()),
            row.counterpart,
            row.amount,
        ]
        for row in signed
    ]
    if not rows:
        return Section(_("Contracts and orders"), notes=[_("None was written down.")])
    total = sum((row.amount for row in signed), ZERO)
    notes = [_("Counted apart: a contract is no turnover.")]
    return Section(_("Contracts and orders"), columns, rows, [_("Total"), "", "", "", total], notes)


def _public_money(closing: Closing) -> Section:
    if closing.stop_id:
        return Section("")
    spent = spending_on(closing.edition).filter(withdrawn_at__isnull=True)
    columns = [Column(_("What for")), Column(_("Where the figure comes from")), Column(_("Amount"), MONEY)]
    rows: list[list[Value]] = [[row.label, row.source, row.amount] for row in spent]
    if not rows:
        return Section(_("Public money"), notes=[_("None was written down.")])
    money = public_money(closing.edition)
    return Section(_("Public money"), columns, rows, [_("Total"), "", money.spent], [per_dirham_text(money)])


def per_dirham_text(money: Any) -> str:
    """Public money for each dirham sold, with its definition."""
    if money.per_dirham_sold is None:
        return _("Public money for each dirham sold cannot be said: nothing was sold, or nothing was spent.")
    return _(
        "Public money for each dirham sold: %(ratio)s dirham. That is %(spent)s of public money, divided by all that "
        "was sold at stalls and online for this edition, corrections included (%(sold)s). Contracts are not in it."
    ) % {
        "ratio": number_text(money.per_dirham_sold, places=2),
        "spent": money_text(money.spent),
        "sold": money_text(money.turnover),
    }


def _meaning() -> Section:
    return Section(
        _("What the words mean"),
        notes=[
            _("Amounts: Moroccan dirhams, tax included. Delivery is not part of them."),
            _("Turnover: what was sold, less what was taken back."),
            _("Business day: a sale after midnight belongs to the evening before."),
            _("%(kind)s: each sale was recorded when it was made.") % {"kind": Evidence.ITEMISED.label},
            _("%(kind)s: what the exhibitor said at the end of the day, less what was recorded item by item.")
            % {"kind": Evidence.DECLARED.label},
            _("%(kind)s: by a stated method, signed, where nobody gave a figure.") % {"kind": Evidence.ESTIMATED.label},
            _("Participation: one organisation at one stop. Distinct organisations: each counts once."),
        ],
    )

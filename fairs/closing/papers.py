"""A report and certificates as files: PDF by the house's typesetter, XLSX as the organisers' other workbooks."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import IO, Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cooperatives.formats.days import day_range_text, day_text
from cooperatives.formats.numbers import money_text, number_text
from cooperatives.formats.pdf import pdf, pictures
from fairs.business_days import business_day
from fairs.closing.models import SalesCertificate
from fairs.closing.report import Report
from fairs.closing.sections import Section
from fairs.organiser.exports import Column, Sheet, Value, as_workbook

REPORT, CERTIFICATE = "fairs/closing/report.typ", "fairs/closing/certificate.typ"
# The paper speaks both languages at once: whoever reads it, at a bank or a town hall, reads one of them.
ON_PAPER = ("ar", "fr")


def report_pdf(report: Report) -> bytes:
    """The report on paper, in the language of the page."""
    return pdf(REPORT, report_given(report))


def report_given(report: Report) -> dict[str, Any]:
    """All that the layout prints, as texts."""
    return {
        "title": report.title,
        "subject": report.subject,
        "platform": _("Cooperatives' Souk"),
        "foot": f"{report.title} · {report.subject}",
        "facts": [list(fact) for fact in report.facts],
        "sections": [_printed(section) for section in report.sections],
    }


def _printed(section: Section) -> dict[str, Any]:
    places = range(len(section.columns))
    return {
        "title": section.title,
        "notes": list(section.notes),
        "heads": [column.title for column in section.columns],
        "numbers": [_is_number(section, place) for place in places],
        "rows": [[_text(value) for value in row] for row in section.rows],
        "foot": [_text(value) for value in section.foot],
    }


def _is_number(section: Section, place: int) -> bool:
    return any(isinstance(row[place], (Decimal, int)) or str(row[place]).endswith("%") for row in section.rows)


def _text(value: Value) -> str:
    if isinstance(value, Decimal):
        return number_text(value, places=2)
    if isinstance(value, int):
        return number_text(value, places=0)
    return day_text(value) if isinstance(value, date) else value or ""


def report_xlsx(report: Report) -> IO[bytes]:
    """The report as a workbook: what it is on the first sheet, each table on one of its own."""
    words = [Column(_("What")), Column(_("Figure"))]
    first = [(_("Report on sales"), report.subject), *report.facts]
    said = [(section.title, note) for section in report.sections for note in section.notes]
    tables = [
        Sheet(section.title, section.columns, [*section.rows, *([section.foot] if section.foot else [])])
        for section in report.sections
        if section.rows
    ]
    return as_workbook([Sheet(_("In short"), words, [*first, *said]), *tables])


def certificates_pdf(given: Sequence[SalesCertificate], *, tell: Callable[[int], None] = lambda done: None) -> bytes:
    """Certificates, one on each page, in Arabic and French; `tell` hears how many are prepared."""
    return pdf(CERTIFICATE, certificates_given(given, tell=tell))


def certificate_pictures(given: Sequence[SalesCertificate]) -> list[bytes]:
    """The same as pictures: for whoever looks at them."""
    return pictures(CERTIFICATE, certificates_given(given))


def certificates_given(
    given: Sequence[SalesCertificate], *, tell: Callable[[int], None] = lambda done: None
) -> dict[str, Any]:
    """All that the layout prints, as texts in both languages."""
    pages = []
    for row in given:
        pages.append(_certificate(row))
        tell(len(pages))
    return {
        "title": _("Certificate of sales"),
        "platform": _("Cooperatives' Souk"),
        "pages": pages,
    }


def _certificate(row: SalesCertificate) -> dict[str, Any]:
    sides = {}
    for language in ON_PAPER:
        with translation.override(language):
            sides[language] = _side(row)
    return {"number": number_of(row), "link": check_link(row), "qr": _qr(check_link(row)), **sides}


def number_of(row: SalesCertificate) -> str:
    """The number on the paper: without gaps within an edition."""
    return f"{row.edition.code}-{row.number:04}"


def total_of(row: SalesCertificate) -> Decimal:
    """What the four amounts come to."""
    return row.itemised + row.declared + row.estimated + row.online


def check_link(row: SalesCertificate) -> str:
    """Where anyone who holds the paper sees whether it is true."""
    with translation.override("ar"):
        return settings.BASE_URL + reverse("certificate:check", args=[row.public_id])


def amounts_of(row: SalesCertificate) -> list[tuple[str, Decimal]]:
    """The amounts by how they are known, those of which there is nothing left out; the last is the total."""
    named = [
        (_("At stalls, item by item"), row.itemised),
        (_("At stalls, by word of the exhibitors"), row.declared),
        (_("At stalls, estimated"), row.estimated),
        (_("Online"), row.online),
    ]
    return [*((name, amount) for name, amount in named if amount), (_("Total"), total_of(row))]


def _side(row: SalesCertificate) -> dict[str, Any]:
    stop = row.participation.stop
    cooperative = row.participation.cooperative
    notes = [
        _("Amounts in Moroccan dirhams, tax included. By word: what the cooperative said at the end of each day."),
        _("This paper says what was sold. It is no invoice and no statement of what is owed."),
    ]
    if row.returns:
        notes.insert(0, _("Goods taken back are off already: %(amount)s.") % {"amount": money_text(row.returns)})
    return {
        "title": _("Certificate of sales"),
        "platform": _("Cooperatives' Souk"),
        "number_name": _("Number"),
        "facts": [
            [_("Cooperative"), str(cooperative)],
            [_("Edition"), str(row.edition)],
            [_("Place"), str(stop.commune)],
            [_("Dates"), day_range_text(stop.starts_at, _last_day(row))],
            [_("Days with sales"), number_text(row.days, places=0)],
            [_("Figures closed on"), day_text(row.closing.closed_at)],
        ],
        "sums": [[name, money_text(amount)] for name, amount in amounts_of(row)],
        "check": _("Is it true? Scan the code, or open the address below it."),
        "notes": notes,
    }


def _last_day(row: SalesCertificate) -> date:
    """The last night reaches past midnight: the paper says the day that people know."""
    ends = row.edition.business_day_ends
    return business_day(row.participation.stop.ends_at - timedelta(microseconds=1), ends=ends)


def _qr(text: str) -> str:
    return str(segno.make(text, error="m").svg_inline(border=2, dark="#0a3f35"))

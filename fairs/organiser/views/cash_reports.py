"""The cash reports (Z) of an edition: one to read and print, all of them with their sums."""

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cooperatives import clock
from fairs.business_days import CASABLANCA
from fairs.models import Edition
from fairs.organiser.cash_reports import (
    amount_names,
    lines_of,
    reports_table,
    sums_of,
    taken_in,
)
from fairs.organiser.exports import as_xlsx
from fairs.organiser.papers import pdf_links, pdf_of
from fairs.organiser.report_paper import report_paper
from fairs.organiser.views.exports import XLSX
from fairs.organiser.views.frame import edition_or_404, edition_page, organisers_page
from fairs.tills.models import CashReport
from fairs.tills.selectors import cancelled_in, late_events, late_sales, reports_of

REPORTS_A_PAGE, LATE_SHOWN = 50, 100
PAPER_LANGUAGES = ("ar", "fr", "en")


@organisers_page()
def reports(request: HttpRequest, code: str) -> HttpResponse:
    """All cash reports of an edition, the newest first, and what they come to."""
    edition = edition_or_404(request, code)
    listed = Paginator(reports_of(edition), REPORTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "listed": listed,
        "rows": [(report, taken_in(report)) for report in listed],
        "sums": sums_of(edition),
        "names": amount_names(),
    }
    return edition_page(request, "cash_reports.html", edition, "tills", context)


@organisers_page()
def reports_file(request: HttpRequest, code: str) -> FileResponse:
    """All of them for a spreadsheet."""
    edition = edition_or_404(request, code)
    name = f"{code}-z-{clock.now().astimezone(CASABLANCA):%Y-%m-%d}.xlsx"
    return FileResponse(as_xlsx(reports_table(edition)), as_attachment=True, filename=name, content_type=XLSX)


@organisers_page()
def report(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One report as it was signed, and beside it what arrived later."""
    edition = edition_or_404(request, code)
    found = _report_or_404(edition, public_id)
    context = {
        "report": found,
        "lines": lines_of(found),
        "cancelled": cancelled_in(found)[:LATE_SHOWN],
        "late": late_sales(found)[:LATE_SHOWN],
        "late_events": late_events(found)[:LATE_SHOWN],
        "taken_in": taken_in(found),
        "pdfs": pdf_links("organiser:cash-report-pdf", code, public_id, languages=PAPER_LANGUAGES),
    }
    return edition_page(request, "cash_report.html", edition, "tills", context)


@organisers_page()
def report_as_pdf(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The report on paper, in the language of the address."""
    edition = edition_or_404(request, code)
    found = _report_or_404(edition, public_id)
    paper = report_paper(found, edition, lines_of(found), list(late_sales(found)[:LATE_SHOWN]))
    return pdf_of(paper, name=f"{code}-{found.till.stall.code}-z{found.number}")


def _report_or_404(edition: Edition, public_id: str) -> CashReport:
    return get_object_or_404(reports_of(edition).select_related("session__closed_by"), public_id=public_id)

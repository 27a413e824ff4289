"""Files of figures: the same rights as the pages, asked again."""

from collections.abc import Iterator

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import translation

from cooperatives import clock
from fairs.business_days import CASABLANCA
from fairs.organiser.exports import Table, as_csv, as_xlsx, edition_table, programme_table
from fairs.organiser.views.frame import edition_or_404, organisers_page, programme_or_404, visible

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@organisers_page()
def edition_export(request: HttpRequest, code: str, form: str) -> HttpResponse | StreamingHttpResponse:
    """An edition by day, cooperative, channel and evidence."""
    return _file(edition_table(edition_or_404(request, code)), form)


@organisers_page()
def programme_export(request: HttpRequest, code: str, form: str) -> HttpResponse | StreamingHttpResponse:
    """A programme by edition."""
    programme = programme_or_404(request, code)
    return _file(programme_table(programme, visible(request).filter(programme=programme)), form)


def _file(table: Table, form: str) -> HttpResponse | StreamingHttpResponse:
    name = f"{table.name}-{clock.now().astimezone(CASABLANCA):%Y-%m-%d}.{form}"
    if form == "xlsx":
        return FileResponse(as_xlsx(table), as_attachment=True, filename=name, content_type=XLSX)
    if form == "csv":
        lines = _in_this_language(as_csv(table))
        return StreamingHttpResponse(
            lines,
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    raise Http404


def _in_this_language(lines: Iterator[str]) -> Iterator[str]:
    """Lines are made while they are sent, when the request's language may be over."""
    language = translation.get_language() or "ar"

    def in_language() -> Iterator[str]:
        while True:
            with translation.override(language):
                line = next(lines, None)
            if line is None:
                return
            yield line

    return in_language()

"""Lists of past editions: chosen, read by their columns, and looked at row by row."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from fairs.closing.files import opened
from fairs.imports.exceptions import ListClosed, RowLoaded, SameFileTwice, UnfitProof, UnreadableList
from fairs.imports.models import ImportProof, PastImport
from fairs.imports.papers import open_paper, type_of
from fairs.imports.selectors import SHOWS, RowShown, all_rows, imports_of, rows_shown, sums_of
from fairs.imports.services import choose_columns, keep_list, mend_row
from fairs.imports.words import refusal_text
from fairs.models import Edition
from fairs.organiser.import_forms import ColumnsForm, NewForm, ProofsForm, ReasonForm, RowForm, UploadForm, row_initial
from fairs.organiser.once import act_once
from fairs.organiser.views.frame import (
    edition_or_404,
    edition_page,
    edition_to_work_on_or_404,
    may_work_on,
    organisers_page,
    person,
)
from fairs.organiser.views.once import say_once
from fairs.services.editions import EditionSettled

ROWS_A_PAGE = 500


@organisers_page("GET", "HEAD", "POST")
def imports(request: HttpRequest, code: str) -> HttpResponse:
    """The lists read for an edition, and the form for another one."""
    if request.method == "POST":
        return _upload(request, edition_to_work_on_or_404(request, code))
    edition = edition_or_404(request, code)
    may_work = may_work_on(request, edition)
    form = UploadForm(edition=edition) if may_work and not edition.is_settled else None
    return _imports_page(request, edition, form, may_work=may_work)


def _upload(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES, edition=edition)
    if form.is_valid():
        given = form.cleaned_data
        try:
            kept = act_once(
                request.POST,
                action="keep_list",
                act=lambda: keep_list(
                    edition=edition,
                    file_name=given["file"].name,
                    content=given["file"].read(),
                    day=given["day"],
                    proofs=given["proofs"],
                    by=person(request),
                ),
            )
        except UnreadableList as refusal:
            form.add_error("file", refusal_text(refusal.why))
        except SameFileTwice:
            form.add_error("file", _("This very file was read for this edition before: see the list of imports."))
        except UnfitProof as refusal:
            form.add_error("proofs", refusal_text(refusal.why, name=refusal.name))
        except EditionSettled:
            form.add_error(None, _("This edition is closed for good: its figures never change."))
        else:
            if kept is None:
                say_once(request, False, "")
                return redirect("organiser:import", edition.code)
            return redirect("organiser:import-columns", edition.code, kept.public_id)
    return _imports_page(request, edition, form, may_work=True, status=422)


def _imports_page(
    request: HttpRequest, edition: Edition, form: UploadForm | None, *, may_work: bool, status: int = 200
) -> HttpResponse:
    context = {"form": form, "imports": list(imports_of(edition)), "may_work": may_work}
    return edition_page(request, "imports.html", edition, "import", context, status=status)


def import_or_404(request: HttpRequest, code: str, public_id: str) -> tuple[Edition, PastImport]:
    """A list of an edition that the person may work on."""
    edition = edition_to_work_on_or_404(request, code)
    past_import = get_object_or_404(imports_of(edition), public_id=public_id)
    past_import.edition = edition
    return edition, past_import


@organisers_page("GET", "HEAD", "POST")
def columns(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Which column says what, with a row as a sample; sent, the rows are read."""
    edition, past_import = import_or_404(request, code, public_id)
    form = ColumnsForm(request.POST if request.method == "POST" else None, past_import=past_import)
    if form.is_bound and form.is_valid():
        return _read(request, edition, past_import, form)
    told = past_import.columns
    sample = [*told.get("sample", []), *[""] * len(told["heads"])]
    context = {"form": form, "past_import": past_import, "heads": list(zip(told["heads"], sample, strict=False))}
    return edition_page(
        request, "import_columns.html", edition, "import", context, status=422 if form.is_bound else 200
    )


def _read(request: HttpRequest, edition: Edition, past_import: PastImport, form: ColumnsForm) -> HttpResponse:
    """Reading twice by the same columns comes to the same, so that the form needs no token."""
    day: date | None = form.cleaned_data["day"]
    try:
        choose_columns(past_import_id=past_import.pk, fields=form.chosen(), day=day, by=person(request))
    except ListClosed:
        messages.info(request, _("Rows were mended already: the columns stay as they are."))
    except UnreadableList as refusal:
        messages.error(request, refusal_text(refusal.why))
    return redirect("organiser:import-rows", edition.code, past_import.public_id)


@organisers_page()
def rows(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The rows of a list, those first that need a person."""
    edition, past_import = import_or_404(request, code, public_id)
    return rows_page(request, edition, past_import, {})


def rows_page(
    request: HttpRequest, edition: Edition, past_import: PastImport, forms: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page of a list's rows, also with a form that was refused."""
    everyone = rows_shown(all_rows(past_import))
    sums = sums_of(everyone)
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "look" if sums.look else "all"
    listed = [each for each in everyone if show in ("all", each.shows)]
    context = {
        "past_import": past_import,
        "sums": sums,
        "show": show,
        "shows": _shows(sums),
        "listed": Paginator(listed, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "proofs": list(past_import.proofs.order_by("pk")),
        "is_open": past_import.status in ("read", "loaded") and not past_import.is_being_read,
        "new_form": NewForm() if sums.unknown else None,
        "reason_form": ReasonForm(),
        "proofs_form": ProofsForm(),
        "bad_numbers": [each.row.number for each in everyone if each.shows == "look"],
    }
    return edition_page(request, "import_rows.html", edition, "import", context | forms, status=status)


def _shows(sums: Any) -> list[dict[str, Any]]:
    return [
        {"value": "look", "text": _("To mend or decide"), "count": sums.look},
        {"value": "good", "text": _("Good"), "count": sums.good},
        {"value": "left_out", "text": _("Left out"), "count": sums.left_out},
        {"value": "all", "text": _("All rows"), "count": sums.rows},
    ]


@organisers_page()
def state(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """How far the reading is: the part of the page that is asked for anew until it is done."""
    edition, past_import = import_or_404(request, code, public_id)
    context = {"edition": edition, "past_import": past_import}
    return render(request, "fairs/organiser/_import_state.html", context)


@organisers_page("GET", "HEAD", "POST")
def row(request: HttpRequest, code: str, public_id: str, number: int) -> HttpResponse:
    """One row: what the file says, what may be meant, and the form to mend and decide it."""
    edition, past_import = import_or_404(request, code, public_id)
    shown = _shown_or_404(past_import, number)
    form = RowForm(
        request.POST if request.method == "POST" else None, shown=shown, edition=edition, initial=row_initial(shown)
    )
    if form.is_bound and form.is_valid():
        return _mend(request, edition, past_import, number, form)
    context = {"past_import": past_import, "shown": shown, "form": form}
    return edition_page(request, "import_row.html", edition, "import", context, status=422 if form.is_bound else 200)


def _shown_or_404(past_import: PastImport, number: int) -> RowShown:
    rows = past_import.rows.filter(number=number).select_related("cooperative__commune", "commune")
    found = rows_shown(rows)
    if not found:
        raise Http404
    return found[0]


def _mend(request: HttpRequest, edition: Edition, past_import: PastImport, number: int, form: RowForm) -> HttpResponse:
    try:
        done = act_once(
            request.POST,
            action="mend_import_row",
            act=lambda: mend_row(
                past_import_id=past_import.pk, number=number, mended=form.mended(), by=person(request)
            ),
        )
    except RowLoaded:
        messages.error(request, _("This row is in the book. To change it, take the whole import back."))
        return redirect("organiser:import-rows", edition.code, past_import.public_id)
    except ListClosed:
        messages.error(request, _("This import was given up or taken back, or is still being read."))
        return redirect("organiser:import-rows", edition.code, past_import.public_id)
    say_once(request, done is not None, _("The row is written down."))
    return _next(edition, past_import, number)


def _next(edition: Edition, past_import: PastImport, number: int) -> HttpResponse:
    """The same row while it still needs somebody, else the next one that does, else the list."""
    waiting = [each.row.number for each in rows_shown(all_rows(past_import)) if each.shows == "look"]
    after = [each for each in waiting if each >= number] or waiting
    if after:
        return redirect("organiser:import-row", edition.code, past_import.public_id, after[0])
    return redirect("organiser:import-rows", edition.code, past_import.public_id)


@organisers_page()
def list_file(request: HttpRequest, code: str, public_id: str) -> HttpResponseBase:
    """The file as it came."""
    _edition, past_import = import_or_404(request, code, public_id)
    file = opened(past_import.file)
    if file is None:
        raise Http404
    return FileResponse(file, as_attachment=True, filename=past_import.file_name)


@organisers_page()
def proof(request: HttpRequest, code: str, public_id: str, digest: str) -> HttpResponseBase:
    """One paper, for who works on the edition."""
    _edition, past_import = import_or_404(request, code, public_id)
    row = get_object_or_404(ImportProof.objects.filter(past_import=past_import), digest=digest)
    file = open_paper(row.file)
    if file is None:
        raise Http404
    return FileResponse(file, as_attachment=True, filename=row.file_name, content_type=type_of(row.file))

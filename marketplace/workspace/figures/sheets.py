"""Products in by spreadsheet: sent, looked at with its mistakes, taken over, and taken back whole."""

from typing import Any

import structlog
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from catalogue.sheets import services
from catalogue.sheets.enums import RowAct, SheetStatus
from catalogue.sheets.exceptions import NothingToTakeOver, RowsToMend, SameSheetTwice, UnfitSheet
from catalogue.sheets.files import opened
from catalogue.sheets.models import ProductSheet
from catalogue.sheets.progress import rows_done
from catalogue.sheets.selectors import WORKING, counts_of, rows_for_staff, rows_of_sheet, sheets_of
from catalogue.sheets.template import sheet_xlsx
from catalogue.sheets.words import refusal_text
from cooperatives.audit.services import ForbiddenMove
from cooperatives.formats.lists import MOST_BYTES
from cooperatives.models import Cooperative
from cooperatives.permissions import Area
from cooperatives.texts import LANGUAGES
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.chosen import chosen_cooperative
from marketplace.workspace.figures.rows import rows_shown
from marketplace.workspace.frame import PRODUCTS, frame_for

logger = structlog.get_logger(__name__)
A_PAGE, ROWS_A_PAGE = 20, 50
# Where there are no scripts.
LOOKS_AGAIN_SECONDS = 5
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWS = (RowAct.REFUSED, RowAct.ADD, RowAct.CHANGE, RowAct.SAME)


class SheetForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("The filled-in sheet"),
        help_text=gettext_lazy("XLSX, 5 MB and 5000 rows at most. You see everything before anything changes."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose the file."),
            "empty": gettext_lazy("The file is empty. Choose another one."),
            "invalid": gettext_lazy("Choose the file."),
        },
    )

    def clean_file(self) -> Any:
        """Too large a file is refused before it is read."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(refusal_text("too_large"))
        return sent


@never_cache
@login_required
@require_GET
def sheets(request: SignedInRequest) -> HttpResponse:
    """The empty sheet to take, the form to send one, and what was sent."""
    return _list_page(request, chosen_cooperative(request, Area.CATALOGUE), SheetForm())


@never_cache
@login_required
@require_POST
def send(request: SignedInRequest) -> HttpResponse:
    """Take a sheet in; it is read by the worker."""
    cooperative = chosen_cooperative(request, Area.CATALOGUE)
    form = SheetForm(request.POST, request.FILES)
    if form.is_valid():
        kept: list[ProductSheet] = []
        file = form.cleaned_data["file"]
        try:
            act_once(
                request.POST,
                action="workspace.sheet.send",
                act=lambda: kept.append(
                    services.keep_sheet(
                        cooperative=cooperative, file_name=file.name, content=file.read(), by=request.user
                    )
                ),
            )
        except UnfitSheet as refusal:
            form.add_error("file", refusal_text(refusal.why))
            logger.warning("sheet_refused", why=refusal.why, cooperative=cooperative.public_id)
        except SameSheetTwice:
            form.add_error("file", _("This very file waits below already."))
        else:
            return redirect("workspace:sheet", kept[0].public_id) if kept else redirect("workspace:sheets")
    return _list_page(request, cooperative, form, status=422)


@never_cache
@login_required
@require_GET
def template(request: SignedInRequest, language: str) -> HttpResponseBase:
    """The empty sheet in one language."""
    chosen_cooperative(request, Area.CATALOGUE)
    if language not in LANGUAGES:
        raise Http404
    return FileResponse(
        sheet_xlsx(language=language), as_attachment=True, filename=f"products-{language}.xlsx", content_type=XLSX
    )


@never_cache
@login_required
@require_GET
def sheet(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One sheet: how far it is, its rows with what each does, and what can be done with it."""
    found = _own(request, public_id)
    counts = counts_of(found)
    show = _show(request.GET.get("show"), found, counts)
    page = Paginator(rows_of_sheet(found, show), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = _state(found) | {
        "counts": counts,
        "to_take_over": counts[RowAct.ADD] + counts[RowAct.CHANGE],
        "show": show,
        "shows": [(str(act), act.label, counts[act]) for act in SHOWS if counts[act]],
        "page": page,
        "rows": rows_shown(found, page.object_list),
        "for_staff": _for_staff(found),
        "problem_title": _problem_title(found),
        "problem_text": refusal_text(found.problem) if found.problem else "",
    }
    return render(request, "marketplace/workspace/sheets/sheet.html", frame_for(request, PRODUCTS) | context)


@never_cache
@login_required
@require_GET
def state(request: SignedInRequest, public_id: str) -> HttpResponse:
    """How far a sheet is; once it is there the whole page is asked for anew."""
    found = _own(request, public_id)
    answer = render(request, "marketplace/workspace/sheets/_state.html", _state(found))
    if found.status not in WORKING:
        answer["HX-Refresh"] = "true"
    return answer


@never_cache
@login_required
@require_GET
def file(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """The file as it was sent."""
    found = _own(request, public_id)
    kept = opened(found.file)
    if kept is None:
        raise Http404
    return FileResponse(kept, as_attachment=True, filename=found.file_name, content_type=XLSX)


@never_cache
@login_required
@require_POST
def act(request: SignedInRequest, public_id: str, name: str) -> HttpResponse:
    """Take a sheet over, put it away, or take it back."""
    found = _own(request, public_id)
    do, done = _chosen_act(name, request.POST.get("how", ""))
    try:
        fresh = act_once(
            request.POST, action=f"workspace.sheet.{name}", act=lambda: do(sheet_id=found.pk, by=request.user)
        )
    except RowsToMend:
        messages.error(request, _("Some rows must be mended first. Or take over only the good ones."))
    except NothingToTakeOver:
        messages.info(request, _("No row of this sheet is new or changes anything."))
    except ForbiddenMove:
        messages.info(request, _("The sheet stands elsewhere by now: somebody else was here."))
    else:
        messages.success(request, done if fresh else _("This was done already."))
    return redirect("workspace:sheet", public_id)


def _chosen_act(name: str, how: str) -> tuple[Any, str]:
    if name == "take-over":
        good = how == "good"
        do = services.take_over_good if good else services.take_over_whole
        return do, _("The sheet is being taken over.")
    if name == "put-away":
        return services.put_away, _("The sheet is put away: nothing of it was taken over.")
    if name == "take-back":
        return services.take_back, _("The sheet is being taken back.")
    raise Http404


def _for_staff(found: ProductSheet) -> int:
    """How many rows staff would look at before shoppers see them."""
    asks = found.status == SheetStatus.CHECKED and not found.cooperative.is_trusted
    return rows_for_staff(found) if asks else 0


def _problem_title(found: ProductSheet) -> str:
    """What did not work, by where the sheet stands now."""
    if found.status == SheetStatus.CHECKED:
        return _("The sheet could not be taken over.")
    if found.status == SheetStatus.LOADED:
        return _("The sheet could not be taken back.")
    return _("The file could not be read.")


def _own(request: SignedInRequest, public_id: str) -> ProductSheet:
    return get_object_or_404(sheets_of(chosen_cooperative(request, Area.CATALOGUE)), public_id=public_id)


def _show(asked: str | None, found: ProductSheet, counts: dict[str, int]) -> str:
    """The rows that are asked for; otherwise those that need a person, or all."""
    if asked in (*RowAct.values, "stay", "all"):
        return "" if asked == "all" else asked
    if found.status == SheetStatus.TAKEN_BACK:
        return "stay" if counts["stay"] else ""
    return RowAct.REFUSED if counts[RowAct.REFUSED] else ""


def _state(found: ProductSheet) -> dict[str, Any]:
    return {
        "sheet": found,
        "is_working": found.status in WORKING,
        "rows_done": rows_done(found),
        "looks_again_in": LOOKS_AGAIN_SECONDS,
    }


def _list_page(
    request: SignedInRequest, cooperative: Cooperative, form: SheetForm, *, status: int = 200
) -> HttpResponse:
    page = Paginator(sheets_of(cooperative), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cooperative": cooperative,
        "form": form,
        "page": page,
        "languages_of_sheet": [
            (code, {"ar": "العربية", "fr": "Français", "en": "English"}[code]) for code in LANGUAGES
        ],
    }
    around = frame_for(request, PRODUCTS)
    return render(request, "marketplace/workspace/sheets/home.html", around | context, status=status)

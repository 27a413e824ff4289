"""A cooperative's own data out: files that are made by the worker, private, and there for a week."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cooperatives import clock
from cooperatives.models import Cooperative
from cooperatives.permissions import Area, user_can
from fairs.business_days import business_day
from marketplace.basket.requests import SignedInRequest
from marketplace.datafiles.enums import OF_MONEY, DataKind
from marketplace.datafiles.models import DataFile
from marketplace.datafiles.selectors import files_of
from marketplace.datafiles.services import TooManyAtOnce, ask_for_file, record_taken
from marketplace.datafiles.storage import opened
from marketplace.once import act_once
from marketplace.workspace.chosen import chosen_cooperative
from marketplace.workspace.figures.periods import names, period_of
from marketplace.workspace.frame import MORE, frame_for

A_PAGE = 20
# Where there are no scripts.
LOOKS_AGAIN_SECONDS = 5
EVERYTHING = "all"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DataForm(forms.Form):
    """Which file, and of which days."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), widget=forms.RadioSelect)
    period = forms.ChoiceField(
        label=gettext_lazy("Of which days"),
        help_text=gettext_lazy("Products are always all of them, as they are now."),
    )

    def __init__(self, *args: Any, kinds: list[DataKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(str(kind), kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["period"].choices = [*names(), (EVERYTHING, _("Since the beginning"))]  # type: ignore[attr-defined]
        self.initial.setdefault("kind", str(kinds[0]))


@never_cache
@login_required
@require_GET
def data(request: SignedInRequest) -> HttpResponse:
    """What can be taken, and the files that are there or being made."""
    cooperative, kinds = _permitted(request)
    return _page(request, cooperative, kinds, DataForm(kinds=kinds))


@never_cache
@login_required
@require_POST
def ask(request: SignedInRequest) -> HttpResponse:
    """Have a file made."""
    cooperative, kinds = _permitted(request)
    form = DataForm(request.POST, kinds=kinds)
    if not form.is_valid():
        return _page(request, cooperative, kinds, form, status=422)
    kind, asked = DataKind(form.cleaned_data["kind"]), form.cleaned_data["period"]
    period = period_of(asked, business_day(clock.now()))
    days = None if kind == DataKind.PRODUCTS or asked == EVERYTHING else (period.first, period.last)
    try:
        act_once(
            request.POST,
            action="workspace.data.ask",
            act=lambda: ask_for_file(
                cooperative=cooperative, kind=kind, days=days, language=(get_language() or "ar")[:2], by=request.user
            ),
        )
    except TooManyAtOnce:
        messages.info(request, _("Three files are being made already. Wait until one of them is there."))
    return redirect("workspace:data")


@never_cache
@login_required
@require_GET
def state(request: SignedInRequest) -> HttpResponse:
    """How far the files are."""
    cooperative, kinds = _permitted(request)
    return render(request, "marketplace/workspace/figures/_files.html", _files(request, cooperative, kinds))


@never_cache
@login_required
@require_GET
def file(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """One file; that it was taken is written down."""
    cooperative, kinds = _permitted(request)
    found = get_object_or_404(files_of(cooperative, kinds), public_id=public_id, made_at__isnull=False)
    content = opened(found.file)
    if content is None:
        raise Http404
    record_taken(row=found, by=request.user)
    return FileResponse(content, as_attachment=True, filename=_file_name(found), content_type=XLSX)


def _permitted(request: SignedInRequest) -> tuple[Cooperative, list[DataKind]]:
    """The cooperative, and the kinds of files that the person may take of it."""
    try:
        cooperative = chosen_cooperative(request, Area.MONEY)
    except Http404:
        cooperative = chosen_cooperative(request, Area.CATALOGUE)
    sees_money = user_can(request.user, cooperative, Area.MONEY)
    sees_products = user_can(request.user, cooperative, Area.CATALOGUE)
    kinds = [kind for kind in DataKind if (sees_money if kind in OF_MONEY else sees_products)]
    return cooperative, kinds


def _file_name(found: DataFile) -> str:
    days = f"-{found.first_day}-{found.last_day}" if found.first_day else ""
    return f"{found.kind.replace('_', '-')}{days}.xlsx"


def _files(request: SignedInRequest, cooperative: Cooperative, kinds: list[DataKind]) -> dict[str, Any]:
    page = Paginator(files_of(cooperative, kinds), A_PAGE).get_page(request.GET.get("page"))
    is_working = any(each.made_at is None for each in page.object_list)
    return {"page": page, "is_working": is_working, "looks_again_in": LOOKS_AGAIN_SECONDS}


def _page(
    request: SignedInRequest, cooperative: Cooperative, kinds: list[DataKind], form: DataForm, *, status: int = 200
) -> HttpResponse:
    context = _files(request, cooperative, kinds) | {"cooperative": cooperative, "form": form}
    around = frame_for(request, MORE)
    return render(request, "marketplace/workspace/figures/data.html", around | context, status=status)

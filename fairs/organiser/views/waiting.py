"""What waits for a person at an edition, and what may be done about what tills sent and nobody could post."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fairs.models import Edition
from fairs.organiser.attention import flagged_sales, open_shortages, quarantined_sales
from fairs.organiser.once import act_once
from fairs.organiser.views.frame import (
    edition_or_404,
    edition_page,
    edition_to_work_on_or_404,
    may_work_on,
    organisers_page,
    person,
)
from fairs.organiser.views.kept_visits import OutcomeForm
from fairs.organiser.views.once import say_once
from fairs.services.kept_aside import (
    KeptAsideSettled,
    RecordedBefore,
    StillKeptAside,
    post_kept_aside,
    settle_kept_aside,
)
from fairs.tills.models import QuarantinedRecord

WAITING_A_PAGE = 50
QUARANTINED = "quarantined"
KINDS_OF_WAITING = {"flagged": flagged_sales, QUARANTINED: quarantined_sales, "shortages": open_shortages}


@organisers_page()
def waiting(request: HttpRequest, code: str) -> HttpResponse:
    """The lists of what waits for a person, one kind at a time."""
    return _page(request, edition_or_404(request, code), request.GET.get("kind", ""))


@organisers_page("POST")
def let_count(request: HttpRequest, code: str, till: str, digest: str) -> HttpResponse:
    """Post what a till sent, word for word, once what was wrong beside it is put right."""
    kept = _kept_or_404(edition_to_work_on_or_404(request, code), till, digest)
    try:
        done = act_once(
            request.POST,
            action="count_kept_aside",
            act=lambda: post_kept_aside(quarantined_id=kept.pk, by=person(request)),
        )
    except KeptAsideSettled:
        messages.info(request, _("Somebody settled this before: nothing was changed."))
    except StillKeptAside:
        messages.error(request, _("What was wrong with it still is. Nothing was changed."))
    except RecordedBefore:
        messages.error(request, _("Another record with this number counts already. Nothing was changed."))
    else:
        say_once(request, done is not None, _("Recorded. It is in the figures now."))
    return _back(code)


@organisers_page("POST")
def settle(request: HttpRequest, code: str, till: str, digest: str) -> HttpResponse:
    """Write down what became of a record that counts for nothing."""
    edition = edition_to_work_on_or_404(request, code)
    kept = _kept_or_404(edition, till, digest)
    form = OutcomeForm(request.POST, auto_id=_ids(kept))
    if not form.is_valid():
        return _page(request, edition, QUARANTINED, form, kept.pk, status=422)
    outcome = form.cleaned_data["outcome"]
    try:
        done = act_once(
            request.POST,
            action="settle_kept_aside",
            act=lambda: settle_kept_aside(quarantined_id=kept.pk, outcome=outcome, by=person(request)),
        )
    except KeptAsideSettled:
        messages.info(request, _("Somebody settled this before: nothing was changed."))
    else:
        say_once(request, done is not None, _("Settled. What was sent stays word for word."))
    return _back(code)


def _kept_or_404(edition: Edition, till: str, digest: str) -> QuarantinedRecord:
    """A record that one of the edition's tills sent, by what no two of its records share."""
    kept = QuarantinedRecord.objects.select_related("till").filter(till__stall__edition=edition, till__public_id=till)
    return get_object_or_404(kept, content_digest=digest)


def _back(code: str) -> HttpResponse:
    return redirect(f"{reverse('organiser:waiting', args=[code])}?kind={QUARANTINED}")


def _ids(kept: QuarantinedRecord) -> str:
    # Two tills may send the same content.
    return f"{kept.till.public_id}-{kept.content_digest[:12]}_%s"


def _page(
    request: HttpRequest,
    edition: Edition,
    kind: str,
    form: OutcomeForm | None = None,
    of: int | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    kind = kind if kind in KINDS_OF_WAITING else "flagged"
    listed = Paginator(KINDS_OF_WAITING[kind](edition), WAITING_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"kind": kind, "listed": listed}
    if kind == QUARANTINED:
        kept_rows = cast(Iterable[QuarantinedRecord], listed.object_list)
        context["has_several_stops"] = edition.stops.count() > 1
        context["may_work"] = may_work_on(request, edition)
        context["rows"] = [
            {"kept": kept, "form": form if form and kept.pk == of else OutcomeForm(auto_id=_ids(kept))}
            for kept in kept_rows
        ]
    return edition_page(request, "waiting.html", edition, "waiting", context, status=status)

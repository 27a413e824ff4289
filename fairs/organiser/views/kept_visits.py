"""What tablets sent and nobody could record: looked at, let count, or settled in words."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperatives.idempotency import FIELD
from fairs.models import Edition
from fairs.organiser.kept_visits import kept_rows, let_count_once, settle_kept_once
from fairs.organiser.views.frame import edition_or_404, edition_to_work_on_or_404, organisers_page, person
from fairs.organiser.views.rounds import round_page
from fairs.rounds.keeping import waiting_visits
from fairs.rounds.models import QuarantinedVisit

ROWS_A_PAGE = 40


class OutcomeForm(forms.Form):
    """What became of a record that was kept aside."""

    outcome = forms.CharField(
        label=gettext_lazy("What became of it"),
        max_length=300,
        error_messages={"required": gettext_lazy("Write what became of it.")},
    )


@organisers_page()
def kept(request: HttpRequest, code: str) -> HttpResponse:
    """The list, latest first."""
    return _page(request, edition_or_404(request, code))


@organisers_page("POST")
def let_count(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Record what a tablet sent, word for word, once what was wrong beside it is put right."""
    edition = _edition_with(request, code, key)
    done = let_count_once(token=request.POST.get(FIELD, ""), edition=edition, key=key, by=person(request))
    if done:
        messages.success(request, _("Recorded. It is in the figures now."))
    elif done is None:
        text = _("It cannot be recorded as it stands. Put right what is missing, or write what became of it.")
        messages.error(request, text)
    else:
        messages.info(request, _("Somebody settled this before: nothing was changed."))
    return redirect("organiser:round-kept", code)


@organisers_page("POST")
def settle(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Write down what became of a record that counts for nothing."""
    edition = _edition_with(request, code, key)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, edition, form, key, status=422)
    outcome, by = form.cleaned_data["outcome"], person(request)
    if settle_kept_once(token=request.POST.get(FIELD, ""), edition=edition, key=key, outcome=outcome, by=by):
        messages.success(request, _("Settled. What was sent stays word for word."))
    else:
        messages.info(request, _("Somebody settled this before: nothing was changed."))
    return redirect("organiser:round-kept", code)


def _edition_with(request: HttpRequest, code: str, key: str) -> Edition:
    """The edition, where one of its tablets sent such a record."""
    edition = edition_to_work_on_or_404(request, code)
    if not QuarantinedVisit.objects.filter(tablet__edition=edition, content_digest=key).exists():
        raise Http404
    return edition


def _page(
    request: HttpRequest, edition: Edition, form: OutcomeForm | None = None, key: str = "", *, status: int = 200
) -> HttpResponse:
    listed = Paginator(waiting_visits(edition), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {"row": row, "form": form if form and row.key == key else OutcomeForm(auto_id=f"{row.key[:12]}_%s")}
        for row in kept_rows(edition, listed)
    ]
    return round_page(
        request, "round_kept.html", edition, "round-kept", {"listed": listed, "rows": rows}, status=status
    )

"""Numbered paper slips: which runs were given out, which slips were entered, which are missing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cooperatives.idempotency import FIELD
from fairs.models import Edition
from fairs.organiser.round_acts import give_slips_once
from fairs.organiser.round_forms import SlipBookForm
from fairs.organiser.slip_books import books_of, slips_of
from fairs.organiser.views.frame import (
    edition_or_404,
    edition_to_work_on_or_404,
    may_work_on,
    organisers_page,
    person,
)
from fairs.organiser.views.rounds import round_page
from fairs.rounds.slips import SlipsGivenBefore

SLIPS_A_PAGE = 60


@organisers_page("GET", "HEAD", "POST")
def slips(request: HttpRequest, code: str) -> HttpResponse:
    """The books of an edition, and the form to give one out."""
    if request.method == "POST":
        return _give(request, edition_to_work_on_or_404(request, code))
    edition = edition_or_404(request, code)
    return _page(request, edition, SlipBookForm(edition=edition) if may_work_on(request, edition) else None)


def _give(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = SlipBookForm(request.POST, edition=edition)
    if form.is_valid():
        try:
            fresh = give_slips_once(
                token=request.POST.get(FIELD, ""), edition=edition, by=person(request), **form.cleaned_data
            )
        except SlipsGivenBefore:
            form.add_error("first", _("Some of these numbers are in another book already."))
        else:
            if fresh:
                messages.success(request, _("Given out. A slip of these numbers is now known."))
            else:
                messages.info(request, _("This form was sent before: nothing was written twice."))
            return redirect("organiser:round-slips", edition.code)
    return _page(request, edition, form, status=422)


def _page(request: HttpRequest, edition: Edition, form: SlipBookForm | None, *, status: int = 200) -> HttpResponse:
    listed = Paginator(slips_of(edition), SLIPS_A_PAGE).get_page(request.GET.get("page"))
    context = {"books": books_of(edition), "slips": listed, "form": form}
    return round_page(request, "round_slips.html", edition, "round-slips", context, status=status)

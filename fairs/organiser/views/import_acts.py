"""What is done with a whole list: more proofs, new organisations, loading, giving up, taking back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cooperatives.audit.services import ForbiddenMove
from fairs.imports.exceptions import ChangedSince, ListClosed, NothingToLoad, NotReadyToLoad, UnfitProof
from fairs.imports.loading import load_good_rows, load_whole
from fairs.imports.models import PastImport
from fairs.imports.reversal import take_back
from fairs.imports.services import add_proofs, decide_unknown_as_new, drop_list
from fairs.imports.words import loaded_text, refusal_text, taken_back_text
from fairs.models import Edition
from fairs.organiser.import_forms import NewForm, ProofsForm, ReasonForm
from fairs.organiser.once import act_once
from fairs.organiser.views.frame import organisers_page, person
from fairs.organiser.views.imports import import_or_404, rows_page
from fairs.organiser.views.once import say_once
from fairs.services.editions import EditionSettled, StopSettled


@organisers_page("POST")
def proofs(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Put more papers beside a list. The same paper twice is one, so that the form needs no token."""
    edition, past_import = import_or_404(request, code, public_id)
    form = ProofsForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            add_proofs(past_import_id=past_import.pk, proofs=form.cleaned_data["proofs"], by=person(request))
        except UnfitProof as refusal:
            form.add_error("proofs", refusal_text(refusal.why, name=refusal.name))
        except ListClosed:
            form.add_error(None, _("This import was given up or taken back, or is still being read."))
        else:
            messages.success(request, _("The proofs are kept with the list."))
            return _back(edition, past_import)
    return rows_page(request, edition, past_import, {"proofs_form": form}, status=422)


@organisers_page("POST")
def all_new(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Say of everybody whom nobody found that they are new. A second time finds nobody."""
    edition, past_import = import_or_404(request, code, public_id)
    form = NewForm(request.POST)
    if not form.is_valid():
        return rows_page(request, edition, past_import, {"new_form": form}, status=422)
    try:
        act_once(
            request.POST,
            action="decide_unknown_as_new",
            act=lambda: decide_unknown_as_new(
                past_import_id=past_import.pk,
                kind=form.cleaned_data["kind"],
                commune_id=edition.commune_id,
                by=person(request),
            ),
        )
    except ListClosed:
        messages.error(request, _("This import was given up or taken back, or is still being read."))
    else:
        messages.success(request, _("They are new organisations now; look through the list before you load it."))
    return _back(edition, past_import)


@organisers_page("POST")
def load(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Load the whole list, or its good rows only, as asked."""
    edition, past_import = import_or_404(request, code, public_id)
    service = load_good_rows if request.POST.get("how") == "good" else load_whole
    try:
        done = act_once(
            request.POST,
            action="load_import",
            act=lambda: service(past_import_id=past_import.pk, by=person(request)),
        )
    except NotReadyToLoad as refusal:
        numbers = ", ".join(map(str, refusal.numbers[:30]))
        messages.error(request, _("Nothing was loaded. These rows need you first: %(rows)s.") % {"rows": numbers})
    except NothingToLoad:
        messages.info(request, _("Nothing was loaded: no row is good, or all good ones are in the book."))
    except ListClosed:
        messages.error(request, _("This import was given up or taken back, or is still being read."))
    except EditionSettled:
        messages.error(request, _("This edition is closed for good: its figures never change."))
    else:
        say_once(request, done is not None, loaded_text(done.rows, done.organisations) if done else "")
    return _back(edition, past_import)


@organisers_page("POST")
def drop(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Give a list up that was not loaded."""
    edition, past_import = import_or_404(request, code, public_id)
    try:
        drop_list(past_import_id=past_import.pk, by=person(request))
    except ForbiddenMove:
        messages.info(request, _("It cannot be given up any more."))
    else:
        messages.success(request, _("The list is given up and stays on record. Nothing of it was loaded."))
    return redirect("organiser:import", edition.code)


@organisers_page("POST")
def take_back_view(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Take a whole import back, for a reason."""
    edition, past_import = import_or_404(request, code, public_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return rows_page(request, edition, past_import, {"reason_form": form}, status=422)
    try:
        done = act_once(
            request.POST,
            action="take_back_import",
            act=lambda: take_back(
                past_import_id=past_import.pk, reason=form.cleaned_data["reason"], by=person(request)
            ),
        )
    except ChangedSince as refusal:
        text = _("Nothing was taken back. The totals of these rows were changed by somebody since: %(rows)s.")
        form.add_error(None, text % {"rows": ", ".join(map(str, refusal.numbers[:30]))})
    except (EditionSettled, StopSettled):
        form.add_error(None, _("Nothing was taken back: the figures are closed for good."))
    except ForbiddenMove:
        form.add_error(None, _("Only what is loaded can be taken back."))
    else:
        say_once(request, done is not None, taken_back_text(done.organisations_kept) if done else "")
        return _back(edition, past_import)
    return rows_page(request, edition, past_import, {"reason_form": form}, status=422)


def _back(edition: Edition, past_import: PastImport) -> HttpResponse:
    return redirect("organiser:import-rows", edition.code, past_import.public_id)

"""Programmes and editions that are begun: written anew, or copied from the edition before."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fairs.calls.copying import copy_edition
from fairs.calls.edition_forms import CopyForm, EditionForm, ProgrammeForm
from fairs.models import Edition, Programme
from fairs.organiser.views.frame import edition_page, organisers_page, page, person
from fairs.organiser.views.preparing import to_prepare_or_404
from fairs.organiser.views.writing import written
from fairs.permissions import may_add_programmes, programmes_to_extend
from fairs.services import add_edition, add_programme, edit_edition

ACTING = ("GET", "HEAD", "POST")


@organisers_page(*ACTING)
def new_programme(request: HttpRequest) -> HttpResponse:
    """Write a programme, under which editions come."""
    if not may_add_programmes(request.user):
        raise Http404
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST":
        act = lambda: add_programme(values=form.cleaned_data, by=person(request))  # noqa: E731
        if written(request, form, act=act, done=_("The programme is written. Add its first edition.")):
            return redirect("organiser:new-edition", form.cleaned_data["code"])
    texts = {"title": _("A new programme"), "button": _("Write the programme")}
    return page(request, "form_page.html", {"form": form} | texts, status=_status(request))


@organisers_page(*ACTING)
def new_edition(request: HttpRequest, code: str) -> HttpResponse:
    """Write an edition of a programme from nothing."""
    programme = programme_to_extend_or_404(request, code)
    form = EditionForm(request.POST or None)
    made: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        made = form.values() | {"programme": programme}
        act = lambda: add_edition(values=made, by=person(request))  # noqa: E731
        if written(request, form, act=act, done=_("The edition is written. See what it needs.")):
            return redirect("organiser:prepare", made["code"])
    last = Edition.objects.filter(programme=programme).order_by("-starts_at", "pk").first()
    copy_url = reverse("organiser:copy-edition", args=[last.code]) if last else ""
    context = {
        "form": form,
        "programme": programme,
        "last": last,
        "copy_url": copy_url,
        "title": _("A new edition"),
        "button": _("Write the edition"),
    }
    return page(request, "form_page.html", context, current=programme.code, status=_status(request))


@organisers_page(*ACTING)
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """Make the next edition from one before it, with its stops, stalls, plan, call and bodies."""
    rows = Edition.objects.filter(programme__in=programmes_to_extend(request.user))
    source: Edition = get_object_or_404(
        rows.select_related("programme", "commune__province__region", "region"), code=code
    )
    form = CopyForm(request.POST or None, source=source)
    if request.method == "POST" and form.is_valid():
        values, first_day = form.values(), form.cleaned_data["first_day"]
        act = lambda: copy_edition(  # noqa: E731
            edition_id=source.pk, values=values, first_day=first_day, by=person(request)
        )
        if written(
            request, form, act=act, done=_("The edition is copied. Look at each date before you open its call.")
        ):
            return redirect("organiser:prepare", values["code"])
    context = {"form": form, "source": source, "title": _("Copy an edition"), "button": _("Copy it")}
    return page(request, "copy_edition.html", context, current=source.programme.code, status=_status(request))


@organisers_page(*ACTING)
def details(request: HttpRequest, code: str) -> HttpResponse:
    """Write what an edition is, where and when."""
    edition = to_prepare_or_404(request, code)
    form = EditionForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        act = lambda: edit_edition(edition_id=edition.pk, values=form.values(), by=person(request))  # noqa: E731
        if written(request, form, act=act, done=_("Written.")):
            return redirect("organiser:stops", edition.code)
    context = {
        "form": form,
        "title": _("What the edition is, where and when"),
        "button": _("Save"),
        "back_url": reverse("organiser:stops", args=[edition.code]),
    }
    return edition_page(request, "edition_form.html", edition, "stops", context, status=_status(request))


def programme_to_extend_or_404(request: HttpRequest, code: str) -> Programme:
    """A programme that the person owns: to the others its form is not there."""
    return get_object_or_404(programmes_to_extend(request.user), code=code)


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200

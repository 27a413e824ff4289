"""Who organises an edition: the bodies together, and the people with their roles."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from fairs.calls.bodies import add_body, add_new_body, appoint_to, end_role, remove_body
from fairs.calls.forms import AppointForm, BodyForm
from fairs.calls.models import EditionBody, OrganisingBody
from fairs.calls.selectors import bodies_of, bodies_to_ask, people_of
from fairs.models import Edition, EditionMembership
from fairs.organiser.views.frame import edition_or_404, edition_page, organisers_page, person
from fairs.organiser.views.preparing import may, to_lead_or_404
from fairs.organiser.views.writing import acted, written

# Who loads the page of a refusal again, or in another language, is led to the page of the forms.
ACTING = ("GET", "HEAD", "POST")
PEOPLE_A_PAGE = 50
# Both forms of the page ask for a body.
BODY_IDS = "id_of_body_%s"


@organisers_page()
def people(request: HttpRequest, code: str) -> HttpResponse:
    """The bodies and the people of an edition, and the forms to add them."""
    return _page(request, edition_or_404(request, code), {})


@organisers_page(*ACTING)
def appoint(request: HttpRequest, code: str) -> HttpResponse:
    """Give a person a role in the edition."""
    edition = to_lead_or_404(request, code)
    if request.method != "POST":
        return redirect("organiser:people", edition.code)
    form = AppointForm(request.POST, bodies=_own_bodies(edition))
    act = lambda: appoint_to(edition_id=edition.pk, by=person(request), **form.cleaned_data)  # noqa: E731
    if written(request, form, act=act, done=_("Appointed. A message went to the telephone.")):
        return redirect("organiser:people", edition.code)
    return _page(request, edition, {"appoint_form": form}, status=422)


@organisers_page("POST")
def end(request: HttpRequest, code: str, user: str, role: str) -> HttpResponse:
    """End a person's role in the edition."""
    edition = to_lead_or_404(request, code)
    current = EditionMembership.objects.current().filter(edition=edition)
    row = get_object_or_404(current, user__public_id=user, role=role)
    act = lambda: end_role(edition_id=edition.pk, membership_id=row.pk, by=person(request))  # noqa: E731
    acted(request, act=act, done=_("The role is ended. What was done stays."))
    return redirect("organiser:people", edition.code)


@organisers_page(*ACTING)
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Let a body organise the edition with the others."""
    edition = to_lead_or_404(request, code)
    if request.method != "POST":
        return redirect("organiser:people", edition.code)
    form = BodyForm(request.POST, bodies=bodies_to_ask(edition), auto_id=BODY_IDS)
    if written(request, form, act=lambda: _add(request, edition, form), done=_("The body is in the list.")):
        return redirect("organiser:people", edition.code)
    return _page(request, edition, {"body_form": form}, status=422)


@organisers_page("POST")
def remove(request: HttpRequest, code: str, body: str) -> HttpResponse:
    """Take a body off the list."""
    edition = to_lead_or_404(request, code)
    row = get_object_or_404(EditionBody, edition=edition, body__public_id=body)
    act = lambda: remove_body(edition_id=edition.pk, body_id=row.pk, by=person(request))  # noqa: E731
    acted(request, act=act, done=_("The body is off the list."))
    return redirect("organiser:people", edition.code)


def _add(request: HttpRequest, edition: Edition, form: BodyForm) -> EditionBody:
    given = form.cleaned_data
    same = {"edition_id": edition.pk, "part": given["part"], "brings": given["brings"], "by": person(request)}
    if given["body"]:
        return add_body(body=given["body"], **same)
    return add_new_body(names=form.names(), kind=given["kind"], **same)


def _own_bodies(edition: Edition) -> Any:
    return OrganisingBody.objects.filter(editions__edition=edition).order_by("pk")


def _page(request: HttpRequest, edition: Edition, forms: dict[str, Any], *, status: int = 200) -> HttpResponse:
    rights = may(request, edition)
    listed = Paginator(people_of(edition), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"listed": listed, "bodies": bodies_of(edition)}
    if rights["may_lead"]:
        context |= {
            "appoint_form": AppointForm(bodies=_own_bodies(edition)),
            "body_form": BodyForm(bodies=bodies_to_ask(edition), auto_id=BODY_IDS),
        }
    return edition_page(request, "people.html", edition, "people", context | rights | forms, status=status)

"""One stall of a plan: moved, described, given to somebody, freed, taken away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fairs.models import Participation
from fairs.organiser.plan_words import freed_text
from fairs.organiser.views.frame import organisers_page, person
from fairs.organiser.views.plan_frame import (
    Drawn,
    answered,
    back_to_plan,
    give_form,
    gone,
    stall_of,
    to_draw_on,
    version_of,
)
from fairs.organiser.views.writing import acted
from fairs.plan.forms import PlaceForm, StallForm
from fairs.plan.services import describe_stall, move_stall, remove_stall
from fairs.services import assign_stall, free_stall_days


@organisers_page("POST")
def move(request: HttpRequest, code: str, number: int, stall: str) -> HttpResponse:
    """Draw a stall somewhere else."""
    drawn = _meant(request, code, number, stall)
    if drawn.stall is None:
        return gone(request, drawn, stall)
    form = PlaceForm(request.POST)

    def act() -> None:
        move_stall(**_of(request, drawn), place=form.where())

    return answered(request, drawn, "place", form, act, _("The stall stands there now."))


@organisers_page("POST")
def edit(request: HttpRequest, code: str, number: int, stall: str) -> HttpResponse:
    """Write what a stall is like."""
    drawn = _meant(request, code, number, stall)
    if drawn.stall is None:
        return gone(request, drawn, stall)
    form = StallForm(request.POST)

    def act() -> None:
        describe_stall(**_of(request, drawn), values=form.values())

    return answered(request, drawn, "stall", form, act, _("Written."))


@organisers_page("POST")
def remove(request: HttpRequest, code: str, number: int, stall: str) -> HttpResponse:
    """Take a stall away that nobody has."""
    drawn = _meant(request, code, number, stall)
    if drawn.stall is None:
        return gone(request, drawn, stall)
    done = acted(request, act=lambda: remove_stall(**_of(request, drawn)), done=_("The stall is off the plan."))
    return back_to_plan(Drawn(drawn.edition, drawn.stop) if done else drawn, at="")


@organisers_page("POST")
def give(request: HttpRequest, code: str, number: int, stall: str) -> HttpResponse:
    """Give a stall to somebody, for the days that are chosen."""
    drawn = _meant(request, code, number, stall)
    found = drawn.stall
    if found is None:
        return gone(request, drawn, stall)
    form = give_form(drawn.stop, found, request.POST)

    def act() -> None:
        to = Participation.objects.get(stop=drawn.stop, public_id=form.cleaned_data["participation"])
        assign_stall(stall_id=found.pk, participation_id=to.pk, day_ids=form.day_ids(), by=person(request))

    return answered(request, drawn, "give", form, act, _("The stall is given."))


@organisers_page("POST")
def free(request: HttpRequest, code: str, number: int, stall: str) -> HttpResponse:
    """Take a stall from who has it, on the days that are left and on which nothing was sold there."""
    drawn = _meant(request, code, number, stall)
    found = drawn.stall
    if found is None:
        return gone(request, drawn, stall)
    asked = request.POST.get("participation", "")
    who = Participation.objects.filter(stop=drawn.stop, public_id=asked).first()
    told: list[str] = []

    def act() -> None:
        if who is not None:
            told.append(freed_text(free_stall_days(stall_id=found.pk, participation_id=who.pk, by=person(request))))

    acted(request, act=act, done=lambda: " ".join(told) or _("The stall is free."))
    return back_to_plan(drawn, at="")


def _meant(request: HttpRequest, code: str, number: int, stall: str) -> Drawn:
    drawn, plan = to_draw_on(request, code, number)
    return Drawn(drawn.edition, drawn.stop, plan, stall_of(plan, stall))


def _of(request: HttpRequest, drawn: Drawn) -> dict[str, Any]:
    """What each act on a drawn stall is told."""
    assert drawn.plan is not None  # noqa: S101 -- the view asked before
    assert drawn.stall is not None  # noqa: S101
    return {
        "plan_id": drawn.plan.pk,
        "version": version_of(request),
        "code": drawn.stall.code,
        "by": person(request),
    }

"""Announcing: what still stands in the way, what must be said yes to, and the one act."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairs.applications.models import Application
from fairs.organiser.committee_forms import AnnounceForm, ReasonForm
from fairs.organiser.committee_words import rule_text
from fairs.organiser.once import act_once
from fairs.organiser.views.committee_frame import Room
from fairs.organiser.views.decisions import NOT_NOW, deciding_room
from fairs.organiser.views.frame import organisers_page, person
from fairs.organiser.views.once import say_once
from fairs.selection.announcing import announce
from fairs.selection.deciding import give_reasons
from fairs.selection.exceptions import NotReady
from fairs.selection.readiness import Problem, Readiness, readiness_of

A_FEW = 12


@organisers_page("GET", "HEAD", "POST")
def announcement(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The readiness list and the form that announces everything at once: for who answers for the edition."""
    room = deciding_room(request, code, number)
    if not room.answers:
        raise Http404
    if room.is_announced:
        if request.method == "POST":
            messages.info(request, _("Somebody announced it a moment ago."))
        return room.page("committee_announced.html", "committee-announce", {"counts": _told(room)})
    readiness = readiness_of(room.call)
    form = AnnounceForm(request.POST if request.method == "POST" else None, readiness=readiness)
    if form.is_bound and form.is_valid():
        try:
            done = _announce(request, room, form)
        except NotReady:
            form.add_error(None, _("Not everything is done yet: nothing was announced."))
            readiness = readiness_of(room.call)
        else:
            say_once(request, done is not None, _("Announced. Every applicant gets a message."))
            return redirect(request.path)
    return _page(room, readiness, form, ReasonForm())


@organisers_page("GET", "HEAD", "POST")
def reasons(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One reason for all refusals that have none."""
    room = deciding_room(request, code, number)
    there = redirect("organiser:committee-announce" if room.answers else "organiser:committee-decisions", code, number)
    if request.method != "POST":
        return there
    form = ReasonForm(request.POST)
    if not form.is_valid() and room.answers and not room.is_announced:
        readiness = readiness_of(room.call)
        return _page(room, readiness, AnnounceForm(readiness=readiness), form)
    if form.is_valid():
        _give_reasons(request, room, form)
    return there


def _give_reasons(request: HttpRequest, room: Room, form: ReasonForm) -> None:
    try:
        given = act_once(
            request.POST,
            action="give_reasons",
            act=lambda: give_reasons(call_id=room.call.pk, by=person(request), **form.cleaned_data),
        )
    except NOT_NOW:
        messages.error(request, _("Nothing is decided now: scoring goes on, or all was announced."))
    else:
        count = given or 0
        said = ngettext("%(count)s refusal has its reason.", "%(count)s refusals have their reason.", count)
        say_once(request, given is not None, said % {"count": count})


def _page(room: Room, readiness: Readiness, form: AnnounceForm, reason_form: ReasonForm) -> HttpResponse:
    context = {
        "readiness": readiness,
        "filling": readiness.filling,
        "problems": _problems(room, readiness),
        "broken": [rule_text(row.quota) for row in readiness.filling.broken],
        "form": form,
        "reason_form": reason_form if readiness.bare else None,
    }
    status = 422 if form.is_bound or reason_form.is_bound else 200
    return room.page("committee_announce.html", "committee-announce", context, status=status)


def _announce(request: HttpRequest, room: Room, form: AnnounceForm) -> Any:
    read = form.cleaned_data
    return act_once(
        request.POST,
        action="announce_call",
        act=lambda: announce(
            call_id=room.call.pk,
            breach_reason=read.get("breach_reason", ""),
            leaves_unfilled=read.get("leaves_unfilled", False),
            by=person(request),
        ),
    )


def _problems(room: Room, readiness: Readiness) -> list[dict[str, Any]]:
    """What stands in the way, each with where it is mended."""
    decisions, of_the_call = room.url("committee-decisions"), room.url("call")
    said = {
        Problem.NOT_CHOOSING: (_("Applications still come in."), ""),
        Problem.SCORING_GOES_ON: (_("Scoring goes on."), room.url("committee-progress")),
        Problem.NOBODY_APPLIED: (_("Nobody applied."), ""),
        Problem.UNDECIDED: (_("Applications are not decided yet."), f"{decisions}?show=undecided"),
        Problem.WITHOUT_REASON: (_("Refusals have no reason yet."), f"{decisions}?show=bare"),
        Problem.TOO_MANY_STALLS: (_("More stalls are given than there are."), f"{decisions}?show=selected"),
        Problem.NO_TIME_TO_ANSWER: (
            _("The day until which those chosen must answer has passed: move it in the call."),
            of_the_call,
        ),
        Problem.LATE_FOR_THE_STOP: (
            _("Those chosen would still be answering when the doors open: write an earlier day in the call."),
            of_the_call,
        ),
        Problem.SUSPENDED: (_("Chosen organisations are suspended."), ""),
        Problem.TAKEN_OUT: (_("Chosen organisations were taken out of this stop by hand."), ""),
        Problem.STOP_IS_CLOSED: (_("The figures of this stop are closed for good."), ""),
    }
    about = {
        Problem.UNDECIDED: readiness.undecided,
        Problem.WITHOUT_REASON: readiness.bare,
        Problem.SUSPENDED: readiness.suspended,
        Problem.TAKEN_OUT: readiness.taken_out,
    }
    shown = [pk for problem in readiness.blockers for pk in list(about.get(problem, []))[:A_FEW]]
    found = {row.pk: row for row in Application.objects.filter(pk__in=shown).select_related("cooperative")}
    return [
        {
            "text": said[problem][0],
            "url": said[problem][1],
            "action": _("Change the dates") if said[problem][1] == of_the_call else _("Look at them"),
            "count": len(about.get(problem, [])),
            "applications": [found[pk] for pk in list(about.get(problem, []))[:A_FEW]],
        }
        for problem in readiness.blockers
    ]


def _told(room: Room) -> dict[str, int]:
    filling = readiness_of(room.call).filling
    return {name: getattr(filling, name) for name in ("selected", "waiting", "refused", "stalls", "unfilled")}

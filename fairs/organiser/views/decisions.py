"""The list as it fills: a proposal by the worker, moves by hand with their reasons, quotas as bars."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fairs.applications.models import Application
from fairs.organiser.committee_forms import DecisionForm, ProposeForm
from fairs.organiser.committee_words import clash_words, rule_text
from fairs.organiser.once import act_once
from fairs.organiser.views.committee import A_PAGE, facts_of
from fairs.organiser.views.committee_frame import Room, application_or_404, room_or_404
from fairs.organiser.views.frame import organisers_page, person
from fairs.organiser.views.once import say_once
from fairs.selection.candidates import Candidate, candidates_of
from fairs.selection.deciding import (
    MOVED,
    decide,
    last_move,
    leave_to_proposal,
    reason_text,
    undo_decision,
    why_text,
)
from fairs.selection.enums import DecisionOutcome
from fairs.selection.exceptions import (
    MayNotJudge,
    NotChoosing,
    NothingToUndo,
    NotInTheRunning,
    ScoringStillGoesOn,
    TooManyStalls,
)
from fairs.selection.filling import Filling, filling_of, quotas_of
from fairs.selection.models import Decision
from fairs.selection.proposing import order_proposal, proposal_state
from fairs.selection.selectors import may_judge

NOT_NOW = (NotChoosing, ScoringStillGoesOn, NotInTheRunning)


@organisers_page()
def decisions(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """All applications by rank with what is decided of each, and how full stalls and quotas are."""
    room = deciding_room(request, code, number)
    candidates = candidates_of(room.call)
    shows = request.GET.get("show", "")
    wanted = [one for one in candidates if _is_shown(one, shows)]
    if shows == DecisionOutcome.WAITING:
        wanted.sort(key=lambda one: one.position or 0)
    listed = Paginator(wanted, A_PAGE).get_page(request.GET.get("page"))
    filling = filling_of(room.call, candidates, quotas_of(room.call))
    context = {
        "listed": listed,
        "rows": _rows(list(listed.object_list)),
        "chips": _chips(room, filling, candidates, shows),
        "is_stale": any(one.decided_score not in (None, one.score) for one in candidates),
        "form": ProposeForm(initial={"waiting": max(room.call.capacity // 10, 5)}),
        **_state(room, filling),
    }
    return room.page("committee_decisions.html", "committee-decisions", context)


@organisers_page()
def filling(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """How full the list is, and whether a proposal is being made: asked for anew by the page of decisions."""
    room = deciding_room(request, code, number)
    full = filling_of(room.call, candidates_of(room.call), quotas_of(room.call))
    response = render(request, "fairs/organiser/_committee_filling.html", _state(room, full))
    if request.GET.get("made") and not _is_being_made(room):
        # The list itself is another one now.
        response["HX-Refresh"] = "true"
    return response


@organisers_page("POST")
def propose(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Have a proposal made."""
    room = deciding_room(request, code, number)
    form = ProposeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _errors_of(form))
        return redirect("organiser:committee-decisions", code, number)
    try:
        done = act_once(
            request.POST,
            action="order_proposal",
            act=lambda: (
                order_proposal(call_id=room.call.pk, waiting=form.cleaned_data["waiting"], by=person(request)) or True
            ),
        )
    except NOT_NOW:
        messages.error(request, _("Nothing is decided now: scoring goes on, or all was announced."))
    else:
        say_once(request, done is not None, _("The proposal is being made: what people decided by hand stays."))
    return redirect("organiser:committee-decisions", code, number)


@organisers_page("GET", "HEAD", "POST")
def decision(request: HttpRequest, code: str, number: int, public_id: str) -> HttpResponse:
    """What is decided of one application and why, and the form by which a person decides otherwise."""
    room = deciding_room(request, code, number)
    application = application_or_404(room, public_id)
    stands = Decision.objects.filter(application=application).select_related("decided_by").first()
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(data, application=application, decision=stands)
    if form.is_bound and form.is_valid() and _decide(request, application, form):
        return redirect("organiser:committee-decision", code, number, public_id)
    candidates = candidates_of(room.call)
    moved = last_move(room.call, application)
    context = {
        "application": application,
        "decision": stands,
        "candidate": next((one for one in candidates if one.pk == application.pk), None),
        "why": why_text(stands.facts) if stands else "",
        "reason": reason_text(stands) if stands else "",
        "form": form,
        "may_decide": room.may_decide and may_judge(application, person(request)),
        "may_undo": moved is not None and moved.action == MOVED,
        **facts_of(request, application),
    }
    return room.page("committee_decision.html", "committee-decisions", context, status=422 if form.is_bound else 200)


@organisers_page("POST")
def undo(request: HttpRequest, code: str, number: int, public_id: str) -> HttpResponse:
    """Take the last move by hand back."""
    application = application_or_404(deciding_room(request, code, number), public_id)
    _say(
        request,
        lambda: undo_decision(application_id=application.pk, by=person(request)) or True,
        action="undo_decision",
        done=_("Taken back: it stands where it stood before."),
    )
    return redirect("organiser:committee-decision", code, number, public_id)


@organisers_page("POST")
def leave(request: HttpRequest, code: str, number: int, public_id: str) -> HttpResponse:
    """Let the next proposal decide again."""
    application = application_or_404(deciding_room(request, code, number), public_id)
    _say(
        request,
        lambda: leave_to_proposal(application_id=application.pk, by=person(request)),
        action="leave_to_proposal",
        done=_("The next proposal decides about it."),
    )
    return redirect("organiser:committee-decision", code, number, public_id)


def deciding_room(request: HttpRequest, code: str, number: int) -> Room:
    """The room once points are compared: before, nothing is decided and nobody sees these pages."""
    room = room_or_404(request, code, number)
    if not room.is_compared:
        raise Http404
    return room


def _errors_of(form: Form) -> str:
    """All that is wrong with a form that stands on another page."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _decide(request: HttpRequest, application: Application, form: DecisionForm) -> bool:
    """Whether it was decided, now or before; refused, the form says why."""
    try:
        done = act_once(
            request.POST,
            action="decide",
            act=lambda: decide(application_id=application.pk, choice=form.choice(), by=person(request)),
        )
    except MayNotJudge:
        form.add_error(None, _("You belong to this organisation, or stand aside: another member decides."))
    except TooManyStalls:
        form.add_error("stalls", _("More stalls than it asks for."))
    except NOT_NOW:
        form.add_error(None, _("Nothing is decided now: it was taken back, or all was announced."))
    else:
        say_once(request, done is not None, _("Decided. A proposal keeps it."))
        return True
    return False


def _say(request: HttpRequest, act: Any, *, action: str, done: str) -> None:
    try:
        fresh = act_once(request.POST, action=action, act=act)
    except NothingToUndo:
        messages.info(request, _("There is nothing to take back: somebody moved it since."))
    except MayNotJudge:
        messages.error(request, _("You belong to this organisation, or stand aside: another member decides."))
    except NOT_NOW:
        messages.error(request, _("Nothing is decided now: it was taken back, or all was announced."))
    else:
        say_once(request, fresh is not None, done)


def _is_shown(one: Candidate, shows: str) -> bool:
    if shows == "undecided":
        return not one.outcome
    if shows == "bare":
        return one.outcome == DecisionOutcome.REFUSED and not one.has_reason
    if shows == "fixed":
        return one.is_fixed
    return not shows or one.outcome == shows


def _chips(room: Room, full: Filling, candidates: Sequence[Candidate], shows: str) -> list[dict[str, Any]]:
    fixed = sum(one.is_fixed for one in candidates)
    named = [
        ("", _("All"), len(candidates)),
        (DecisionOutcome.SELECTED, DecisionOutcome.SELECTED.label, full.selected),
        (DecisionOutcome.WAITING, DecisionOutcome.WAITING.label, full.waiting),
        (DecisionOutcome.REFUSED, DecisionOutcome.REFUSED.label, full.refused),
        ("undecided", _("Not decided yet"), full.undecided),
        ("fixed", _("Decided by hand"), fixed),
    ]
    url = room.url("committee-decisions")
    return [
        {"url": f"{url}?show={value}" if value else url, "text": f"{text} ({count})", "current": value == shows}
        for value, text, count in named
        if count or value == shows or not value
    ]


def _rows(shown: Sequence[Candidate]) -> list[dict[str, Any]]:
    pks = [one.pk for one in shown]
    found = Application.objects.filter(pk__in=pks).select_related("cooperative__commune__province", "decision")
    by_key = {row.pk: row for row in found}
    return [{"candidate": one, "application": by_key[one.pk], "why": _why(by_key[one.pk], one)} for one in shown]


def _why(application: Application, one: Candidate) -> str:
    if not one.outcome:
        return ""
    decision: Decision = application.decision
    return decision.reason if one.is_fixed and decision.reason else why_text(decision.facts) or reason_text(decision)


def _is_being_made(room: Room) -> bool:
    state = proposal_state(room.call)
    return state is not None and state.is_being_made


def _state(room: Room, full: Filling) -> dict[str, Any]:
    """What the fragment of bars shows."""
    proposal = proposal_state(room.call)
    clash = proposal.clash if proposal and not proposal.is_being_made else None
    return {
        "room": room,
        "edition": room.edition,
        "stop": room.call.stop,
        "filling": full,
        "bars": [{"row": row, "text": rule_text(row.quota)} for row in full.quotas],
        "proposal": proposal,
        "clash": clash_words(clash, [row.quota for row in full.quotas]) if clash else None,
    }

"""Appeals of refused applicants: the list, and the answer in writing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from fairs.applications.enums import AppealOutcome
from fairs.applications.models import Appeal
from fairs.applications.waiting import free_stalls
from fairs.organiser.committee_forms import AppealForm
from fairs.organiser.once import act_once
from fairs.organiser.views.committee import A_PAGE, facts_of
from fairs.organiser.views.committee_frame import Room, room_or_404
from fairs.organiser.views.frame import organisers_page, person
from fairs.organiser.views.once import say_once
from fairs.selection.appeals import answer_appeal, appeals_of
from fairs.selection.exceptions import AppealIsAnswered, MayNotJudge, NobodyCanCome
from fairs.selection.selectors import standings_of


@organisers_page()
def appeals(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The appeals of a call, those to be answered first."""
    room = _announced_room(request, code, number)
    listed = Paginator(appeals_of(room.call), A_PAGE).get_page(request.GET.get("page"))
    return room.page("committee_appeals.html", "committee-appeals", {"listed": listed})


@organisers_page("GET", "HEAD", "POST")
def appeal(request: HttpRequest, code: str, number: int, public_id: str) -> HttpResponse:
    """One appeal with what was decided and why; whoever answers for the edition answers it."""
    room = _announced_room(request, code, number)
    row = get_object_or_404(
        appeals_of(room.call).select_related("application__cooperative__commune__province", "answered_by"),
        public_id=public_id,
    )
    row.application.call = room.call
    may_answer = room.answers and row.outcome == AppealOutcome.OPEN
    if request.method == "POST" and not may_answer:
        if not room.answers:
            raise Http404
        messages.info(request, _("This appeal was answered before: the answer stands."))
        return redirect(request.path)
    form = AppealForm(request.POST if request.method == "POST" else None) if may_answer else None
    if form is not None and form.is_bound and form.is_valid() and _answer(request, row, form):
        return redirect("organiser:committee-appeals", code, number)
    standings = standings_of(room.call)
    context = {
        "appeal": row,
        "application": row.application,
        "form": form,
        "free": free_stalls(room.call),
        "score": standings.scores.get(row.application_id, 0),
        "rank": standings.rank.get(row.application_id),
        **facts_of(request, row.application),
    }
    status = 422 if form is not None and form.is_bound else 200
    return room.page("committee_appeal.html", "committee-appeals", context, status=status)


def _answer(request: HttpRequest, row: Appeal, form: AppealForm) -> bool:
    """Whether it was answered, now or before; refused, the form says why."""
    try:
        done = act_once(
            request.POST,
            action="answer_appeal",
            act=lambda: answer_appeal(appeal_id=row.pk, answer=form.answer(), by=person(request)),
        )
    except AppealIsAnswered:
        messages.info(request, _("This appeal was answered before: the answer stands."))
    except MayNotJudge:
        form.add_error(None, _("You belong to this organisation, or stand aside: another organiser answers."))
        return False
    except NobodyCanCome:
        form.add_error("outcome", _("The stop is over, or ends within hours: nobody can be let in any more."))
        return False
    else:
        say_once(request, done is not None, _("Answered. The applicant is told."))
    return True


def _announced_room(request: HttpRequest, code: str, number: int) -> Room:
    room = room_or_404(request, code, number)
    if not room.is_announced:
        raise Http404
    return room

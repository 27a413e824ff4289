"""Points: a member's own sheet, how far everybody is, and afterwards all points side by side."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Application
from fairs.calls.models import Criterion
from fairs.organiser.committee_forms import AgreedForm, EndScoringForm, PointsForm, StandAsideForm
from fairs.organiser.once import act_once
from fairs.organiser.views.committee import A_PAGE, facts_of
from fairs.organiser.views.committee_frame import Room, application_or_404, room_or_404
from fairs.organiser.views.frame import organisers_page, person
from fairs.organiser.views.once import say_once
from fairs.selection.comparing import compared, points_beside
from fairs.selection.exceptions import (
    MayNotJudge,
    NotChoosing,
    NotInTheRunning,
    ScoringEnded,
    ScoringStillGoesOn,
    SheetIsFirm,
    SheetIsNotWhole,
)
from fairs.selection.judging import agree_on_points, end_scoring, give_points, hand_in, stand_aside
from fairs.selection.models import Score, ScoreSheet
from fairs.selection.selectors import (
    OWN,
    excluded_for,
    in_the_running,
    may_judge,
    progress_of,
    standings_of,
    wholly_judged,
)


@organisers_page()
def scoring(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """How far one's own sheet is, and the way to what is missing."""
    room = _own_room(request, code, number)
    pks = _order(room)
    judged = wholly_judged(room.call, person(request)) & set(pks)
    excluded = excluded_for(room.call, person(request))
    to_judge = [pk for pk in pks if pk not in excluded]
    missing = [pk for pk in to_judge if pk not in judged]
    names = Application.objects.filter(pk__in=(missing or to_judge)[:1]).values_list("public_id", flat=True)
    sheet = ScoreSheet.objects.filter(call=room.call, member=person(request)).first()
    aside = Application.objects.filter(pk__in=[pk for pk in pks if pk in excluded]).select_related("cooperative")
    context = {
        "judged": len(judged & set(to_judge)),
        "of": len(to_judge),
        "missing": len(missing),
        "next_one": names[0] if names else None,
        "sheet": sheet,
        "aside": [(row, excluded[row.pk], excluded[row.pk] == OWN) for row in aside.order_by("pk")],
    }
    return room.page("committee_scoring.html", "committee-scoring", context)


@organisers_page("GET", "HEAD", "POST")
def points(request: HttpRequest, code: str, number: int, public_id: str) -> HttpResponse:
    """One's own points for one application; saying the same twice changes nothing, so that it needs no token."""
    room = _own_room(request, code, number)
    application = application_or_404(room, public_id)
    excluded = excluded_for(room.call, person(request)).get(application.pk)
    form = _points_form(room, application) if excluded is None else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            give_points(application_id=application.pk, given=form.given(), by=person(request))
        except SheetIsFirm:
            form.add_error(None, _("Your sheet is handed in, or scoring has ended: nothing was changed."))
        except (NotChoosing, NotInTheRunning):
            form.add_error(None, _("Nobody gives points to this application now: nothing was changed."))
        except MayNotJudge:
            return redirect(request.path)
        else:
            return _onwards(room, application)
    status = 422 if form is not None and form.is_bound else 200
    context = _sheet(room, application) | {"form": form, "excluded": excluded, "is_own": excluded == OWN}
    context |= facts_of(request, application)
    return room.page("committee_points.html", "committee-scoring", context, status=status)


@organisers_page("GET", "HEAD", "POST")
def aside(request: HttpRequest, code: str, number: int, public_id: str) -> HttpResponse:
    """Stand aside where one should not judge."""
    room = _own_room(request, code, number)
    application = application_or_404(room, public_id)
    if request.method != "POST":
        # The page of a refusal was loaded again, or in another language.
        return redirect("organiser:committee-points", code, number, public_id)
    form = StandAsideForm(request.POST)
    if not form.is_valid():
        context = _sheet(room, application) | {"form": _points_form(room, application, bound=False), "aside_form": form}
        context |= facts_of(request, application)
        return room.page("committee_points.html", "committee-scoring", context, status=422)
    try:
        done = act_once(
            request.POST,
            action="stand_aside",
            act=lambda: (
                stand_aside(application_id=application.pk, reason=form.cleaned_data["reason"], by=person(request))
                or True
            ),
        )
    except (SheetIsFirm, NotChoosing, NotInTheRunning, MayNotJudge):
        messages.error(request, _("Your sheet is firm, or this application is judged no more: nothing was changed."))
    else:
        say_once(request, done is not None, _("Noted. You do not judge this application."))
    return redirect("organiser:committee-points", code, number, public_id)


@organisers_page("POST")
def hand_in_sheet(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Hand one's sheet in."""
    room = _own_room(request, code, number)
    try:
        done = act_once(request.POST, action="hand_in", act=lambda: hand_in(call_id=room.call.pk, by=person(request)))
    except SheetIsNotWhole as refusal:
        said = ngettext(
            "%(count)s application has no points yet: nothing was handed in.",
            "%(count)s applications have no points yet: nothing was handed in.",
            refusal.missing,
        )
        messages.error(request, said % {"count": refusal.missing})
    except (SheetIsFirm, NotChoosing):
        messages.info(request, _("Your sheet was handed in before, or scoring has ended."))
    else:
        say_once(request, done is not None, _("Handed in. Your points are firm."))
    return redirect("organiser:committee-scoring", code, number)


@organisers_page("GET", "HEAD", "POST")
def progress(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Who is how far; whoever answers for the edition ends scoring here."""
    room = room_or_404(request, code, number)
    may_end = room.answers and room.is_choosing and not room.is_compared
    if request.method == "POST" and not may_end:
        if room.answers:
            messages.info(request, _("Scoring has ended, or has not begun."))
            return redirect(request.path)
        raise Http404
    form = EndScoringForm(request.POST if request.method == "POST" else None) if may_end else None
    if form is not None and form.is_bound and form.is_valid():
        try:
            done = act_once(
                request.POST, action="end_scoring", act=lambda: end_scoring(call_id=room.call.pk, by=person(request))
            )
        except (ScoringEnded, NotChoosing):
            messages.info(request, _("Somebody ended scoring a moment ago."))
        else:
            say_once(request, done is not None, _("Scoring has ended. The committee sees all points."))
        return redirect("organiser:committee-together", code, number)
    rows = progress_of(room.call)
    context = {"rows": rows, "form": form, "missing": [row for row in rows if not row.handed_in]}
    status = 422 if form is not None and form.is_bound else 200
    return room.page("committee_progress.html", "committee-progress", context, status=status)


@organisers_page()
def together(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """All applications by how far the members' points lie apart, the widest first."""
    room = _compared_room(request, code, number)
    standings = standings_of(room.call)
    listed = Paginator(compared(room.call), A_PAGE).get_page(request.GET.get("page"))
    pks = [row.application for row in listed.object_list]
    found = {row.pk: row for row in Application.objects.filter(pk__in=pks).select_related("cooperative")}
    rows = [
        {
            "application": found[row.application],
            "spread": row,
            "score": standings.scores.get(row.application, 0),
            "rank": standings.rank.get(row.application),
        }
        for row in listed.object_list
    ]
    return room.page("committee_together.html", "committee-together", {"listed": listed, "rows": rows})


@organisers_page("GET", "HEAD", "POST")
def agreed(request: HttpRequest, code: str, number: int, public_id: str) -> HttpResponse:
    """All members' points for one application, and those that the committee agrees on."""
    room = _compared_room(request, code, number)
    application = application_or_404(room, public_id)
    rows = points_beside(application)
    is_open = room.may_decide and application.status == ApplicationStatus.SENT
    may_agree = is_open and may_judge(application, person(request))
    asked = request.POST.get("criterion") if request.method == "POST" else None
    forms = {
        row.criterion.pk: AgreedForm(
            request.POST if asked == str(row.criterion.pk) else None, criterion=row.criterion, common=row.common
        )
        for row in rows
    }
    form = next((form for form in forms.values() if form.is_bound), None)
    if request.method == "POST" and form is None:
        return redirect(request.path)
    if form is not None and form.is_valid() and _agree(request, application, form):
        return redirect(request.path)
    standings = standings_of(room.call)
    context = {
        "application": application,
        "rows": [(row, forms[row.criterion.pk]) for row in rows],
        "may_agree": may_agree,
        "score": standings.scores.get(application.pk, 0),
        "rank": standings.rank.get(application.pk),
    }
    return room.page("committee_agreed.html", "committee-together", context, status=422 if form else 200)


def _agree(request: HttpRequest, application: Application, form: AgreedForm) -> bool:
    """Whether the points were written, now or before; refused, the form says why."""
    act: Any = lambda: (  # noqa: E731 -- a long call, done once
        agree_on_points(
            application_id=application.pk, criterion_id=form.criterion.pk, given=form.given(), by=person(request)
        )
        or True
    )
    try:
        done = act_once(request.POST, action="agree_on_points", act=act)
    except MayNotJudge:
        form.add_error(None, _("You stand apart from this application: nothing was changed."))
    except (NotChoosing, ScoringStillGoesOn, NotInTheRunning):
        form.add_error(None, _("Points are not changed any more: nothing was changed."))
    else:
        say_once(request, done is not None, _("Written down. The rank is reckoned anew."))
        return True
    return False


def _own_room(request: HttpRequest, code: str, number: int) -> Room:
    """The room for who gives points: to the others the pages of a sheet are not there."""
    room = room_or_404(request, code, number)
    if not room.sits:
        raise Http404
    return room


def _compared_room(request: HttpRequest, code: str, number: int) -> Room:
    """The room once points are compared: before, these pages are not there for anybody."""
    room = room_or_404(request, code, number)
    if not room.is_compared:
        raise Http404
    return room


def _order(room: Room) -> list[int]:
    """The applications as a sheet runs through them: as they came."""
    return list(in_the_running(room.call).order_by("sent_at", "pk").values_list("pk", flat=True))


def _points_form(room: Room, application: Application, *, bound: bool = True) -> PointsForm:
    criteria = list(Criterion.objects.filter(call=room.call))
    own = Score.objects.filter(application=application, member=person(room.request))
    data = room.request.POST if bound and room.request.method == "POST" else None
    return PointsForm(data, criteria=criteria, given={score.criterion_id: score for score in own})


def _sheet(room: Room, application: Application) -> dict[str, Any]:
    """Where an application stands in one's sheet."""
    pks = _order(room)
    member = person(room.request)
    to_judge = set(pks) - excluded_for(room.call, member).keys()
    sheet = ScoreSheet.objects.filter(call=room.call, member=member, handed_in_at__isnull=False).exists()
    return {
        "application": application,
        "place": pks.index(application.pk) + 1 if application.pk in pks else None,
        "count": len(pks),
        "judged": len(wholly_judged(room.call, member) & to_judge),
        "of": len(to_judge),
        "is_firm": sheet or room.is_compared or not room.is_choosing,
        "aside_form": StandAsideForm(),
    }


def _onwards(room: Room, application: Application) -> HttpResponse:
    """To the next application or the one before, as the button said."""
    pks = _order(room)
    step = -1 if room.request.POST.get("go") == "previous" else 1
    at = pks.index(application.pk) + step
    if not 0 <= at < len(pks):
        messages.success(room.request, _("Kept."))
        return redirect(room.url("committee-scoring"))
    public_id = Application.objects.values_list("public_id", flat=True).get(pk=pks[at])
    return redirect(room.url("committee-points", public_id))

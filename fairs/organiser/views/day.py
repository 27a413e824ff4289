"""Who came on a day: by badge or by hand, who is missing, and who comes instead."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cooperatives import clock
from cooperatives.audit.services import ForbiddenMove
from cooperatives.formats.days import hour_text
from fairs.attendance.enums import ArrivalWay
from fairs.attendance.exceptions import DayRefused
from fairs.attendance.models import Arrival
from fairs.attendance.selectors import comers_of, days_of, named_like, presence_of, waiting_at, with_facts
from fairs.attendance.services import (
    Marked,
    badge_at,
    mark_arrival,
    note_absence,
    replace_participation,
    take_absence_back,
    take_arrival_back,
)
from fairs.business_days import business_day
from fairs.models import Edition, EditionDay, Participation
from fairs.organiser.views.day_frame import (
    REFUSED,
    acted_or_told,
    back_to,
    day_asked,
    day_or_404,
    day_page,
    edition_of_the_day_or_404,
)
from fairs.organiser.views.frame import organisers_page, person
from fairs.organiser.views.preparing import to_prepare_or_404
from fairs.organiser.views.writing import acted
from fairs.permissions import editions_to_prepare

ROWS_A_PAGE = 25
SHOWN: dict[str, dict[str, Any]] = {
    "": {},
    "here": {"is_here": True},
    "awaited": {"is_here": False, "is_absent": False},
    "absent": {"is_absent": True},
}


@organisers_page()
def arrivals(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody who comes on a day, with who is there."""
    edition = edition_of_the_day_or_404(request, code)
    days, day = day_asked(request, edition)
    return day_page(request, "day", edition, days, day, _list(request, request.GET, edition, day) if day else {})


def _list(request: HttpRequest, asked: QueryDict, edition: Edition, day: EditionDay) -> dict[str, object]:
    text = asked.get("q", "").replace("\0", "").strip()[:80]
    show = asked.get("show", "")
    narrowed = named_like(comers_of(day), day, text).filter(**SHOWN.get(show, {}))
    listed = Paginator(with_facts(narrowed, day), ROWS_A_PAGE).get_page(asked.get("page"))
    return {
        "presence": presence_of(day),
        "listed": listed,
        "rows": list(listed.object_list),
        "q": text,
        "show": show,
        "shown": [
            ("", _("Everybody")),
            ("awaited", _("Not there yet")),
            ("here", _("Arrived")),
            ("absent", pgettext("on the day", "Missing")),
        ],
        "typed": "",
        "wrong": "",
        "back": asked.urlencode(),
        "is_to_come": day.day > business_day(clock.now(), ends=edition.business_day_ends),
        "waiting": waiting_at(day.stop),
        "may_replace": editions_to_prepare(request.user).filter(pk=edition.pk).exists(),
    }


@organisers_page("POST")
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """Mark who wears the badge whose number was typed, or scanned into the field."""
    edition = edition_of_the_day_or_404(request, code)
    day = day_or_404(request, edition)
    typed = request.POST.get("badge", "").replace("\0", "").strip()[:80]
    marked: list[Marked] = []

    def act() -> None:
        badge = badge_at(stop=day.stop, text=typed)
        who = badge.participation
        way = ArrivalWay.CODE
        marked.append(mark_arrival(participation=who, day=day, way=way, key=uuid4(), by=person(request), badge=badge))

    try:
        acted(request, act=act, done=lambda: _said(marked[0]))
    except DayRefused as error:
        wrong = REFUSED[type(error)] if typed else _("Type the number that stands on the badge.")
        context = _list(request, QueryDict(request.POST.get("back", "")), edition, day)
        refused = {"typed": typed, "wrong": wrong}
        return day_page(request, "day", edition, days_of(edition), day, context | refused, status=422)
    return back_to(request, "day", edition, day)


def _said(marked: Marked) -> str:
    who = {"name": marked.arrival.participation.cooperative, "hour": hour_text(marked.arrival.arrived_at)}
    return _("Welcome: %(name)s, %(hour)s.") % who if marked.is_new else _("%(name)s came already at %(hour)s.") % who


@organisers_page("POST")
def arrive(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Mark a participation in the list."""
    edition = edition_of_the_day_or_404(request, code)
    day = day_or_404(request, edition)
    who = _comer_or_404(day, public_id)
    marked: list[Marked] = []

    def act() -> None:
        by = person(request)
        marked.append(mark_arrival(participation=who, day=day, way=ArrivalWay.HAND, key=uuid4(), by=by))

    acted_or_told(request, act=act, done=lambda: _said(marked[0]))
    return back_to(request, "day", edition, day)


@organisers_page("POST")
def unarrive(request: HttpRequest, code: str, public_id: str, key: UUID) -> HttpResponse:
    """Take an arrival back that was marked by mistake."""
    edition = edition_of_the_day_or_404(request, code)
    day = day_or_404(request, edition)
    who = _comer_or_404(day, public_id)
    rows = Arrival.objects.select_related("day", "badge")
    arrival = get_object_or_404(rows, participation=who, day=day, key=key)
    done = _("Taken back: %(name)s was marked by mistake.") % {"name": who.cooperative}
    acted_or_told(request, act=lambda: take_arrival_back(arrival=arrival, by=person(request)), done=done)
    return back_to(request, "day", edition, day)


@organisers_page("POST")
def miss(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Write down that nobody of a participation came."""
    edition = edition_of_the_day_or_404(request, code)
    day = day_or_404(request, edition)
    who = _comer_or_404(day, public_id)
    done = _("Written down: %(name)s is missing.") % {"name": who.cooperative}
    acted_or_told(request, act=lambda: note_absence(participation=who, day=day, by=person(request)), done=done)
    return back_to(request, "day", edition, day)


@organisers_page("POST")
def await_again(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Take back that a participation is missing."""
    edition = edition_of_the_day_or_404(request, code)
    day = day_or_404(request, edition)
    who = _comer_or_404(day, public_id)
    done = _("%(name)s is awaited again.") % {"name": who.cooperative}
    acted_or_told(request, act=lambda: take_absence_back(participation=who, day=day, by=person(request)), done=done)
    return back_to(request, "day", edition, day)


@organisers_page("POST")
def replace(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Take the place of who does not come back, and offer it to the next in line; only for who answers for it."""
    edition = to_prepare_or_404(request, code)
    day = day_or_404(request, edition)
    who = _comer_or_404(day, public_id)
    offered: list[int] = []

    def act() -> None:
        offered.append(len(replace_participation(participation=who, day=day, by=person(request))))

    try:
        acted_or_told(request, act=act, done=lambda: _offered(offered[0]))
    except ForbiddenMove:
        messages.info(request, _("This organisation gave up its place: it does not come."))
    return back_to(request, "day", edition, day)


def _offered(count: int) -> str:
    if not count:
        return _("The place is free. Nobody who waits can be asked any more.")
    text = ngettext(
        "The place is free, and was offered to the next of the waiting list.",
        "The place is free, and was offered to the next %(count)d of the waiting list.",
        count,
    )
    return text % {"count": count}


def _comer_or_404(day: EditionDay, public_id: str) -> Participation:
    rows = Participation.objects.filter(stop=day.stop_id).select_related("cooperative")
    return get_object_or_404(rows, public_id=public_id)

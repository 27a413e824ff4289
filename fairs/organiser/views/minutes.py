"""The committee's minutes: drawn up, printed by the worker, handed out to be signed."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cooperatives import clock
from fairs.closing.files import keep
from fairs.organiser.committee_forms import MinutesForm
from fairs.organiser.once import act_once
from fairs.organiser.views.committee_frame import Room
from fairs.organiser.views.decisions import deciding_room
from fairs.organiser.views.frame import organisers_page, person
from fairs.organiser.views.once import say_once
from fairs.selection.minutes import draw_up_minutes, is_out_of_date, minutes_of
from fairs.selection.minutes_paper import PAPER_LANGUAGES, minutes_pdf, paper_name, printed, printing_of
from fairs.selection.models import Minutes
from fairs.selection.selectors import committee_of

# So many decisions are set while a person waits: about a second.
AT_ONCE = 100


@organisers_page("GET", "HEAD", "POST")
def minutes(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The minutes of a call, and the form for the next ones."""
    room = deciding_room(request, code, number)
    form = MinutesForm(request.POST if request.method == "POST" else None, initial=_usual(room))
    if form.is_bound and form.is_valid():
        done = act_once(
            request.POST,
            action="draw_up_minutes",
            act=lambda: draw_up_minutes(call_id=room.call.pk, meeting=form.meeting(), by=person(request)),
        )
        say_once(request, done is not None, _("The minutes are drawn up, and are being printed."))
        return redirect(request.path)
    rows = list(minutes_of(room.call))
    context = {
        "form": form,
        "rows": [(row, len(row.contents["rows"])) for row in rows],
        "is_out_of_date": bool(rows) and is_out_of_date(rows[0], room.call),
    }
    return room.page("committee_minutes.html", "committee-minutes", context, status=422 if form.is_bound else 200)


@organisers_page()
def minutes_file(request: HttpRequest, code: str, number: int, public_id: str, language: str) -> HttpResponseBase:
    """The minutes as PDF, or how far the worker is with it."""
    room = deciding_room(request, code, number)
    row = _minutes_or_404(room, public_id)
    if language not in PAPER_LANGUAGES:
        raise Http404
    file = printed(row, language)
    if file is None and len(row.contents["rows"]) <= AT_ONCE:
        keep(paper_name(row, language), minutes_pdf(row, language))
        file = printed(row, language)
    if file is None:
        return _printing(room, row)
    name = f"{room.edition.code}-{number}-minutes-{row.number}-{language}.pdf"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")


@organisers_page()
def minutes_printing(request: HttpRequest, code: str, number: int, public_id: str) -> HttpResponse:
    """How far the papers are: asked for anew by the page that waits for them."""
    room = deciding_room(request, code, number)
    return _printing(room, _minutes_or_404(room, public_id))


def _printing(room: Room, row: Minutes) -> HttpResponse:
    context = {"minutes": row, "printing": printing_of(row), "languages_of_paper": PAPER_LANGUAGES}
    if room.request.headers.get("HX-Request"):
        given = context | {"edition": room.edition, "stop": room.call.stop}
        return render(room.request, "fairs/organiser/_committee_printing.html", given)
    return room.page("committee_printing.html", "committee-minutes", context, status=202)


def _minutes_or_404(room: Room, public_id: str) -> Minutes:
    return get_object_or_404(Minutes, call=room.call, public_id=public_id)


def _usual(room: Room) -> dict[str, object]:
    """What is filled in already: today, and the members of the committee."""
    now = localtime(clock.now())
    members = [_("%(name)s, member of the committee") % {"name": member} for member in committee_of(room.edition)]
    return {"day": now.date(), "hour": now.time(), "present": "\n".join(members)}

"""The plan of a stop: its size, rows of stalls, a list of them, what else there is, and who would stand where."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.pictures import PictureRefused
from cooperatives.identifiers import new_public_id
from fairs.imports.exceptions import UnreadableList
from fairs.models import Stall, Stop
from fairs.organiser.plan_words import bad_row_text, unreadable_text
from fairs.organiser.views.frame import edition_or_404, edition_page, organisers_page, person
from fairs.organiser.views.plan_frame import (
    Drawn,
    answered,
    back_to_plan,
    plan_page,
    proposal_context,
    stop_tabs,
    to_draw,
    to_draw_on,
    version_of,
    without_stall,
)
from fairs.organiser.views.preparing import chosen_stop, may, stop_or_404
from fairs.organiser.views.writing import acted
from fairs.plan.forms import FileForm, MarkForm, PictureForm, RowForm, SizeForm
from fairs.plan.models import Plan, PlanPlace
from fairs.plan.pictures import keep_plan_picture
from fairs.plan.proposing import order_stall_proposal, take_stall_proposal
from fairs.plan.rows import ReadStalls, read_stalls, row_of_stalls
from fairs.plan.services import Area, add_mark, draw_plan, draw_stalls, remove_mark, set_picture

# A list with bad rows is kept so long, for whoever draws its right rows after looking at the others.
LIST_KEPT_SECONDS = 3600


@organisers_page()
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """The plan with its stalls, the one that was chosen, and who has none yet."""
    edition = edition_or_404(request, code)
    stops = list(Stop.objects.filter(edition=edition).select_related("commune", "edition").order_by("number"))
    stop = chosen_stop(stops, request.GET.get("stop", ""))
    if stop is None:
        context = {"stop": None, "stop_tabs": stop_tabs(edition, None)} | may(request, edition)
        return edition_page(request, "plan.html", edition, "plan", context)
    found = Plan.objects.filter(stop=stop).first()
    asked = request.GET.get("stall", "")
    chosen = Stall.objects.filter(places__plan=found, code=asked).first() if found and asked else None
    return plan_page(request, Drawn(edition, stop, found, chosen), {})


@organisers_page()
def proposal(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """How far the proposal is, as a piece of the plan's page."""
    edition = edition_or_404(request, code)
    stop = stop_or_404(edition, number)
    drawn = Plan.objects.filter(stop=stop).first()
    context = proposal_context(edition, stop, len(without_stall(stop)), drawn) | may(request, edition)
    return render(request, "fairs/organiser/_plan_proposal.html", context)


@organisers_page("POST")
def size(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Begin the plan of a stop, or change how large it is."""
    drawn = to_draw(request, code, number)
    form = SizeForm(request.POST)

    def act() -> None:
        values = form.cleaned_data
        draw_plan(stop_id=drawn.stop.pk, values=values, version=version_of(request), by=person(request))

    return answered(request, drawn, "size", form, act, _("The plan is written."))


@organisers_page("POST")
def row(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Draw a row of stalls alike."""
    drawn, found = to_draw_on(request, code, number)
    form = RowForm(request.POST)

    def act() -> None:
        given = form.cleaned_data
        stalls = row_of_stalls(
            first=given["first"],
            count=given["count"],
            place=form.where(),
            is_down=given["is_down"],
            gap=given["gap"] or 0,
            values=form.values(),
        )
        draw_stalls(plan_id=found.pk, version=version_of(request), stalls=stalls, by=person(request))

    return answered(request, drawn, "row", form, act, _("The stalls are drawn."))


@organisers_page("POST")
def mark(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Draw an entrance, a stage, the toilets."""
    drawn, found = to_draw_on(request, code, number)
    form = MarkForm(request.POST)

    def act() -> None:
        add_mark(
            plan_id=found.pk,
            version=version_of(request),
            kind=form.cleaned_data["kind"],
            label=form.cleaned_data["label"],
            place=form.where(),
            by=person(request),
        )

    return answered(request, drawn, "mark", form, act, _("It is drawn."))


@organisers_page("POST")
def unmark(request: HttpRequest, code: str, number: int, mark_id: int) -> HttpResponse:
    """Take an entrance or the like off the plan; one that somebody took off before is off already."""
    drawn, found = to_draw_on(request, code, number)

    def act() -> None:
        if found.marks.filter(pk=mark_id).exists():
            remove_mark(plan_id=found.pk, version=version_of(request), mark_id=mark_id, by=person(request))

    acted(request, act=act, done=_("It is off the plan."))
    return back_to_plan(drawn)


@organisers_page("POST")
def picture(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Lay a picture below the grid, or take it away."""
    drawn, found = to_draw_on(request, code, number)
    by = person(request)
    if "remove" in request.POST:
        acted(request, act=lambda: set_picture(plan_id=found.pk, picture="", by=by), done=_("The picture is gone."))
        return back_to_plan(drawn)
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            kept = keep_plan_picture(form.cleaned_data["picture"])
        except PictureRefused:
            form.add_error("picture", _("This picture cannot be read."))
        else:

            def act() -> None:
                set_picture(plan_id=found.pk, picture=kept, by=by)

            return answered(request, drawn, "picture", form, act, _("The picture lies below the plan."))
    return plan_page(request, drawn, {"picture": form}, status=422)


@organisers_page("POST")
def bring(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Draw many stalls from a list: all of them, or all that are right."""
    drawn, found = to_draw_on(request, code, number)
    form, content = _list_sent(request)
    if content is None:
        return plan_page(request, drawn, {"file": form}, status=422)
    try:
        stalls = read_stalls(content, columns=found.columns, taken=_standing(found))
    except UnreadableList as error:
        form.add_error("file", unreadable_text(error.why))
        return plan_page(request, drawn, {"file": form}, status=422)
    if stalls.bad and ("only_good" not in request.POST or not stalls.good):
        told = {"bad": stalls, "bad_rows": [(bad, bad_row_text(bad)) for bad in stalls.bad]}
        return plan_page(request, drawn, {"file": FileForm()}, status=422, kept=_keep(request, content), **told)
    text = ngettext("%(count)d stall is drawn.", "%(count)d stalls are drawn.", len(stalls.good))
    done = text % {"count": len(stalls.good)}
    return answered(request, drawn, "file", form, lambda: _draw_found(found, stalls, request), done)


def _list_sent(request: HttpRequest) -> tuple[FileForm, bytes | None]:
    """The list that was sent, or the one that was kept when it was sent before."""
    kept = request.POST.get("kept", "")
    if kept and not request.FILES:
        content = cache.get(_kept_under(request, kept))
        form = FileForm(request.POST, {}, kept=content is not None)
        return form, content if form.is_valid() else None
    form = FileForm(request.POST, request.FILES)
    return form, form.cleaned_data["file"] if form.is_valid() else None


def _keep(request: HttpRequest, content: bytes) -> str:
    """Keep a list with bad rows, so that its right rows can be drawn without choosing it again; answer its name."""
    name = new_public_id()
    cache.set(_kept_under(request, name), content, LIST_KEPT_SECONDS)
    return name


def _kept_under(request: HttpRequest, name: str) -> str:
    return f"plan-list:{person(request).pk}:{name[:12]}"


def _standing(found: Plan) -> dict[str, Area]:
    places = PlanPlace.objects.filter(plan=found).select_related("stall")
    return {each.stall.code: Area(each.column, each.row, each.width, each.height) for each in places}


def _draw_found(found: Plan, stalls: ReadStalls, request: HttpRequest) -> None:
    """Draw what a list holds on a plan that grows downwards as far as it must."""
    by = person(request)
    rows = max([found.rows, *(new.place.row + new.place.height for new in stalls.good)])
    version = version_of(request)
    if rows > found.rows:
        sized = {"columns": found.columns, "rows": rows, "square_cm": found.square_cm}
        version = draw_plan(stop_id=found.stop_id, values=sized, version=version, by=by).version
    draw_stalls(plan_id=found.pk, version=version, stalls=stalls.good, by=by)


@organisers_page("POST")
def propose(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Have a proposal made of who stands where."""
    drawn = to_draw(request, code, number)
    acted(
        request,
        act=lambda: order_stall_proposal(stop_id=drawn.stop.pk, by=person(request)),
        done=_("The proposal is being made."),
    )
    return back_to_plan(drawn)


@organisers_page("POST")
def take(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give the stalls as the proposal says."""
    drawn = to_draw(request, code, number)
    shown = request.POST.get("proposal", "")
    told: list[str] = []

    def act() -> None:
        taken = take_stall_proposal(
            stop_id=drawn.stop.pk, entry_id=int(shown) if shown.isdecimal() else 0, by=person(request)
        )
        told.append(
            ngettext("%(count)d stall is given.", "%(count)d stalls are given.", taken.given) % {"count": taken.given}
        )
        if taken.gone:
            told.append(
                _("Not given, since they were not free any more: %(codes)s.") % {"codes": ", ".join(taken.gone)}
            )

    acted(request, act=act, done=lambda: " ".join(told))
    return back_to_plan(drawn)

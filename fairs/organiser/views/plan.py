"""The plan of a stop: drawn by hand or from a list, and who stands where."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.pictures import PictureRefused
from fairs.imports.exceptions import UnreadableList
from fairs.models import Edition, EditionDay, Participation, Stall, StallAssignment, Stop
from fairs.organiser.plan_words import bad_row_text, proposal_of
from fairs.organiser.views.frame import edition_or_404, edition_page, organisers_page, person
from fairs.organiser.views.preparing import chosen_stop, may, stop_or_404, to_prepare_or_404
from fairs.organiser.views.writing import acted, written
from fairs.plan.drawing import drawing_of
from fairs.plan.forms import FileForm, GiveForm, MarkForm, PictureForm, PlaceForm, RowForm, SizeForm, StallForm
from fairs.plan.models import Plan, PlanPlace
from fairs.plan.pictures import keep_plan_picture
from fairs.plan.proposing import order_stall_proposal, stall_proposal_at, take_stall_proposal
from fairs.plan.rows import ReadStalls, read_stalls, row_of_stalls
from fairs.plan.services import (
    Area,
    add_mark,
    draw_plan,
    draw_stalls,
    edit_stalls,
    move_stall,
    remove_mark,
    remove_stall,
    set_picture,
)
from fairs.services import assign_stall, free_stall

ACTING = ("GET", "HEAD", "POST")
SHOWN_WAITING = 300


@organisers_page()
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """The plan with its stalls, the one that was chosen, and who has none yet."""
    edition = edition_or_404(request, code)
    return _page(request, edition, _stop_of(request, edition), {})


@organisers_page("POST")
def size(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Begin the plan of a stop, or change how large it is."""
    edition, stop = _to_draw(request, code, number)
    form = SizeForm(request.POST)
    act = lambda: draw_plan(stop_id=stop.pk, values=form.cleaned_data, by=person(request))  # noqa: E731
    return _answered(request, edition, stop, "size", form, act, _("The plan is written."))


@organisers_page("POST")
def row(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Draw a row of stalls alike."""
    edition, stop = _to_draw(request, code, number)
    form, drawn = RowForm(request.POST), _plan_or_404(stop)

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
        draw_stalls(plan_id=drawn.pk, version=_version(request), stalls=stalls, by=person(request))

    return _answered(request, edition, stop, "row", form, act, _("The stalls are drawn."))


@organisers_page("POST")
def mark(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Draw an entrance, a stage, the toilets."""
    edition, stop = _to_draw(request, code, number)
    form, drawn = MarkForm(request.POST), _plan_or_404(stop)

    def act() -> None:
        given = form.cleaned_data
        add_mark(
            plan_id=drawn.pk,
            version=_version(request),
            kind=given["kind"],
            label=given["label"],
            place=form.where(),
            by=person(request),
        )

    return _answered(request, edition, stop, "mark", form, act, _("It is drawn."))


@organisers_page("POST")
def unmark(request: HttpRequest, code: str, number: int, mark_id: int) -> HttpResponse:
    """Take an entrance or the like off the plan."""
    edition, stop = _to_draw(request, code, number)
    drawn = _plan_or_404(stop)
    get_object_or_404(drawn.marks, pk=mark_id)
    act = lambda: remove_mark(  # noqa: E731
        plan_id=drawn.pk, version=_version(request), mark_id=mark_id, by=person(request)
    )
    acted(request, act=act, done=_("It is off the plan."))
    return _back(edition, stop)


@organisers_page("POST")
def picture(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Lay a picture below the grid, or take it away."""
    edition, stop = _to_draw(request, code, number)
    drawn, by = _plan_or_404(stop), person(request)
    if "remove" in request.POST:
        acted(request, act=lambda: set_picture(plan_id=drawn.pk, picture="", by=by), done=_("The picture is gone."))
        return _back(edition, stop)
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            kept = keep_plan_picture(form.cleaned_data["picture"])
        except PictureRefused:
            form.add_error("picture", _("This picture cannot be read."))
        else:
            act = lambda: set_picture(plan_id=drawn.pk, picture=kept, by=by)  # noqa: E731
            return _answered(request, edition, stop, "picture", form, act, _("The picture lies below the plan."))
    return _page(request, edition, stop, {"picture": form}, status=422)


@organisers_page("POST")
def move(request: HttpRequest, code: str, number: int, stall: str) -> HttpResponse:
    """Draw a stall somewhere else."""
    edition, stop, drawn, found = _stall(request, code, number, stall)
    form = PlaceForm(request.POST)
    act = lambda: move_stall(  # noqa: E731
        plan_id=drawn.pk, version=_version(request), code=found.code, place=form.where(), by=person(request)
    )
    return _answered(request, edition, stop, "place", form, act, _("The stall stands there now."), chosen=found)


@organisers_page("POST")
def edit(request: HttpRequest, code: str, number: int, stall: str) -> HttpResponse:
    """Write what a stall is like."""
    edition, stop, drawn, found = _stall(request, code, number, stall)
    form = StallForm(request.POST)
    act = lambda: edit_stalls(  # noqa: E731
        plan_id=drawn.pk, codes=[found.code], values=form.values(), by=person(request)
    )
    return _answered(request, edition, stop, "stall", form, act, _("Written."), chosen=found)


@organisers_page("POST")
def remove(request: HttpRequest, code: str, number: int, stall: str) -> HttpResponse:
    """Take a stall away that nobody has."""
    edition, stop, drawn, found = _stall(request, code, number, stall)
    act = lambda: remove_stall(  # noqa: E731
        plan_id=drawn.pk, version=_version(request), code=found.code, by=person(request)
    )
    done = acted(request, act=act, done=_("The stall is off the plan."))
    return _back(edition, stop, None if done else found)


@organisers_page("POST")
def give(request: HttpRequest, code: str, number: int, stall: str) -> HttpResponse:
    """Give a stall to somebody for all days of the stop."""
    edition, stop, _drawn, found = _stall(request, code, number, stall)
    form = GiveForm(request.POST, coming=_coming(stop))

    def act() -> None:
        days = EditionDay.objects.filter(stop=stop).values_list("pk", flat=True)
        assign_stall(
            stall_id=found.pk,
            participation_id=form.cleaned_data["participation"].pk,
            day_ids=list(days),
            by=person(request),
        )

    return _answered(request, edition, stop, "give", form, act, _("The stall is given."), chosen=found)


@organisers_page("POST")
def free(request: HttpRequest, code: str, number: int, stall: str) -> HttpResponse:
    """Take a stall from who has it, on all days on which nothing was sold there."""
    edition, stop, _drawn, found = _stall(request, code, number, stall)
    held = StallAssignment.objects.filter(
        stall=found, day__stop=stop, participation__public_id=request.POST.get("participation", "")
    ).order_by("day__day")

    def act() -> None:
        for assignment in held:
            free_stall(assignment_id=assignment.pk, by=person(request))

    acted(request, act=act, done=_("The stall is free."))
    return _back(edition, stop, found)


@organisers_page("POST")
def bring(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Draw many stalls from a list: all of them, or all that are right."""
    edition, stop = _to_draw(request, code, number)
    form, drawn = FileForm(request.POST, request.FILES), _plan_or_404(stop)
    if not form.is_valid():
        return _page(request, edition, stop, {"file": form}, status=422)
    places = PlanPlace.objects.filter(plan=drawn).select_related("stall")
    taken = {each.stall.code: Area(each.column, each.row, each.width, each.height) for each in places}
    try:
        found = read_stalls(form.cleaned_data["file"], columns=drawn.columns, taken=taken)
    except UnreadableList:
        form.add_error("file", _("This list cannot be read. It needs a row of heads with “code” among them."))
        return _page(request, edition, stop, {"file": form}, status=422)
    if found.bad and "only_good" not in request.POST:
        return _page(request, edition, stop, {"file": form}, bad=found, status=422)
    text = ngettext("%(count)d stall is drawn.", "%(count)d stalls are drawn.", len(found.good))
    return _answered(
        request,
        edition,
        stop,
        "file",
        form,
        lambda: _draw_found(drawn, found, request),
        text % {"count": len(found.good)},
    )


def _draw_found(drawn: Plan, found: ReadStalls, request: HttpRequest) -> None:
    """Draw what a list holds on a plan that grows downwards as far as it must."""
    by = person(request)
    rows = max([drawn.rows, *(new.place.row + new.place.height for new in found.good)])
    version = _version(request)
    if rows > drawn.rows:
        sized = {"columns": drawn.columns, "rows": rows, "square_cm": drawn.square_cm}
        version = draw_plan(stop_id=drawn.stop_id, values=sized, by=by).version
    draw_stalls(plan_id=drawn.pk, version=version, stalls=found.good, by=by)


@organisers_page("POST")
def propose(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Have a proposal made of who stands where."""
    edition, stop = _to_draw(request, code, number)
    acted(
        request,
        act=lambda: order_stall_proposal(stop_id=stop.pk, by=person(request)),
        done=_("The proposal is being made."),
    )
    return _back(edition, stop)


@organisers_page("POST")
def take(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give the stalls as the proposal says."""
    edition, stop = _to_draw(request, code, number)
    state = stall_proposal_at(stop)
    if state is None or not state.is_there or str(state.entry.pk) != request.POST.get("proposal"):
        acted(request, act=lambda: None, done=_("There is another proposal by now: look at it first."))
        return _back(edition, stop)
    told: list[str] = []

    def act() -> None:
        taken = take_stall_proposal(stop_id=stop.pk, entry_id=state.entry.pk, by=person(request))
        told.append(
            ngettext("%(count)d stall is given.", "%(count)d stalls are given.", taken.given) % {"count": taken.given}
        )
        if taken.gone:
            told.append(_("Given to somebody else meanwhile: %(codes)s.") % {"codes": ", ".join(taken.gone)})

    acted(request, act=act, done=lambda: " ".join(told))
    return _back(edition, stop)


def _to_draw(request: HttpRequest, code: str, number: int) -> tuple[Edition, Stop]:
    edition = to_prepare_or_404(request, code)
    return edition, stop_or_404(edition, number)


def _stall(request: HttpRequest, code: str, number: int, stall: str) -> tuple[Edition, Stop, Plan, Stall]:
    edition, stop = _to_draw(request, code, number)
    drawn = _plan_or_404(stop)
    return edition, stop, drawn, get_object_or_404(Stall, places__plan=drawn, code=stall)


def _plan_or_404(stop: Stop) -> Plan:
    return get_object_or_404(Plan, stop=stop)


def _stop_of(request: HttpRequest, edition: Edition) -> Stop | None:
    stops = list(Stop.objects.filter(edition=edition).select_related("commune", "edition").order_by("number"))
    return chosen_stop(stops, request.GET.get("stop", ""))


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else 0


def _coming(stop: Stop) -> Any:
    return Participation.objects.filter(stop=stop).coming().select_related("cooperative").order_by("pk")


def _back(edition: Edition, stop: Stop, chosen: Stall | None = None) -> HttpResponse:
    url = reverse("organiser:plan", args=[edition.code]) + f"?stop={stop.number}"
    return redirect(f"{url}&stall={chosen.code}#chosen" if chosen else url)


def _answered(
    request: HttpRequest,
    edition: Edition,
    stop: Stop,
    name: str,
    form: Any,
    act: Any,
    done: str,
    *,
    chosen: Stall | None = None,
) -> HttpResponse:
    """Back to the plan when it was done; else the plan with the form and what is wrong beside its fields."""
    if written(request, form, act=act, done=done):
        return _back(edition, stop, chosen)
    return _page(request, edition, stop, {name: form}, chosen=chosen, status=422)


def _page(
    request: HttpRequest,
    edition: Edition,
    stop: Stop | None,
    forms: dict[str, Any],
    *,
    chosen: Stall | None = None,
    bad: ReadStalls | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"stop": stop, "stop_tabs": _stop_tabs(edition, stop)}
    if stop is not None:
        context |= _drawn(request, edition, stop, forms, chosen)
        context |= {"bad": bad, "bad_rows": [(row, bad_row_text(row)) for row in bad.bad] if bad else []}
    return edition_page(request, "plan.html", edition, "plan", context | may(request, edition), status=status)


def _stop_tabs(edition: Edition, stop: Stop | None) -> list[dict[str, Any]]:
    stops = Stop.objects.filter(edition=edition).select_related("commune").order_by("number")
    url = reverse("organiser:plan", args=[edition.code])
    tabs = [{"url": f"{url}?stop={each.number}", "text": str(each), "current": each == stop} for each in stops]
    return tabs if len(tabs) > 1 else []


def _drawn(
    request: HttpRequest, edition: Edition, stop: Stop, forms: dict[str, Any], chosen: Stall | None
) -> dict[str, Any]:
    """Everything that the page of one stop shows: the drawing, the chosen stall, who has none, the proposal."""
    found = Plan.objects.filter(stop=stop).first()
    held = StallAssignment.objects.filter(day__stop=stop).select_related("stall", "participation__cooperative")
    given: dict[str, dict[str, Participation]] = {}
    for each in held.order_by("stall__code", "participation"):
        given.setdefault(each.stall.code, {})[each.participation.public_id] = each.participation
    labels = {code: ", ".join(str(one.cooperative) for one in who.values()) for code, who in given.items()}
    if chosen is None and found and (asked := request.GET.get("stall")):
        chosen = Stall.objects.filter(places__plan=found, code=asked).first()
    having = {one.pk for who in given.values() for one in who.values()}
    without = [one for one in _coming(stop) if one.pk not in having]
    url = reverse("organiser:plan", args=[edition.code]) + f"?stop={stop.number}&stall={{code}}#chosen"
    context = {
        "plan": found,
        "drawing": drawing_of(stop, labels=labels, url=url, given=set(given)),
        "labels": sorted(labels.items()),
        "marks": list(found.marks.all()) if found else [],
        "without": without[:SHOWN_WAITING],
        "without_count": len(without),
        "proposal": proposal_of(stop),
        "size": forms.get("size") or SizeForm(initial=_size_of(found)),
        "row": forms.get("row") or RowForm(),
        "mark": forms.get("mark") or MarkForm(),
        "file": forms.get("file") or FileForm(),
        "picture": forms.get("picture") or PictureForm(),
        "open_form": next(iter(forms), ""),
        "chosen": chosen,
        "chosen_code": chosen.code if chosen else "",
    }
    return context | (_chosen(found, chosen, given, stop, forms) if found and chosen else {})


def _chosen(
    found: Plan, chosen: Stall, given: dict[str, dict[str, Participation]], stop: Stop, forms: dict[str, Any]
) -> dict[str, Any]:
    place = PlanPlace.objects.get(plan=found, stall=chosen)
    where = {"column": place.column + 1, "row": place.row + 1, "width": place.width, "height": place.height}
    return {
        "who": list(given.get(chosen.code, {}).values()),
        "place": forms.get("place") or PlaceForm(initial=where),
        "stall": forms.get("stall") or StallForm.of(chosen),
        "give": forms.get("give") or GiveForm(coming=_coming(stop)),
    }


def _size_of(found: Plan | None) -> dict[str, int] | None:
    return {"columns": found.columns, "rows": found.rows, "square_cm": found.square_cm} if found else None

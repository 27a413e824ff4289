"""What the acts on a plan share: which stop and stall are meant, and the page that they come back to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.texts import LANGUAGES
from fairs.attendance.models import InstitutionalStand
from fairs.models import Edition, EditionDay, Participation, Stall, StallAssignment, Stop
from fairs.organiser.plan_words import coming_named, days_said, proposal_of
from fairs.organiser.views.frame import edition_page
from fairs.organiser.views.preparing import may, stop_or_404, to_prepare_or_404
from fairs.organiser.views.writing import written
from fairs.plan.drawing import drawing_of
from fairs.plan.forms import FileForm, GiveForm, MarkForm, PictureForm, PlaceForm, RowForm, SizeForm, StallForm
from fairs.plan.models import Plan, PlanPlace
from fairs.services import days_left

SHOWN_WAITING = 300


@dataclass(frozen=True, slots=True)
class Drawn:
    """The stop that is drawn on, its plan, and the stall that is meant where one is."""

    edition: Edition
    stop: Stop
    plan: Plan | None = None
    stall: Stall | None = None


@dataclass(slots=True)
class Given:
    """Who has which stall of a stop on which days, by the stalls' codes and the participations' names."""

    days: list[EditionDay]
    left: set[int]
    who: dict[str, dict[str, Participation]] = field(default_factory=dict)
    on: dict[tuple[str, str], list[EditionDay]] = field(default_factory=dict)
    institutions: dict[str, str] = field(default_factory=dict)

    def labels(self) -> dict[str, str]:
        """Who stands there in the days that are left."""
        told = dict(self.institutions)
        for code, who in self.who.items():
            names = [str(one.cooperative) for one in who.values() if self._stands(code, one)]
            if names:
                told[code] = ", ".join(names)
        return told

    def _stands(self, code: str, one: Participation) -> bool:
        return any(day.pk in self.left for day in self.on[code, one.public_id])

    def free_days(self, stall: Stall) -> list[EditionDay]:
        """The days that are left on which nobody has the stall, or all of them where it is shared."""
        standing = {} if stall.is_shared else self.who.get(stall.code, {})
        taken = {day.pk for one in standing for day in self.on[stall.code, one]}
        return [day for day in self.days if day.pk in self.left and day.pk not in taken]


def to_draw(request: HttpRequest, code: str, number: int) -> Drawn:
    """The stop, for who may draw it."""
    edition = to_prepare_or_404(request, code)
    stop = stop_or_404(edition, number)
    return Drawn(edition, stop, Plan.objects.filter(stop=stop).first())


def to_draw_on(request: HttpRequest, code: str, number: int) -> tuple[Drawn, Plan]:
    """The same where a plan was begun; without one there is nothing to draw on."""
    drawn = to_draw(request, code, number)
    return drawn, get_object_or_404(Plan, stop=drawn.stop)


def stall_of(plan: Plan, code: str) -> Stall | None:
    """The stall of this code on the plan; None when somebody took it away meanwhile."""
    return Stall.objects.filter(places__plan=plan, code=code).first()


def gone(request: HttpRequest, drawn: Drawn, code: str) -> HttpResponse:
    """Back to the plan, for who meant a stall that is on it no more."""
    messages.error(request, _("Stall %(code)s is not on the plan any more: somebody took it away.") % {"code": code})
    return back_to_plan(drawn)


def version_of(request: HttpRequest) -> int:
    """The plan as whoever draws saw it."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def back_to_plan(drawn: Drawn, *, at: str = "#chosen") -> HttpResponse:
    """The plan with the stall that is meant; `at` is empty where the message above the page is to be read first."""
    url = reverse("organiser:plan", args=[drawn.edition.code]) + f"?stop={drawn.stop.number}"
    return redirect(f"{url}&stall={drawn.stall.code}{at}" if drawn.stall else url)


def answered(
    request: HttpRequest,
    drawn: Drawn,
    name: str,
    form: Any,
    act: Callable[[], object],
    done: str,
    **more: Any,
) -> HttpResponse:
    """Back to the plan when it was done; else the plan with the form and what is wrong beside its fields."""
    if written(request, form, act=act, done=done):
        return back_to_plan(drawn)
    return plan_page(request, drawn, {name: form}, status=422, **more)


def plan_page(
    request: HttpRequest, drawn: Drawn, forms: Mapping[str, Any], *, status: int = 200, **more: Any
) -> HttpResponse:
    """The plan of a stop with its forms, those in `forms` as they were sent."""
    context = _page_of(drawn, forms) | {"bad": None, "bad_rows": [], "kept": ""} | more
    return edition_page(
        request, "plan.html", drawn.edition, "plan", context | may(request, drawn.edition), status=status
    )


def proposal_context(edition: Edition, stop: Stop, without: int, plan: Plan | None) -> dict[str, Any]:
    """What the part of the page says that tells who would stand where."""
    return {
        "edition": edition,
        "stop": stop,
        "proposal": proposal_of(stop, plan.version if plan else None),
        "without_count": without,
    }


def without_stall(stop: Stop) -> list[Participation]:
    """Those who come and have no stall on any day of the stop."""
    having = StallAssignment.objects.filter(day__stop=stop).order_by().values("participation")
    return list(_coming(stop).exclude(pk__in=having))


def stop_tabs(edition: Edition, stop: Stop | None) -> list[dict[str, Any]]:
    stops = Stop.objects.filter(edition=edition).select_related("commune").order_by("number")
    url = reverse("organiser:plan", args=[edition.code])
    tabs = [{"url": f"{url}?stop={each.number}", "text": str(each), "current": each == stop} for each in stops]
    return tabs if len(tabs) > 1 else []


def give_form(stop: Stop, stall: Stall, data: Any = None, *, given: Given | None = None) -> GiveForm:
    """The form that gives a stall, with those who come and the days of the stop."""
    given = given or given_at(stop)
    named = coming_named(list(_coming(stop)), given.who)
    return GiveForm(data, coming=named, days=given.days, free=given.free_days(stall))


def given_at(stop: Stop) -> Given:
    """Who has which stall, in three questions."""
    days = list(EditionDay.objects.filter(stop=stop).order_by("day"))
    by_pk = {day.pk: day for day in days}
    told = Given(days, {day.pk for day in days_left(stop)})
    held = StallAssignment.objects.filter(day__stop=stop).order_by("stall__code", "participation", "day__day")
    rows = list(held.values_list("stall__code", "participation", "day"))
    people = _with_names(Participation.objects).in_bulk({pk for _code, pk, _day in rows})
    for code, pk, day in rows:
        one = people[pk]
        told.who.setdefault(code, {})[one.public_id] = one
        told.on.setdefault((code, one.public_id), []).append(by_pk[day])
    stands = InstitutionalStand.objects.filter(stop=stop, ended_at__isnull=True, stall__isnull=False)
    told.institutions = dict(stands.values_list("stall__code", "name"))
    return told


def _coming(stop: Stop) -> Any:
    return _with_names(Participation.objects.filter(stop=stop).coming()).order_by("pk")


def _with_names(rows: Any) -> Any:
    """With whose they are; what is long or encrypted of the hundreds stays where it lies."""
    stories = [f"cooperative__story_{code}" for code in LANGUAGES]
    return rows.select_related("cooperative").defer("cooperative__story", *stories, "cooperative__phone")


def _page_of(drawn: Drawn, forms: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the page of one stop shows: the drawing, the chosen stall, who has none, the proposal."""
    edition, stop, plan, chosen = drawn.edition, drawn.stop, drawn.plan, drawn.stall
    given = given_at(stop)
    labels = given.labels()
    without = without_stall(stop)
    url = reverse("organiser:plan", args=[edition.code]) + f"?stop={stop.number}&stall={{code}}#chosen"
    context = {
        "stop_tabs": stop_tabs(edition, stop),
        "plan": plan,
        "drawing": drawing_of(stop, plan=plan, labels=labels, url=url, given=set(labels)),
        "labels": sorted(labels.items()),
        "marks": list(plan.marks.all()) if plan else [],
        "without": without[:SHOWN_WAITING],
        "size": forms.get("size") or SizeForm(initial=_size_of(plan)),
        "row": forms.get("row") or RowForm(),
        "mark": forms.get("mark") or MarkForm(),
        "file": forms.get("file") or FileForm(),
        "picture": forms.get("picture") or PictureForm(),
        "open_form": next(iter(forms), ""),
        "chosen": chosen,
        "chosen_code": chosen.code if chosen else "",
        **proposal_context(edition, stop, len(without), plan),
    }
    return context | (_chosen(plan, chosen, given, stop, forms) if plan and chosen else {})


def _chosen(plan: Plan, chosen: Stall, given: Given, stop: Stop, forms: Mapping[str, Any]) -> dict[str, Any]:
    place = PlanPlace.objects.get(plan=plan, stall=chosen)
    where = {"column": place.column + 1, "row": place.row + 1, "width": place.width, "height": place.height}
    who = given.who.get(chosen.code, {}).values()
    return {
        "who": [(one, days_said(given.on[chosen.code, one.public_id], given.days)) for one in who],
        "institution": given.institutions.get(chosen.code, ""),
        "can_be_given": not chosen.is_institutional and bool(given.free_days(chosen)),
        "place": forms.get("place") or PlaceForm(initial=where),
        "stall": forms.get("stall") or StallForm.of(chosen),
        "give": forms.get("give") or give_form(stop, chosen, given=given),
    }


def _size_of(plan: Plan | None) -> dict[str, int] | None:
    return {"columns": plan.columns, "rows": plan.rows, "square_cm": plan.square_cm} if plan else None

"""What the page of an edition's preparation says: the line of its phases, the next thing to do, what is missing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.formats.days import day_range_text, day_text, hour_text
from fairs.calls.fields import LANGUAGE_NAMES
from fairs.calls.naming import quota_name
from fairs.calls.readiness import Line
from fairs.calls.selectors import Applied, call_of
from fairs.calls.timeline import Phase, Step
from fairs.models import Stop
from fairs.services.editions import days_between

LATE = {
    "closes_at": lambda: _("The last day to apply is past."),
    "confirm_by": lambda: _("Places would still be confirmed when the doors open."),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next thing to do: a sentence, and where it is done."""

    text: str
    url: str = ""
    action: str = ""
    icon: str = "arrow-right"
    page: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the readiness list: what it says, and where it is mended."""

    text: str
    note: str
    state: str
    url: str
    action: str


def steps_of(stop: Stop, steps: Sequence[Step]) -> list[dict[str, str]]:
    """The phases of a stop for the component that draws steps."""
    return [{"title": str(step.phase.label), "state": step.state, "when": _when(stop, step)} for step in steps]


def next_step_of(
    stop: Stop, phase: Phase, missing: Sequence[str], applied: Applied, *, hidden: Collection[str] = ()
) -> NextStep | None:
    """What comes next at a stop; nothing once it is closed. It leads to no page that is `hidden` from the person."""
    found = _next_step(stop, phase, missing, applied)
    if found is None or found.page not in hidden:
        return found
    return NextStep(found.text)


def _next_step(stop: Stop, phase: Phase, missing: Sequence[str], applied: Applied) -> NextStep | None:
    code, number = stop.edition.code, stop.number
    call = call_of(stop)
    if phase == Phase.PREPARED:
        return _before_the_call(stop, missing)
    if phase == Phase.APPLICATIONS and call:
        come = ngettext("%(count)d application came in.", "%(count)d applications came in.", applied.sent)
        until = _("They can be sent until %(when)s.") % {"when": _moment(call.closes_at)}
        text = f"{come % {'count': applied.sent}} {until}"
        return NextStep(text, _url("committee", code), _("Look at the applications"), page="committee")
    if phase == Phase.CHOOSING and call:
        text = _("The committee gives its points and chooses. The answer was promised for %(day)s.")
        said = text % {"day": day_text(call.announces_at)}
        return NextStep(said, _url("committee", code), _("Go to the committee"), page="committee")
    if phase == Phase.ANNOUNCED and call:
        text = _("%(coming)d of %(chosen)d chosen have confirmed. They can until %(day)s.")
        facts = {"coming": applied.coming, "chosen": applied.chosen, "day": day_text(call.confirm_by)}
        return NextStep(text % facts, _url("committee", code), _("See who confirmed"), page="committee")
    after = {
        Phase.CONFIRMED: (_("Give the stalls to those who come."), "plan", _("Open the plan")),
        Phase.SET_UP: (_("Stalls are being built. Print what is missing."), "papers", _("Print the papers")),
        Phase.OPEN: (_("The doors are open."), "day", _("Arrivals and incidents")),
        Phase.OVER: (_("The stop is over. Close its figures."), "closing", _("Go to the closing")),
    }
    if phase not in after:
        return None
    text, name, action = after[phase]
    url = reverse("organiser:closing-stop", args=[code, number]) if name == "closing" else _url(name, code)
    return NextStep(text, url, action, page=name)


def lines_of(stop: Stop, lines: Sequence[Line]) -> list[Told]:
    """What each line says, and where it is mended."""
    return [_told(stop, line) for line in lines]


def _before_the_call(stop: Stop, missing: Sequence[str]) -> NextStep:
    code, number = stop.edition.code, stop.number
    call = call_of(stop)
    if call is None:
        url = reverse("organiser:call", args=[code, number])
        return NextStep(
            _("Write the call: from when to when, for how many stalls, by which criteria."), url, _("Write the call")
        )
    if call.opened_at:
        return NextStep(
            _("The call is ready. Organisations can apply from %(moment)s.") % {"moment": _moment(call.opens_at)}
        )
    if missing:
        said = ngettext(
            "%(count)d thing is missing before the call can open.",
            "%(count)d things are missing before the call can open.",
            len(missing),
        )
        return NextStep(said % {"count": len(missing)}, "#missing", _("See what is missing"), "list-checks")
    return NextStep(_("Everything is there. Open the call when you are sure."))


def _told(stop: Stop, line: Line) -> Told:
    text, note = _words(line)
    code, number = stop.edition.code, stop.number
    of_the_stop = {
        "call": ("call", _("Write the call")),
        "dates": ("call", _("Change the dates")),
        "text": ("call", _("Write the text")),
        "what_to_bring": ("call", _("Write the text")),
        "criteria": ("criteria", _("Weigh the criteria")),
        "quotas": ("quotas", _("Change the quotas")),
        "place": ("stop", _("Write the place")),
        "point": ("stop", _("Set the point")),
    }
    of_the_edition = {
        "stalls": ("plan", _("Add stalls")),
        "plan": ("plan", _("Draw the plan")),
        "committee": ("people", _("Appoint members")),
        "bodies": ("people", _("Name the bodies")),
    }
    state = "there" if line.is_there else "missing" if line.is_needed else "hint"
    if line.name in of_the_stop:
        name, action = of_the_stop[line.name]
        return Told(text, note, state, reverse(f"organiser:{name}", args=[code, number]), action)
    name, action = of_the_edition.get(line.name, ("", ""))
    return Told(text, note, state, _url(name, code) if name else "", action)


def _words(line: Line) -> tuple[str, str]:
    """What a line says, and what is wrong with it where something is."""
    named = {
        "call": _("The call is written"),
        "dates": _("The dates follow each other"),
        "text": _("The call is written in Arabic and French"),
        "criteria": _("The weights of the criteria come to 100"),
        "quotas": _("The quotas can be kept"),
        "stalls": _("There are as many stalls as the call gives"),
        "place": _("The place is named"),
        "committee": _("The committee has a member"),
        "bodies": _("The body that leads is named"),
        "point": _("The place has its point on the map"),
        "plan": _("The plan is drawn"),
        "published": _("The edition is in the calendar"),
        "what_to_bring": _("What to bring is written in Arabic and French"),
    }
    return named[line.name], "" if line.is_there else _wrong(line)


def _wrong(line: Line) -> str:
    facts = line.facts
    if line.name == "dates":
        return " ".join(LATE[name]() for name in facts["late"])
    if line.name in ("text", "what_to_bring"):
        return _("Missing: %(languages)s") % {
            "languages": ", ".join(str(LANGUAGE_NAMES[c]) for c in facts["languages"])
        }
    if line.name == "criteria":
        return _("They come to %(total)d.") % {"total": facts["weights"]}
    if line.name == "stalls":
        return _("%(stalls)d of %(capacity)d.") % {"stalls": facts["stalls"] or 0, "capacity": facts["capacity"]}
    if line.name == "quotas":
        return _("These ask for more organisations than there are stalls: %(quotas)s.") % {
            "quotas": ", ".join(quota_name(quota) for quota in facts["clash"])
        }
    return ""


def _when(stop: Stop, step: Step) -> str:
    if step.begins and step.ends and step.phase == Phase.OPEN:
        # Doors that close at midnight, or in the small hours, close on the day before.
        days = days_between(step.begins, step.ends, cut_off=stop.edition.business_day_ends)
        return day_range_text(days[0], days[-1])
    if step.begins and step.ends:
        return day_range_text(step.begins, step.ends)
    return day_text(step.begins) if step.begins else ""


def _moment(at: Any) -> str:
    return f"{day_text(at)}, {hour_text(at)}"


def _url(name: str, code: str) -> str:
    """The page of another part of the desk; empty where it does not stand."""
    try:
        return reverse(f"organiser:{name}", args=[code])
    except NoReverseMatch:
        return ""

"""Where a stop stands, computed from dates and from what people did: nothing of it is stored.

applications → choosing → announced → confirmed → set-up → open → closed
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from cooperatives import clock
from fairs.calls.enums import CallStatus
from fairs.calls.models import Call
from fairs.calls.selectors import call_of
from fairs.models import Stop


class Phase(TextChoices):
    """The phases of a stop in their order."""

    PREPARED = "prepared", pgettext_lazy("phase", "Being prepared")
    APPLICATIONS = "applications", pgettext_lazy("phase", "Applications")
    CHOOSING = "choosing", pgettext_lazy("phase", "The committee chooses")
    ANNOUNCED = "announced", pgettext_lazy("phase", "Announced, places are confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("phase", "Confirmed")
    SET_UP = "set_up", pgettext_lazy("phase", "Set-up")
    OPEN = "open", pgettext_lazy("phase", "The doors are open")
    OVER = "over", pgettext_lazy("phase", "Over, figures not closed")
    CLOSED = "closed", pgettext_lazy("phase", "Closed for good")


ORDER = list(Phase)
OF_THE_CALL = {CallStatus.OPEN: Phase.APPLICATIONS, CallStatus.SELECTING: Phase.CHOOSING}


@dataclass(frozen=True, slots=True)
class Step:
    """A phase on the line: whether it is over, now or to come, and from when to when it is."""

    phase: Phase
    state: str
    begins: datetime | None = None
    ends: datetime | None = None


def phase_of(stop: Stop) -> Phase:
    """What goes on at a stop now. The doors decide before the call does: they open whatever a committee does."""
    now = clock.now()
    if stop.settled_at:
        return Phase.CLOSED
    if now >= stop.ends_at:
        return Phase.OVER
    if now >= stop.starts_at:
        return Phase.OPEN
    if stop.sets_up_at and now >= stop.sets_up_at:
        return Phase.SET_UP
    call = call_of(stop)
    if call is None:
        return Phase.PREPARED
    if call.announced_at:
        return Phase.ANNOUNCED if now < call.confirm_by else Phase.CONFIRMED
    return OF_THE_CALL.get(call.status, Phase.PREPARED)


def timeline_of(stop: Stop) -> list[Step]:
    """Every phase of a stop with its state; those of a call are left out where the doors opened without one."""
    now_at = phase_of(stop)
    call = call_of(stop)
    with_call = call is not None or now_at == Phase.PREPARED
    of_a_call: set[Phase] = {Phase.APPLICATIONS, Phase.CHOOSING, Phase.ANNOUNCED, Phase.CONFIRMED}
    left_out = of_a_call if not with_call else set()
    if now_at != Phase.OVER:
        left_out = left_out | {Phase.OVER}
    shown = [phase for phase in ORDER if phase not in left_out]
    return [Step(phase, _state(phase, now_at), *_when(phase, stop, call)) for phase in shown]


def _state(phase: Phase, now_at: Phase) -> str:
    if phase == now_at:
        return "done" if phase == Phase.CLOSED else "now"
    return "done" if ORDER.index(phase) < ORDER.index(now_at) else "next"


def _when(phase: Phase, stop: Stop, call: Call | None) -> tuple[datetime | None, datetime | None]:
    dates: dict[Phase, tuple[datetime | None, datetime | None]] = {
        Phase.SET_UP: (stop.sets_up_at, None),
        Phase.OPEN: (stop.starts_at, stop.ends_at),
        Phase.CLOSED: (stop.settled_at, None),
    }
    if call is not None:
        dates |= {
            Phase.APPLICATIONS: (call.opens_at, call.closes_at),
            Phase.CHOOSING: (call.closes_at, call.announced_at or call.announces_at),
            Phase.ANNOUNCED: (call.announced_at or call.announces_at, call.confirm_by),
        }
    return dates.get(phase, (None, None))

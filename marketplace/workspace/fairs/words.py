"""Where an application stands, in one plain sentence, with what to do next; and why something was refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cooperatives import clock
from cooperatives.audit.services import ForbiddenMove
from fairs.applications import exceptions
from fairs.applications.enums import AppealOutcome, ApplicationStatus
from fairs.applications.models import Appeal, Application
from fairs.applications.selectors import ranks_in_lists
from fairs.calls.enums import CallStatus
from fairs.calls.models import Call
from fairs.enums import ParticipationStatus
from fairs.services.editions import EditionSettled, StopSettled
from fairs.services.participations import CooperativeSuspended, ProductOfAnother
from marketplace.templatetags.day_text import day, moment

# What a person may be told instead of doing what they wanted.
REFUSALS = (
    exceptions.AnswerTooLate,
    exceptions.AppealedBefore,
    exceptions.AppliedAlready,
    exceptions.CallNotOpen,
    exceptions.CrossedOut,
    exceptions.NotApproved,
    exceptions.NotChangeable,
    exceptions.NothingToAnswer,
    exceptions.NothingToShow,
    exceptions.StopOver,
    exceptions.TooManyStalls,
    CooperativeSuspended,
    EditionSettled,
    ForbiddenMove,
    ProductOfAnother,
    StopSettled,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """An application with its state in a sentence; `next` is what to do now, and empty where there is nothing."""

    application: Application
    tone: str
    icon: str
    sentence: str
    next: str = ""

    @property
    def label(self) -> str:
        """Two words, for a badge."""
        return str(self.application.get_status_display())


def standings_of(applications: Sequence[Application]) -> list[Standing]:
    """Where each of them stands; one query more where some wait."""
    ranks = ranks_in_lists(applications)
    return [standing_of(application, rank=ranks.get(application.pk, 0)) for application in applications]


def standing_of(application: Application, *, rank: int = 0) -> Standing:
    """Where one stands; `rank` is its turn in the waiting list."""
    tone, icon, sentence, next_ = _said(application, rank)
    return Standing(application, tone, icon, sentence, next_)


def _said(application: Application, rank: int) -> tuple[str, str, str, str]:
    status, call = application.status, application.call
    if status in (ApplicationStatus.DRAFT, ApplicationStatus.SENT, ApplicationStatus.WITHDRAWN):
        return _before(status, call)
    if status in (ApplicationStatus.SELECTED, ApplicationStatus.OFFERED):
        return _to_answer(application)
    if status == ApplicationStatus.CONFIRMED:
        return _coming(application)
    match status:
        case ApplicationStatus.WAITING:
            waiting = _("You are number %(rank)s on the waiting list.") % {"rank": rank}
            return "blue", "list", waiting, _("If a place falls free we write to you at once.")
        case ApplicationStatus.REFUSED:
            return "terracotta", "circle-x", _("You were not chosen this time."), _("Read why.")
        case ApplicationStatus.GIVEN_UP:
            return "", "undo-2", _("You gave up your place."), ""
    return "terracotta", "hourglass", _("No answer came in time, so your place went to the next."), ""


def _before(status: str, call: Call) -> tuple[str, str, str, str]:
    """Nothing was announced yet."""
    is_open, until = call.status == CallStatus.OPEN, {"moment": moment(call.closes_at)}
    if status == ApplicationStatus.DRAFT:
        if is_open:
            return "saffron", "pencil", _("Begun, but not sent yet."), _("Send it before %(moment)s.") % until
        return "", "pencil", _("It was not sent before applications ended."), ""
    if status == ApplicationStatus.WITHDRAWN:
        again = _("You can apply again until %(moment)s.") % until if is_open else ""
        return "", "undo-2", _("You took it back."), again
    if is_open:
        return "green", "send", pgettext("application", "Sent."), _("You can change it until %(moment)s.") % until
    answer = _("The answer comes by %(day)s.") % {"day": day(call.announces_at)}
    return "green", "hourglass", _("Sent. The committee is choosing."), answer


def _to_answer(application: Application) -> tuple[str, str, str, str]:
    if _is_called_off(application):
        return "terracotta", "circle-x", *_called_off()
    if not is_asked(application):
        return "terracotta", "hourglass", _("The time to answer is over."), ""
    until = {"moment": moment(application.answer_by) if application.answer_by else ""}
    if application.status == ApplicationStatus.OFFERED:
        return "saffron", "bell", _("A place fell free for you."), _("Say yes or no before %(moment)s.") % until
    return "saffron", "bell", _("You are chosen."), _("Say that you come before %(moment)s.") % until


def is_asked(application: Application) -> bool:
    """Whether a place waits for the organisation's answer, and there is time left."""
    in_time = application.answer_by is not None and application.answer_by > clock.now()
    return in_time and not _is_called_off(application)


def _coming(application: Application) -> tuple[str, str, str, str]:
    if _is_called_off(application):
        return "terracotta", "circle-x", *_called_off()
    stalls = application.stalls_granted
    sentence = ngettext("You come, with %(stalls)s stall.", "You come, with %(stalls)s stalls.", stalls)
    return "green", "circle-check", sentence % {"stalls": stalls}, _("Look where your stall is and what to bring.")


def _called_off() -> tuple[str, str]:
    return _("The organisers wrote that you do not come."), _("If that is wrong, call them.")


def _is_called_off(application: Application) -> bool:
    participation = application.participation
    return participation is not None and participation.status == ParticipationStatus.WITHDRAWN


def appeal_text(appeal: Appeal) -> str:
    """What became of an appeal."""
    match appeal.outcome:
        case AppealOutcome.UPHELD:
            return _("You were right: the committee changed its decision.")
        case AppealOutcome.REJECTED:
            return _("The committee looked again, and its decision stays.")
    return _("The committee is looking at it again.")


def refusal_of(refusal: Exception) -> str:
    """What a person reads about it, and what to do."""
    match refusal:
        case exceptions.CallNotOpen():
            return closed_text(refusal.call)
        case exceptions.TooManyStalls():
            most = refusal.most
            return ngettext("%(most)s stall at most.", "%(most)s stalls at most.", most) % {"most": most}
        case exceptions.AnswerTooLate():
            return _("The time to answer is over, and the place went to the next.")
        case exceptions.CrossedOut():
            return " ".join(_called_off())
        case exceptions.NothingToShow():
            return _("Touch what you will show, or write it, and send it then.")
        case exceptions.AppliedAlready():
            return _("You applied here already.")
        case exceptions.AppealedBefore():
            return _("You asked already: it can be done once.")
        case exceptions.NotApproved():
            return _("You can apply when your papers are checked.")
        case CooperativeSuspended():
            return _("Your cooperative is suspended: it cannot apply or come until that ends. Call us.")
        case ProductOfAnother():
            return _("One of the products is not yours any more: choose again.")
        case exceptions.StopOver() | EditionSettled() | StopSettled():
            return _("This is over.")
    return _("Something changed meanwhile: look at where your application stands now.")


def closed_text(call: Call) -> str:
    """Why nobody can apply to a call now."""
    match call.status:
        case CallStatus.PREPARED | CallStatus.TO_OPEN:
            return _("Applications open on %(moment)s.") % {"moment": moment(call.opens_at)}
    return _("Applications ended on %(moment)s: nothing more can be sent. What you wrote stays here.") % {
        "moment": moment(call.closes_at)
    }

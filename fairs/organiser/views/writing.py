"""Forms that end in one service: what was refused is said beside its field, and what was typed stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperatives.formats.days import day_text
from fairs import services
from fairs.calls import exceptions as calls
from fairs.calls.forms import DATE_TEXTS
from fairs.organiser.once import act_once
from fairs.organiser.views.once import say_once
from fairs.plan import exceptions as plans


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a person reads when a service or a constraint refused, and beside which field."""

    text: Any
    field: str | Callable[[Any], str] | None = None

    def said(self, error: Exception) -> tuple[str | None, Any]:
        field = self.field(error) if callable(self.field) else self.field
        return field, self.text(error) if callable(self.text) else self.text


# By the exception that a service raises, or by the name of the database's constraint.
REFUSALS: Mapping[Any, Refusal] = {
    services.EditionSettled: Refusal(_("This edition is settled: nothing of it changes any more.")),
    services.StopSettled: Refusal(_("This stop is settled: nothing of it changes any more.")),
    services.CodeTaken: Refusal(_("Another edition has this code."), "code"),
    "edition_code_key": Refusal(_("Another edition has this code."), "code"),
    "fairs_edition_code_key": Refusal(_("Another edition has this code."), "code"),
    "fairs_programme_code_key": Refusal(_("Another programme has this code."), "code"),
    services.EditionHasSales: Refusal(
        _("Something was sold already by what stands here: it cannot change."), lambda error: error.field
    ),
    services.StopOutsideEdition: Refusal(_("Every stop lies between the edition's first and last hour."), "ends_at"),
    services.StopsOverlap: Refusal(_("Another stop of this edition is open at that time."), "starts_at"),
    "stop_never_overlaps_its_siblings": Refusal(_("Another stop of this edition is open at that time."), "starts_at"),
    # An edition's one stop goes with its dates, and its set-up does not.
    "stop_set_up_before_it_begins": Refusal(
        _("The stop's set-up would begin after the doors open: change it first."), "starts_at"
    ),
    services.DaysInUse: Refusal(
        lambda error: (
            gettext("Stalls are given for days that would fall away: %(days)s. Free them first.")
            % {"days": ", ".join(day_text(day) for day in error.days)}
        ),
        "ends_at",
    ),
    services.DaysTold: Refusal(
        lambda error: (
            gettext("Something was written down on days that would fall away: %(days)s. They stay in the dates.")
            % {"days": ", ".join(day_text(day) for day in error.days)}
        ),
        "ends_at",
    ),
    services.AlreadyAppointed: Refusal(_("Who has this number has this role there already."), "phone"),
    services.AppointmentEnded: Refusal(_("This role ended before.")),
    calls.AlreadyAnnounced: Refusal(_("The choice was announced: this does not change any more.")),
    calls.AlreadyOpen: Refusal(_("The call was opened a moment ago.")),
    calls.NotOpen: Refusal(_("Applications are not being taken now: the deadline stays."), "closes_at"),
    calls.CallThere: Refusal(_("This stop has its call already.")),
    calls.FixedByOpening: Refusal(_("Organisations rely on this since the call opened."), lambda error: error.field),
    calls.DeadlineShortened: Refusal(
        _("The deadline can be later, not earlier: organisations rely on it."), "closes_at"
    ),
    calls.DatesDisordered: Refusal(lambda error: DATE_TEXTS[error.field], lambda error: error.field),
    calls.DeadlineOver: Refusal(_("This moment is past."), "closes_at"),
    calls.LateForTheStop: Refusal(_("The doors open before that: places must be confirmed earlier."), "confirm_by"),
    calls.MoreThanStalls: Refusal(
        lambda error: gettext("The edition has %(number)d stalls to give.") % {"number": error.stalls}, "capacity"
    ),
    calls.ScoringBegan: Refusal(_("The committee gives points by these criteria already: they stay.")),
    calls.WeightsNotWhole: Refusal(
        lambda error: gettext("The weights come to %(total)d: they must come to 100.") % {"total": error.total}
    ),
    calls.QuotaThere: Refusal(_("There is a quota for this group already."), "kind"),
    "quota_once": Refusal(_("There is a quota for this group already."), "kind"),
    calls.NotReady: Refusal(_("Something is missing: the call was not opened.")),
    calls.BodyThere: Refusal(_("This body is in the list already."), "body"),
    "editionbody_once": Refusal(_("This body is in the list already."), "body"),
    calls.AnotherLeads: Refusal(_("Another body leads this edition already."), "part"),
    "editionbody_one_leads": Refusal(_("Another body leads this edition already."), "part"),
    calls.PeopleActForIt: Refusal(_("People act for this body here: end their roles first.")),
    calls.BodyOutside: Refusal(_("This body does not organise the edition."), "body"),
    calls.LastOwner: Refusal(_("Nobody else would answer for the edition: appoint another organiser first.")),
    calls.MonthsTaken: Refusal(_("Each of these months has its stop already."), "last"),
    calls.OnlyStop: Refusal(_("An edition has one stop at least: change this one instead.")),
    calls.StopInUse: Refusal(
        _("The call of this stop was opened, or somebody comes to it: it stays. Change its dates instead.")
    ),
    calls.EditionOver: Refusal(_("This day is past."), "first_day"),
    plans.PlanChanged: Refusal(_("Somebody else drew a moment ago: look at the plan again, then repeat it.")),
    plans.OutsidePlan: Refusal(
        lambda error: gettext("This would stand outside the plan: %(codes)s.") % {"codes": ", ".join(error.codes)},
        "column",
    ),
    plans.PlaceTaken: Refusal(
        lambda error: (
            gettext("%(code)s would stand where %(others)s stands.")
            % {"code": error.codes[0], "others": ", ".join(error.codes[1:])}
        ),
        "column",
    ),
    "planplace_never_overlaps": Refusal(_("Another stall stands there."), "column"),
    plans.CodesTaken: Refusal(
        lambda error: gettext("On the plan already: %(codes)s.") % {"codes": ", ".join(error.codes)}, "first"
    ),
    plans.StallIsGiven: Refusal(
        lambda error: (
            gettext("This stall is given to %(names)s: %(days)s. Free it first: choose it and press “Free the stall”.")
            % {"names": ", ".join(error.names), "days": ", ".join(day_text(day) for day in error.days)}
            if error.days
            else gettext("An institution stands at this stall: %(names)s. End its stand first, among the stands.")
            % {"names": ", ".join(error.names)}
        )
    ),
    plans.OldProposal: Refusal(_("There is another proposal by now, or this one was taken over: look at it first.")),
    services.SharedAtOnce: Refusal(
        _("Several stand there on the same day: free the stall for all but one first."), "is_shared"
    ),
    services.StallEnded: Refusal(_("This stall was taken away: choose another one."), "participation"),
    "stallassignment_of_a_stall_in_use": Refusal(_("This stall was taken away: choose another one."), "participation"),
    "stall_institutional_is_given_to_nobody": Refusal(
        _("Somebody has this stall: free it before an institution gets it."), "is_institutional"
    ),
    "stall_institutional_is_not_shared": Refusal(_("A shared stall is not for an institution."), "is_institutional"),
    services.StallTaken: Refusal(
        lambda error: (
            gettext("This stall is given to another on: %(days)s.")
            % {"days": ", ".join(day_text(day) for day in error.days)}
        ),
        "participation",
    ),
    "stallassignment_unshared_given_once_a_day": Refusal(
        _("This stall was given to somebody a moment ago."), "participation"
    ),
    services.AllStallsGiven: Refusal(
        lambda error: (
            gettext("This organisation has as many stalls as it was granted on: %(days)s.")
            % {"days": ", ".join(day_text(day) for day in error.days)}
        ),
        "participation",
    ),
    "stallassignment_one_stall_a_day": Refusal(
        _("This organisation has as many stalls as it was granted."), "participation"
    ),
    "stallassignment_not_of_an_institution": Refusal(_("This stall is kept for an institution."), "participation"),
    services.ParticipationWithdrawn: Refusal(_("This cooperative does not come."), "participation"),
    services.SoldThere: Refusal(_("Something was sold there: who stood there is part of the figures.")),
}
EXPECTED: tuple[type[Exception], ...] = (IntegrityError, *(key for key in REFUSALS if isinstance(key, type)))


def said(error: Exception) -> tuple[str | None, Any] | None:
    """Beside which field a person reads what about `error`; None for a fault."""
    key: Any = type(error)
    if isinstance(error, IntegrityError):
        key = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    refusal = REFUSALS.get(key)
    return refusal.said(error) if refusal else None


def written(request: HttpRequest, form: Any, *, act: Callable[[], object], done: str) -> bool:
    """Whether `act` was done with what the form holds; else the form says beside its fields what is wrong."""
    if not form.is_valid():
        return False
    try:
        made = act_once(request.POST, action=_name(request), act=lambda: (act(),))
    except EXPECTED as error:
        refusal = said(error)
        if refusal is None:
            raise
        _beside(form, *refusal)
        return False
    say_once(request, made is not None, done)
    return True


def acted(request: HttpRequest, *, act: Callable[[], object], done: str | Callable[[], str]) -> bool:
    """Whether an act that asks for nothing was done; why it was refused is said above the page."""
    try:
        made = act_once(request.POST, action=_name(request), act=lambda: (act(),))
    except EXPECTED as error:
        refusal = said(error)
        if refusal is None:
            raise
        messages.error(request, str(refusal[1]))
        return False
    say_once(request, made is not None, done() if callable(done) else done)
    return True


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.url_name if match else "")[:40]


def _beside(form: Any, field: str | None, text: Any) -> None:
    if isinstance(form, forms.BaseFormSet):
        form.non_form_errors().append(text)
    else:
        form.add_error(field if field in form.fields else None, text)

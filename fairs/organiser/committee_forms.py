"""What a committee types: filters, points, decisions with their reasons, the announcement, minutes, answers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from cooperatives import clock
from cooperatives.enums import OrganisationKind, Sector
from cooperatives.territory.models import Province
from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Application
from fairs.business_days import CASABLANCA
from fairs.calls.models import Criterion
from fairs.selection.appeals import Answer
from fairs.selection.deciding import Choice
from fairs.selection.enums import DecisionOutcome, RefusalReason
from fairs.selection.judging import Given
from fairs.selection.minutes import Meeting
from fairs.selection.models import CommonScore, Decision, Score
from fairs.selection.readiness import Problem, Readiness
from fairs.selection.selectors import Wanted

# So many points stand side by side as buttons; more are written.
MOST_BUTTONS = 10
EVERYTHING = ("", pgettext_lazy("filter", "All"))
READY = [("", _("None of these: my own words below")), *RefusalReason.choices]
WORDS = forms.Textarea(attrs={"rows": 3})
NUMBER = {"inputmode": "numeric", "dir": "ltr"}
FROM_ONE = {"invalid": _("Write a whole number."), "min_value": _("Write 1, or more.")}


class ApplicationsFilter(forms.Form):
    """Which applications are listed; what makes no sense is left out."""

    q = forms.CharField(label=_("Name"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    province = forms.ChoiceField(label=_("Province"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[EVERYTHING, *Sector.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[EVERYTHING, *OrganisationKind.choices])
    status = forms.ChoiceField(label=_("State"), required=False)
    is_first_time = forms.BooleanField(label=_("First time only"), required=False)

    def __init__(self, *args: Any, provinces: Sequence[Province], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [EVERYTHING, *((province.pk, str(province)) for province in provinces)]
        cast(forms.ChoiceField, self.fields["province"]).choices = choices
        states = [choice for choice in ApplicationStatus.choices if choice[0] != ApplicationStatus.DRAFT]
        cast(forms.ChoiceField, self.fields["status"]).choices = [EVERYTHING, *states]

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data) if self.is_valid() else Wanted()


def _points_field(criterion: Criterion) -> forms.Field:
    if criterion.highest <= MOST_BUTTONS:
        choices = [("", "–"), *((str(points), str(points)) for points in range(criterion.highest + 1))]
        return forms.TypedChoiceField(
            label=str(criterion),
            choices=choices,
            required=False,
            widget=forms.RadioSelect,
            coerce=int,
            empty_value=None,
        )
    return forms.IntegerField(
        label=str(criterion),
        required=False,
        min_value=0,
        max_value=criterion.highest,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={
            "invalid": _("Write a whole number."),
            "min_value": _("Points are 0 or more."),
            "max_value": _("The highest points by this criterion are %(limit_value)s."),
        },
    )


class PointsForm(forms.Form):
    """A member's points for one application, with a note for each criterion."""

    def __init__(self, *args: Any, criteria: Sequence[Criterion], given: Mapping[int, Score], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            score = given.get(criterion.pk)
            points = _points_field(criterion)
            points.initial = "" if score is None else score.points
            self.fields[f"points-{criterion.pk}"] = points
            self.fields[f"note-{criterion.pk}"] = forms.CharField(
                label=_("Note"), max_length=300, required=False, initial=score.note if score else ""
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each criterion with its two fields."""
        return [
            {
                "criterion": criterion,
                "points": self[f"points-{criterion.pk}"],
                "note": self[f"note-{criterion.pk}"],
                "has_buttons": criterion.highest <= MOST_BUTTONS,
            }
            for criterion in self.criteria
        ]

    def given(self) -> dict[int, Given]:
        read = self.cleaned_data
        return {
            criterion.pk: Given(read.get(f"points-{criterion.pk}"), read[f"note-{criterion.pk}"])
            for criterion in self.criteria
        }

    def clean(self) -> dict[str, Any]:
        read = super().clean() or {}
        for criterion in self.criteria:
            note, points = read.get(f"note-{criterion.pk}"), f"points-{criterion.pk}"
            if note and read.get(points) is None and points not in self.errors:
                self.add_error(points, _("A note is kept with points: give some."))
        return read


class StandAsideForm(forms.Form):
    """Why a member should not judge an application."""

    reason = forms.CharField(
        label=_("Why should you not judge it?"),
        max_length=200,
        error_messages={"required": _("Say why: it stands in the log.")},
    )


class EndScoringForm(forms.Form):
    """That whoever ends scoring means it."""

    means_it = forms.BooleanField(
        label=_("I know that sheets not handed in do not count."),
        error_messages={"required": _("Tick this box to end scoring.")},
    )


class AgreedForm(forms.Form):
    """What the committee agreed on by one criterion, or nothing: then the mean counts again."""

    points = forms.IntegerField(
        label=_("Points agreed on"),
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs=NUMBER | {"size": 4}),
        error_messages={"invalid": _("Write a whole number."), "min_value": _("Points are 0 or more.")},
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, *args: Any, criterion: Criterion, common: CommonScore | None, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"prefix": f"agreed-{criterion.pk}"}))
        self.criterion = criterion
        if common:
            self.initial = {"points": common.points, "reason": common.reason}

    def clean(self) -> dict[str, Any]:
        read = super().clean() or {}
        points = read.get("points")
        if points is not None and points > self.criterion.highest:
            said = _("The highest points by this criterion are %(limit_value)s.")
            self.add_error("points", said % {"limit_value": self.criterion.highest})
        elif points is not None and not read.get("reason"):
            self.add_error("reason", _("Write why the committee agreed on these points."))
        return read

    def given(self) -> Given:
        return Given(self.cleaned_data.get("points"), self.cleaned_data.get("reason", ""))


class ProposeForm(forms.Form):
    """How long the waiting list is to be."""

    waiting = forms.IntegerField(
        label=_("How many on the waiting list"),
        min_value=0,
        max_value=1000,
        widget=forms.TextInput(attrs=NUMBER | {"size": 5}),
        error_messages={
            "required": _("Write how many; 0 for no waiting list."),
            "invalid": _("Write a whole number."),
        },
    )


class ReasonForm(forms.Form):
    """A sentence of the house, the committee's own words, or both."""

    ready = forms.ChoiceField(
        label=_("Reason, as the applicant reads it in their language"), choices=READY, required=False
    )
    reason = forms.CharField(label=_("In your own words"), max_length=1000, required=False, widget=WORDS)

    def clean(self) -> dict[str, Any]:
        read = super().clean() or {}
        if not read.get("ready") and not read.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose a reason or write one."))
        return read


class DecisionForm(ReasonForm):
    """What a person decides about one application."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=DecisionOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is decided."), "invalid_choice": _("Choose what is decided.")},
    )
    stalls = forms.IntegerField(
        label=_("Stalls, where it comes"),
        required=False,
        min_value=1,
        error_messages=FROM_ONE,
        widget=forms.TextInput(attrs=NUMBER | {"size": 4}),
    )
    position = forms.IntegerField(
        label=_("Place in the waiting list, where it waits"),
        required=False,
        min_value=1,
        error_messages=FROM_ONE,
        help_text=_("Empty: behind all others."),
        widget=forms.TextInput(attrs=NUMBER | {"size": 4}),
    )
    field_order = ("outcome", "stalls", "position", "ready", "reason")

    def __init__(self, *args: Any, application: Application, decision: Decision | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        self.initial = {"stalls": application.stalls_wanted}
        if decision:
            self.initial |= {
                "outcome": decision.outcome,
                "stalls": decision.stalls or application.stalls_wanted,
                "position": decision.waiting_position,
                "ready": decision.facts.get("ready", ""),
                "reason": decision.reason,
            }

    def clean_stalls(self) -> int | None:
        stalls: int | None = self.cleaned_data["stalls"]
        if stalls is not None and stalls > self.application.stalls_wanted:
            raise forms.ValidationError(
                _("It asks for %(count)s: no more can be given.") % {"count": self.application.stalls_wanted}
            )
        return stalls

    def choice(self) -> Choice:
        read = self.cleaned_data
        return Choice(**(read | {"outcome": DecisionOutcome(read["outcome"])}))


class AnnounceForm(forms.Form):
    """What whoever announces says yes to."""

    breach_reason = forms.CharField(
        label=_("Why the quotas are not kept"),
        max_length=500,
        widget=WORDS,
        error_messages={"required": _("Say why: it stands in the log and in the minutes.")},
    )
    leaves_unfilled = forms.BooleanField(error_messages={"required": _("Tick this box, or give the places.")})
    means_it = forms.BooleanField(
        label=_("Every applicant is told. After this the decisions never change."),
        error_messages={"required": _("Tick this box to announce.")},
    )

    def __init__(self, *args: Any, readiness: Readiness, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Problem.QUOTAS_BROKEN not in readiness.asked:
            del self.fields["breach_reason"]
        if Problem.UNFILLED not in readiness.asked:
            del self.fields["leaves_unfilled"]
        else:
            unfilled = readiness.filling.unfilled
            said = ngettext(
                "Announce with %(count)s stall not given", "Announce with %(count)s stalls not given", unfilled
            )
            self.fields["leaves_unfilled"].label = said % {"count": unfilled}
            if readiness.filling.waiting:
                self.fields["leaves_unfilled"].help_text = _(
                    "They are offered at once to the waiting list, from its top. "
                    "If fewer stalls are to be given, write so in the call first."
                )


class MinutesForm(forms.Form):
    """Where and when the committee met, and who was there."""

    day = forms.DateField(
        label=_("Day of the meeting"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    hour = forms.TimeField(label=_("Hour"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Place of the meeting"), max_length=160)
    present = forms.CharField(
        label=_("Who was there"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        help_text=_("One person a line: the name, a comma, the function."),
        error_messages={"required": _("Write who was there: they sign.")},
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean_present(self) -> list[tuple[str, str]]:
        lines = [line.replace("،", ",").partition(",") for line in self.cleaned_data["present"].splitlines()]
        present = [(name.strip()[:80], function.strip()[:80]) for name, _comma, function in lines if name.strip()]
        if not present:
            raise forms.ValidationError(_("Write who was there: they sign."))
        return present

    def meeting(self) -> Meeting:
        read = self.cleaned_data
        day: date = read["day"]
        hour: time = read["hour"]
        met_at = datetime.combine(day, hour, tzinfo=CASABLANCA)
        return Meeting(met_at=met_at, place=read["place"], present=read["present"])


class AppealForm(forms.Form):
    """What the committee answers."""

    REJECT, UPHOLD = "rejected", "upheld"

    outcome = forms.ChoiceField(
        label=_("Answer"),
        choices=[(REJECT, _("The refusal stands")), (UPHOLD, _("The appeal is accepted"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the answer.")},
    )
    position = forms.IntegerField(
        label=_("Place in the waiting list, where no stall is free"),
        required=False,
        min_value=1,
        error_messages=FROM_ONE,
        help_text=_("Empty: behind all others."),
        widget=forms.TextInput(attrs=NUMBER | {"size": 4}),
    )
    text = forms.CharField(
        label=_("Answer in writing, as the applicant reads it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the answer: the applicant reads it.")},
    )

    def answer(self) -> Answer:
        read = self.cleaned_data
        return Answer(is_upheld=read["outcome"] == self.UPHOLD, text=read["text"], position=read["position"])

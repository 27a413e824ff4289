"""Programmes, editions, stops and days, those who take part, stalls and organisers."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import formfield_for_dbfield

from catalogue.models import Product
from cooperatives.accounts.fields import PhoneField
from cooperatives.accounts.models import User
from cooperatives.formats.days import day_text
from fairs import services
from fairs.enums import ParticipationStatus
from fairs.models import (
    Edition,
    EditionDay,
    EditionMembership,
    Listing,
    Participation,
    Programme,
    Stall,
    StallAssignment,
    Stop,
)
from marketplace.staff.choosers import commune_chooser, cooperative_chooser
from marketplace.staff.forms.base import (
    LANGUAGES_OF_PEOPLE,
    ActForm,
    Refusal,
    Refusals,
    Section,
    ServiceForm,
    in_languages,
)

SETTLED: Refusals = {
    services.EditionSettled: Refusal(_("This edition is settled: nothing of it changes any more.")),
    services.StopSettled: Refusal(_("This stop is settled: nothing of it changes any more.")),
}
DATES: Refusals = {
    services.StopOutsideEdition: Refusal(
        _("Every stop lies between the edition's first and last hour."), field="ends_at"
    ),
    services.StopsOverlap: Refusal(_("Another stop of this edition is open at that time."), field="starts_at"),
    services.DaysInUse: Refusal(
        lambda error: (
            gettext("Stalls are given for days that would fall away: %(days)s. Free them first.")
            % {"days": _days(error.days)}
        ),
        field="ends_at",
    ),
    services.DaysTold: Refusal(
        lambda error: (
            gettext("Something was written down on days that would fall away: %(days)s. They stay in the dates.")
            % {"days": _days(error.days)}
        ),
        field="ends_at",
    ),
}
STALL_REFUSALS: Refusals = {
    **SETTLED,
    services.StallTaken: Refusal(
        lambda error: gettext("This stall is given to another on: %(days)s.") % {"days": _days(error.days)},
        field="stall",
    ),
    services.AllStallsGiven: Refusal(
        lambda error: gettext("This organisation has its stall already on: %(days)s.") % {"days": _days(error.days)},
        field="days",
    ),
    "stallassignment_one_stall_a_day": Refusal(_("This organisation has its stall for that day."), field="days"),
    "stallassignment_not_of_an_institution": Refusal(_("This stall is kept for an institution."), field="stall"),
    "stallassignment_unshared_given_once_a_day": Refusal(_("This stall is already given for that day."), field="stall"),
    services.StallEnded: Refusal(_("This stall was taken away: choose another one."), field="stall"),
    services.StallOfAnotherEdition: Refusal(_("This stall stands in another edition."), field="stall"),
    services.DayOfAnotherStop: Refusal(_("This day belongs to another stop."), field="days"),
    services.ParticipationWithdrawn: Refusal(_("This cooperative does not come.")),
    services.SoldThere: Refusal(
        _("Something was sold there on that day: who stood there is part of the figures."), field="assignment"
    ),
}
LISTING_REFUSALS: Refusals = {
    **SETTLED,
    services.ProductOfAnother: Refusal(_("A participant lists only its own products."), field="products"),
    "listing_product_of_the_participant": Refusal(_("A participant lists only its own products."), field="products"),
}


TAKES_PART = Refusal(_("This organisation takes part in this stop already."), field="cooperative")


def _days(days: Any) -> str:
    return ", ".join(day_text(day) for day in days)


def check_order(form: forms.BaseForm, first: str, last: str, text: Any) -> None:
    """Say beside `last` that it must come after `first`."""
    begins: datetime | None = form.cleaned_data.get(first)
    ends: datetime | None = form.cleaned_data.get(last)
    if begins and ends and begins >= ends:
        form.add_error(last, text)


class ProgrammeForm(ServiceForm):
    """A programme, under a code by which reports ask for it."""

    only_new = frozenset({"code"})
    translated = {"name": _("Name"), "description": _("Description")}

    class Meta:
        model = Programme
        formfield_callback = formfield_for_dbfield
        fields = ("code", "kind", *in_languages("name", "description"))
        labels = {"code": _("Code"), "kind": _("Kind")}

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.need_text("name")
        return given

    def carry_out(self, *, by: User) -> Programme:
        if self.is_new:
            return services.add_programme(values=self.given(), by=by)
        return services.edit_programme(programme_id=self.instance.pk, values=self.given(), by=by)


class EditionForm(ServiceForm):
    """What an edition is and when; its first stop and the days of it are written with it."""

    only_new = frozenset({"code", "programme"})
    prefilled = ("programme",)
    translated = {"name": _("Name"), "venue": _("Venue"), "description": _("Description")}
    sections = (
        Section(_("What it is"), ("programme", "code", *in_languages("name"))),
        Section(_("Where"), ("commune", *in_languages("venue"))),
        Section(_("When"), ("starts_at", "ends_at", "business_day_ends")),
        Section(_("Online window"), ("online_opens_at", "online_closes_at")),
        Section(_("Money"), ("cash_held_by",)),
        Section(_("Texts"), in_languages("description")),
    )
    refusals: ClassVar[Refusals] = {
        **SETTLED,
        **DATES,
        services.CodeTaken: Refusal(_("Another edition has this code."), field="code"),
        services.EditionHasSales: Refusal(
            _("Something was sold already by what stands here: it cannot change."), field=lambda error: error.field
        ),
    }

    class Meta:
        model = Edition
        formfield_callback = formfield_for_dbfield
        fields = (
            "programme",
            "code",
            *in_languages("name"),
            "commune",
            *in_languages("venue"),
            "starts_at",
            "ends_at",
            "business_day_ends",
            "online_opens_at",
            "online_closes_at",
            "cash_held_by",
            *in_languages("description"),
        )
        labels = {
            "programme": _("Programme"),
            "code": _("Code"),
            "commune": _("Commune"),
            "starts_at": _("Opens"),
            "ends_at": _("Closes"),
            "business_day_ends": _("The day of sales ends at"),
            "online_opens_at": _("Online orders count from"),
            "online_closes_at": _("Online orders count until"),
            "cash_held_by": _("Who keeps the money of the stalls"),
        }
        widgets = {"commune": commune_chooser.widget_class}
        help_texts = {
            "code": _("Short, in latin letters: reports and tills ask for it, so it never changes."),
            "business_day_ends": _("Sales before this hour belong to the day before."),
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.need_text("name")
        check_order(self, "starts_at", "ends_at", _("The edition must end after it begins."))
        check_order(self, "online_opens_at", "online_closes_at", _("The online window must close after it opens."))
        if bool(given.get("online_opens_at")) != bool(given.get("online_closes_at")):
            self.add_error("online_closes_at", _("Write both ends of the online window, or none."))
        return given

    def carry_out(self, *, by: User) -> Edition:
        if self.is_new:
            return services.add_edition(values=self.given(), by=by)
        return services.edit_edition(edition_id=self.instance.pk, values=self.given(), by=by)


class StopForm(ServiceForm):
    """A place or phase of an edition; its days follow its dates."""

    only_new = frozenset({"edition"})
    prefilled = ("edition",)
    translated = {"name": _("Name")}
    refusals: ClassVar[Refusals] = {
        **SETTLED,
        **DATES,
        "stop_never_overlaps_its_siblings": DATES[services.StopsOverlap],
    }

    class Meta:
        model = Stop
        formfield_callback = formfield_for_dbfield
        fields = ("edition", *in_languages("name"), "commune", "starts_at", "ends_at", "accepts_collection")
        labels = {
            "edition": _("Edition"),
            "commune": _("Commune"),
            "starts_at": _("Opens"),
            "ends_at": _("Closes"),
            "accepts_collection": _("Online orders may be collected here"),
        }
        widgets = {"commune": commune_chooser.widget_class}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            self.fields["edition"].queryset = Edition.objects.filter(settled_at__isnull=True)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.need_text("name")
        check_order(self, "starts_at", "ends_at", _("The stop must end after it begins."))
        return given

    def carry_out(self, *, by: User) -> Stop:
        if self.is_new:
            edition = self.cleaned_data["edition"]
            return services.add_stop(edition_id=edition.pk, values=self.given(without=["edition"]), by=by)
        return services.edit_stop(stop_id=self.instance.pk, values=self.given(), by=by)


class DayForm(ServiceForm):
    """The opening hours of one day."""

    class Meta:
        model = EditionDay
        formfield_callback = formfield_for_dbfield
        fields = ("opens_at", "closes_at")
        labels = {"opens_at": _("Opens"), "closes_at": _("Closes")}

    def carry_out(self, *, by: User) -> EditionDay:
        given = self.cleaned_data
        return services.edit_day(
            day_id=self.instance.pk, opens_at=given["opens_at"], closes_at=given["closes_at"], by=by
        )


class ParticipationForm(ServiceForm):
    """Who comes to a stop, and how many people stand there."""

    only_new = frozenset({"stop", "cooperative", "answer"})
    prefilled = ("stop",)
    refusals: ClassVar[Refusals] = {
        **SETTLED,
        services.AlreadyTakesPart: TAKES_PART,
        "participation_once_per_stop": TAKES_PART,
        services.CooperativeSuspended: Refusal(
            _("A suspended cooperative takes part in nothing new."), field="cooperative"
        ),
    }
    answer = forms.ChoiceField(
        label=_("Does it come?"),
        choices=[
            (ParticipationStatus.CONFIRMED, _("It comes")),
            (ParticipationStatus.INVITED, _("It is invited and has not answered")),
        ],
        widget=forms.RadioSelect,
        initial=ParticipationStatus.CONFIRMED,
    )

    class Meta:
        model = Participation
        formfield_callback = formfield_for_dbfield
        fields = ("stop", "cooperative", "people", "women", "young", "is_first_time")
        labels = {
            "stop": _("Stop"),
            "cooperative": _("Cooperative"),
            "people": _("People at the stall"),
            "women": _("Of them women"),
            "young": _("Of them young people"),
            "is_first_time": _("Takes part for the first time"),
        }
        widgets = {"cooperative": cooperative_chooser.widget_class}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            self.fields["stop"].queryset = Stop.objects.filter(
                settled_at__isnull=True, edition__settled_at__isnull=True
            ).order_by("-starts_at", "pk")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for name in ("women", "young"):
            if (given.get(name) or 0) > (given.get("people") or 0):
                self.add_error(name, _("There cannot be more of them than people at the stall."))
        return given

    def carry_out(self, *, by: User) -> Participation:
        if not self.is_new:
            return services.edit_participation(participation_id=self.instance.pk, values=self.given(), by=by)
        given = self.cleaned_data
        comes = given["answer"] == ParticipationStatus.CONFIRMED
        write = services.add_participant if comes else services.invite_participant
        values = self.given(without=["stop", "cooperative"])
        return write(stop_id=given["stop"].pk, cooperative_id=given["cooperative"].pk, values=values, by=by)


class ListingsForm(ActForm):
    """Which of its products a participant brings."""

    products = forms.ModelMultipleChoiceField(
        label=_("Products that it brings"),
        queryset=Product.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, subject: Participation, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        own = Product.objects.filter(cooperative=subject.cooperative_id).order_by("-pk")
        self.fields["products"].queryset = own
        listed = Listing.objects.filter(participation=subject)
        self.fields["products"].initial = list(listed.values_list("product", flat=True))


class AssignForm(ActForm):
    """Which stall, on which days."""

    stall = forms.ModelChoiceField(label=_("Stall"), queryset=Stall.objects.none())
    days = forms.ModelMultipleChoiceField(
        label=_("Days"),
        queryset=EditionDay.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one day at least.")},
    )

    def __init__(self, *args: Any, subject: Participation, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        in_use = Stall.objects.filter(edition=subject.stop.edition_id, ended_at__isnull=True)
        self.fields["stall"].queryset = in_use.order_by("code")
        self.fields["days"].queryset = EditionDay.objects.filter(stop=subject.stop_id).order_by("day")
        self.fields["days"].label_from_instance = lambda row: day_text(row.day)


class FreeStallForm(ActForm):
    """Which stall of which day is taken back."""

    assignment = forms.ModelChoiceField(
        label=_("Stall and day"), queryset=StallAssignment.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, subject: Participation, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        own = StallAssignment.objects.filter(participation=subject).select_related("stall", "day")
        self.fields["assignment"].queryset = own.order_by("day__day", "pk")
        self.fields["assignment"].label_from_instance = lambda row: f"{row.stall.code} · {day_text(row.day.day)}"


class StallForm(ServiceForm):
    """A stall of an edition, under a code by which tills are enrolled."""

    only_new = frozenset({"edition", "code"})
    prefilled = ("edition",)
    refusals: ClassVar[Refusals] = {
        "stall_code_once": Refusal(_("This edition has a stall with this code."), field="code"),
        services.SharedAtOnce: Refusal(
            _("Several stand there on the same day: free the stall for all but one first."), field="is_shared"
        ),
        services.AllStallsGiven: Refusal(
            _("Who stands there has as many stalls of its own as it was granted: free the stall first."),
            field="is_shared",
        ),
    }

    class Meta:
        model = Stall
        formfield_callback = formfield_for_dbfield
        fields = ("edition", "code", "zone", "is_shared")
        labels = {
            "edition": _("Edition"),
            "code": _("Code"),
            "zone": _("Part of the fair"),
            "is_shared": _("Shared by several"),
        }

    def carry_out(self, *, by: User) -> Stall:
        if not self.is_new:
            return services.edit_stall(stall_id=self.instance.pk, values=self.given(), by=by)
        edition = self.cleaned_data["edition"]
        return services.add_stall(edition_id=edition.pk, values=self.given(without=["edition"]), by=by)


class AppointForm(ServiceForm):
    """Who organises an edition, or a whole programme: found by telephone number."""

    prefilled = ("edition", "programme")
    refusals: ClassVar[Refusals] = {
        services.AlreadyAppointed: Refusal(_("Who has this number has this role there already."), field="phone")
    }
    phone = PhoneField(help_text=_("A message goes to this number. The person signs in with it."))
    language = forms.ChoiceField(label=_("Language of messages"), choices=LANGUAGES_OF_PEOPLE)

    class Meta:
        model = EditionMembership
        formfield_callback = formfield_for_dbfield
        fields = ("edition", "programme", "role")
        labels = {"edition": _("Edition"), "programme": _("or a whole programme"), "role": _("Role")}

    field_order = ("phone", "language", "edition", "programme", "role")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if bool(given.get("edition")) == bool(given.get("programme")):
            self.add_error("edition", _("Choose an edition, or a programme: one of the two."))
        return given

    def carry_out(self, *, by: User) -> EditionMembership:
        given = self.cleaned_data
        return services.appoint(
            phone=given["phone"],
            role=given["role"],
            edition=given["edition"],
            programme=given["programme"],
            language=given["language"],
            by=by,
        )

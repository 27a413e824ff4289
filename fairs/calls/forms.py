"""What an organiser types about a call: its dates, numbers and texts, criteria, quotas; and about bodies and people."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cooperatives.accounts.fields import PhoneField
from cooperatives.enums import Sector
from cooperatives.territory.models import Province
from cooperatives.texts import LANGUAGES
from fairs.calls.enums import BodyKind, BodyPart, QuotaKind
from fairs.calls.fields import DeskForm, MomentField, NumberField, Panel, Texts
from fairs.calls.models import Call, Criterion, OrganisingBody
from fairs.calls.services import WHOLE, NewCriterion
from fairs.enums import EditionRole, ProgrammeKind
from fairs.models import Stop

# The languages in which people are written to, each in its own.
LANGUAGES_OF_PEOPLE = [("ar", "العربية"), ("fr", "Français"), ("en", "English")]
MOST_CRITERIA, SPARE_CRITERIA = 12, 2
# What most committees look at; a new call begins with them.
USUAL_CRITERIA = (
    (gettext_lazy("Quality of the products"), 35),
    (gettext_lazy("Origin and know-how"), 25),
    (gettext_lazy("Readiness to sell: packaging, prices, authorisations"), 20),
    (gettext_lazy("Number of members who gain by it"), 20),
)
DATE_TEXTS = {
    "closes_at": gettext_lazy("Applications must end after they begin."),
    "announces_at": gettext_lazy("The answer comes after applications have ended."),
    "confirm_by": gettext_lazy("Those chosen need time to answer after the announcement."),
}


class CallDates(DeskForm):
    """The dates of a call, each after the one before it."""

    closes_at = MomentField(label=gettext_lazy("Applications until"))
    announces_at = MomentField(label=gettext_lazy("Answer on"))
    confirm_by = MomentField(label=gettext_lazy("Those chosen confirm until"))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.check_order("opens_at", "closes_at", DATE_TEXTS["closes_at"])
        closes, answers = given.get("closes_at"), given.get("announces_at")
        if closes and answers and answers < closes:
            self.add_error("announces_at", DATE_TEXTS["announces_at"])
        self.check_order("announces_at", "confirm_by", DATE_TEXTS["confirm_by"])
        return given


class CallForm(CallDates):
    """The call of a stop; what is fixed since it opened or was announced stands there and cannot be written."""

    opens_at = MomentField(label=gettext_lazy("Applications from"))
    capacity = NumberField(label=gettext_lazy("Stalls to give"))
    most_stalls_each = NumberField(label=gettext_lazy("Most stalls for one organisation"), most=20, initial=1)
    answer_hours = NumberField(label=gettext_lazy("Hours to answer, for one of the waiting list"), most=720, initial=48)
    areas: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Areas struck by disaster"),
        queryset=Province.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A quota can count the organisations of these provinces."),
    )
    texts = {
        "text": Texts(gettext_lazy("What the organisations must know"), 6000, rows=4),
        "what_to_bring": Texts(gettext_lazy("What to bring"), 3000, rows=3),
    }
    field_order = ("opens_at", "closes_at", "announces_at", "confirm_by")
    panels = (
        Panel(gettext_lazy("Dates"), ("opens_at", "closes_at", "announces_at", "confirm_by")),
        Panel(gettext_lazy("Places"), ("capacity", "most_stalls_each", "answer_hours")),
        Panel(gettext_lazy("Texts"), ("text", "what_to_bring")),
        Panel(gettext_lazy("Areas struck by disaster"), ("areas",)),
    )

    def __init__(self, *args: Any, stop: Stop, call: Call | None = None, **given: Any) -> None:
        if call is not None:
            given["initial"] = told_of_call(call)
        super().__init__(*args, **given)
        self.call = call
        field = cast(forms.ModelMultipleChoiceField, self.fields["areas"])
        field.queryset = provinces_of(stop)
        self._fix()

    def _fix(self) -> None:
        """What organisations rely on cannot be typed over once they may apply."""
        fixed: tuple[str, ...] = ()
        if self.call is not None and self.call.announced_at:
            fixed = ("opens_at", *DATE_TEXTS, "capacity", "most_stalls_each", "areas")
        elif self.call is not None and self.call.opened_at:
            fixed = ("opens_at", "most_stalls_each")
        for name in fixed:
            self.fields[name].disabled = True

    def values(self) -> dict[str, Any]:
        return self.given(without=("areas",))

    def areas_given(self) -> list[Province] | None:
        """The provinces, or None where they were left as they are."""
        is_changed = self.call is None or "areas" in self.changed_data
        return list(self.cleaned_data["areas"]) if is_changed else None


class ExtendForm(CallDates):
    """More time to apply, and the dates after it."""

    panels = (Panel("", ("closes_at", "announces_at", "confirm_by")),)

    def __init__(self, *args: Any, call: Call, **given: Any) -> None:
        super().__init__(*args, initial=told_of_call(call), **given)


class CriterionForm(DeskForm):
    """One criterion; a row without a name and a weight is no criterion."""

    texts = {
        "name": Texts(gettext_lazy("Name"), 120),
        "guidance": Texts(gettext_lazy("What the points mean"), 300),
    }
    weight = NumberField(label=gettext_lazy("Weight in per cent"), most=WHOLE, required=False)
    highest = NumberField(label=gettext_lazy("Highest points"), most=100, required=False, initial=5)

    @property
    def is_empty(self) -> bool:
        return not self._named() and self.cleaned_data.get("weight") is None

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self._named() and given.get("weight") is None and "weight" not in self.errors:
            self.add_error("weight", _("Write its weight."))
        if given.get("weight") is not None and not self._named():
            self.add_error("name_ar", _("Write it in one language at least."))
        return given

    def criterion(self) -> NewCriterion:
        given = self.cleaned_data
        texts = {f"{name}_{code}": given[f"{name}_{code}"] for name in self.texts for code in LANGUAGES}
        return NewCriterion(texts=texts, weight=given["weight"], highest=given["highest"] or 5)

    def _named(self) -> bool:
        return any(self.cleaned_data.get(f"name_{code}") for code in LANGUAGES)


class BaseCriteria(forms.BaseFormSet):
    """All criteria of a call; their weights come to a hundred."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """A row that says what it began with is a criterion all the same."""
        kwargs = super().get_form_kwargs(index)
        return kwargs if index is None else kwargs | {"empty_permitted": False}

    def clean(self) -> None:
        if any(self.errors):
            return
        total = sum(form.cleaned_data["weight"] for form in self._kept())
        if total != WHOLE:
            raise forms.ValidationError(_("The weights come to %(total)d: they must come to 100.") % {"total": total})

    def criteria(self) -> list[NewCriterion]:
        return [form.criterion() for form in self._kept()]

    def _kept(self) -> list[Any]:
        return [form for form in self.forms if not form.is_empty]


def criteria_forms(call: Call, data: Any = None) -> BaseCriteria:
    """The rows of a call's criteria with some spare ones; the usual ones where none is written."""
    rows = list(Criterion.objects.filter(call=call).order_by("position", "pk"))
    told = [_told(row) for row in rows] if rows else usual_criteria()
    spare = min(SPARE_CRITERIA, MOST_CRITERIA - len(told))
    made = forms.formset_factory(
        CriterionForm, formset=BaseCriteria, extra=spare, max_num=MOST_CRITERIA, absolute_max=MOST_CRITERIA
    )
    return cast(BaseCriteria, made(data, initial=told, prefix="criteria"))


def usual_criteria() -> list[dict[str, Any]]:
    """What a new call begins with, in every language."""
    rows: list[dict[str, Any]] = [{"weight": weight, "highest": 5} for _name, weight in USUAL_CRITERIA]
    for code in LANGUAGES:
        with override(code):
            for row, (name, _weight) in zip(rows, USUAL_CRITERIA, strict=True):
                row[f"name_{code}"] = str(name)
    return rows


def _told(row: Criterion) -> dict[str, Any]:
    texts = [f"{name}_{code}" for name in CriterionForm.texts for code in LANGUAGES]
    told = {name: getattr(row, name) or "" for name in texts}
    return told | {"weight": row.weight, "highest": row.highest}


class QuotaForm(forms.Form):
    """How many of a group come at least, or at most."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=gettext_lazy("Of whom"), choices=QuotaKind.choices)
    province: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Which province"),
        queryset=Province.objects.none(),
        required=False,
        empty_label=gettext_lazy("Choose"),
        help_text=gettext_lazy("Only for a quota of one province."),
    )
    sector = forms.ChoiceField(
        label=gettext_lazy("Which sector"),
        choices=[("", gettext_lazy("Choose")), *Sector.choices],
        required=False,
        help_text=gettext_lazy("Only for a quota of one sector."),
    )
    at_least = NumberField(label=gettext_lazy("At least"), required=False)
    at_most = NumberField(label=gettext_lazy("At most"), least=0, required=False)

    def __init__(self, *args: Any, call: Call, **given: Any) -> None:
        super().__init__(*args, **given)
        self.call = call
        cast(forms.ModelChoiceField, self.fields["province"]).queryset = provinces_of(call.stop)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        kind = given.get("kind")
        if kind == QuotaKind.PROVINCE and not given.get("province") and "province" not in self.errors:
            self.add_error("province", _("Choose the province."))
        if kind == QuotaKind.SECTOR and not given.get("sector") and "sector" not in self.errors:
            self.add_error("sector", _("Choose the sector."))
        least, most = given.get("at_least"), given.get("at_most")
        if least is None and most is None and not {"at_least", "at_most"} & self.errors.keys():
            self.add_error("at_least", _("Say how many at least, or how many at most."))
        if least is not None and most is not None and least > most:
            self.add_error("at_most", _("“At least” is more than “at most”."))
        if least is not None and least > self.call.capacity:
            self.add_error("at_least", _("There are only %(number)d stalls to give.") % {"number": self.call.capacity})
        return given

    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["province"] = given["province"] if given["kind"] == QuotaKind.PROVINCE else None
        given["sector"] = given["sector"] if given["kind"] == QuotaKind.SECTOR else ""
        return given


class BodyForm(DeskForm):
    """A body that organises the edition with the others: one that is known, or a new one by its name."""

    body: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("A body that is known"),
        queryset=OrganisingBody.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("Another one, named below"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind, if it is new"), choices=BodyKind.choices)
    part = forms.ChoiceField(label=gettext_lazy("What it does for the edition"), choices=BodyPart.choices)
    brings = forms.CharField(
        label=gettext_lazy("What it brings"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Tents, money, guards, lodging."),
    )
    texts = {"name": Texts(gettext_lazy("Name, if it is new"), 160)}
    panels = (Panel("", ("body", "name", "kind", "part", "brings")),)

    def __init__(self, *args: Any, bodies: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        cast(forms.ModelChoiceField, self.fields["body"]).queryset = bodies

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("body") and not any(self.names().values()) and "body" not in self.errors:
            self.add_error("name_ar", _("Choose a body, or write the name of a new one."))
        return given

    def names(self) -> dict[str, str]:
        return {f"name_{code}": self.cleaned_data.get(f"name_{code}", "") for code in LANGUAGES}


class AppointForm(DeskForm):
    """Who gets which role, and for which body they act."""

    phone = PhoneField(
        help_text=gettext_lazy("A message goes to this number. The person signs in with it."),
        error_messages={"required": gettext_lazy("Write the telephone number.")},
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=EditionRole.choices, initial=EditionRole.COMMITTEE)
    body: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("For which body"),
        queryset=OrganisingBody.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("For none"),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of messages"), choices=LANGUAGES_OF_PEOPLE)
    panels = (Panel("", ("phone", "role", "body", "language")),)

    def __init__(self, *args: Any, bodies: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        cast(forms.ModelChoiceField, self.fields["body"]).queryset = bodies


def provinces_of(stop: Stop) -> Any:
    """Those of the stop's region; of the whole country at a national fair."""
    rows = Province.objects.order_by("region", "code")
    if stop.edition.programme.kind == ProgrammeKind.NATIONAL_FAIRS:
        return rows
    return rows.filter(region=stop.region_id)


def told_of_call(call: Call) -> dict[str, Any]:
    """What stands in a call, as its form shows it."""
    texts = [f"{name}_{code}" for name in CallForm.texts for code in LANGUAGES]
    names = ("opens_at", "closes_at", "announces_at", "confirm_by", "capacity", "most_stalls_each", "answer_hours")
    told = {name: getattr(call, name) for name in names} | {name: getattr(call, name) or "" for name in texts}
    return told | {"areas": list(call.areas_struck.all())}

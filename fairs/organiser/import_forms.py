"""What organisers choose and type about a list of a past edition."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cooperatives.enums import OrganisationKind
from cooperatives.formats.days import day_text
from cooperatives.formats.lists import MOST_BYTES
from cooperatives.models import check_ice
from cooperatives.territory.models import Commune
from cooperatives.texts import search_form
from fairs.enums import RowDecision
from fairs.imports.cells import ice_of
from fairs.imports.enums import StandingTotal
from fairs.imports.exceptions import UnfitProof
from fairs.imports.heads import FIELDS
from fairs.imports.judging import MAY_BE_RIGHT
from fairs.imports.models import PastImport
from fairs.imports.papers import Paper, paper_of
from fairs.imports.selectors import RowShown
from fairs.imports.services import Mended
from fairs.imports.words import FIELD_NAMES, refusal_text
from fairs.models import Edition, EditionDay
from fairs.organiser.forms import AmountField

LATIN = {"dir": "ltr", "autocomplete": "off"}
NEW_KIND = [("", _("Choose")), *OrganisationKind.choices]


class PapersInput(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Proofs: PDF, JPEG or PNG by their content, each in words where it is not."""

    widget = PapersInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})

    def clean(self, data: Any, initial: Any = None) -> list[Paper]:
        files: Sequence[UploadedFile] = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"])
        return [self._paper(cast(UploadedFile, super(PapersField, self).clean(file, initial))) for file in files]

    def _paper(self, file: UploadedFile) -> Paper:
        try:
            return paper_of(name=file.name or "-", content=file.read())
        except UnfitProof as refusal:
            raise forms.ValidationError(refusal_text(refusal.why, name=refusal.name)) from refusal


def day_choices(edition: Edition) -> list[tuple[str, str]]:
    """The business days of an edition, the last first."""
    days = EditionDay.objects.filter(stop__edition=edition).order_by("-day").values_list("day", flat=True)
    return [(day.isoformat(), day_text(day)) for day in dict.fromkeys(days)]


class DayChoiceField(forms.TypedChoiceField):
    def __init__(self, *, edition: Edition | None = None, **given: Any) -> None:
        super().__init__(coerce=date.fromisoformat, empty_value=None, required=False, **given)
        if edition is not None:
            self.choices = day_choices(edition)


class UploadForm(forms.Form):
    """A list, and the papers that prove it."""

    file = forms.FileField(
        label=_("The list (XLSX or CSV)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"required": _("Choose the file of the list.")},
    )
    day = DayChoiceField(
        label=_("Totals without a day count on"),
        help_text=_("A list with one total for the whole edition: its last day, usually."),
    )
    proofs = PapersField(
        label=_("Proofs"),
        required=False,
        help_text=_(
            "Signed lists, reports, scans: PDF, JPEG or PNG, 8 MB each. Only who works on this edition sees them."
        ),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["day"]).choices = day_choices(edition)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(refusal_text("too_large"))
        return file


class ProofsForm(forms.Form):
    """More papers for a list."""

    proofs = PapersField(label=_("More proofs"), error_messages={"required": _("Choose a file.")})


class ColumnsForm(forms.Form):
    """Which column of the file says what: a field for each thing that a list can say."""

    def __init__(self, *args: Any, past_import: PastImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = past_import.columns
        choices = [("", _("not in this list")), *_column_choices(columns["heads"], columns.get("sample", []))]
        for name in FIELDS:
            self.fields[name] = forms.TypedChoiceField(
                label=FIELD_NAMES[name],
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=columns["fields"].get(name, ""),
            )
        self.fields["day"] = DayChoiceField(
            label=_("Totals without a day count on"), edition=past_import.edition, initial=columns.get("day", "")
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "name" not in self.errors and given.get("name") is None:
            self.add_error("name", _("Say which column holds the names."))
        seen: dict[int, str] = {}
        for name in FIELDS:
            place = given.get(name)
            if place is not None and seen.setdefault(place, name) != name:
                self.add_error(name, _("This column is chosen for something else already."))
        return given

    def chosen(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in FIELDS if self.cleaned_data.get(name) is not None}


def _column_choices(heads: Sequence[str], sample: Sequence[str]) -> list[tuple[str, str]]:
    shown = [*sample, *[""] * len(heads)]
    return [
        (str(place), f"{place + 1}. {head or '—'}" + (f" ({shown[place][:40]})" if shown[place] else ""))
        for place, head in enumerate(heads)
    ]


class CommuneField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


def _communes() -> Any:
    return Commune.objects.order_by("name_fr", "pk")


class NewForm(forms.Form):
    """What all organisations are that nobody found."""

    kind = forms.ChoiceField(
        label=_("They are"), choices=NEW_KIND, error_messages={"required": _("Say what kind of organisation they are.")}
    )


class ReasonForm(forms.Form):
    """Why an import is taken back."""

    reason = forms.CharField(
        label=_("Why is it taken back?"),
        max_length=300,
        error_messages={"required": _("Write why. The reason stays on record.")},
    )


class RowForm(forms.Form):
    """One row: what stands in it, and whose it is."""

    name = forms.CharField(
        label=FIELD_NAMES["name"], max_length=200, required=False, error_messages={"max_length": _("Too long.")}
    )
    register_number = forms.CharField(
        label=FIELD_NAMES["register_number"], max_length=40, required=False, widget=forms.TextInput(attrs=LATIN)
    )
    ice = forms.CharField(label=FIELD_NAMES["ice"], max_length=30, required=False, widget=forms.TextInput(attrs=LATIN))
    counts_on = DayChoiceField(label=FIELD_NAMES["counts_on"])
    amount = AmountField(label=FIELD_NAMES["amount"], required=False)
    people = forms.IntegerField(label=FIELD_NAMES["people"], min_value=0, max_value=9999, required=False)
    women = forms.IntegerField(label=FIELD_NAMES["women"], min_value=0, max_value=9999, required=False)
    far_from_usual = forms.BooleanField(label=_("Yes, this amount is right"), required=False)
    standing = forms.ChoiceField(
        label=_("The total that stands already"),
        widget=forms.RadioSelect,
        choices=StandingTotal.choices,
        required=False,
    )
    decision = forms.ChoiceField(
        label=_("Who is it?"), widget=forms.RadioSelect, error_messages={"required": _("Choose one.")}
    )
    kind = forms.ChoiceField(label=_("Kind, if it is new"), choices=NEW_KIND, required=False)
    commune = CommuneField(
        label=_("Commune, if it is new"),
        queryset=Commune.objects.none(),
        to_field_name="code",
        empty_label=_("that of the edition"),
        required=False,
    )

    def __init__(self, *args: Any, shown: RowShown, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        self.known = {f"is:{each.cooperative.public_id}": each.cooperative for each in shown.meant}
        if shown.row.cooperative and shown.row.cooperative not in self.known.values():
            self.known[f"is:{shown.row.cooperative.public_id}"] = shown.row.cooperative
        days = day_choices(edition)
        cast(forms.ChoiceField, self.fields["counts_on"]).choices = [("", _("Choose")), *days]
        cast(forms.ChoiceField, self.fields["decision"]).choices = self._decisions()
        cast(forms.ModelChoiceField, self.fields["commune"]).queryset = _communes()
        self._ask_only_what_is_open()

    def _decisions(self) -> list[tuple[str, Any]]:
        known = [(value, f"{cooperative} · {cooperative.commune}") for value, cooperative in self.known.items()]
        return [
            (RowDecision.OPEN, _("Look for it again by name and number")),
            *known,
            (RowDecision.NEW, RowDecision.NEW.label),
            (RowDecision.LEFT_OUT, _("Leave it out")),
        ]

    def _ask_only_what_is_open(self) -> None:
        codes = {problem["code"] for problem in self.shown.row.problems}
        if "far_from_usual" not in codes and not self.is_bound:
            self.fields["far_from_usual"].widget = forms.HiddenInput()
        if "total_differs" not in codes and not self.is_bound:
            self.fields["standing"].widget = forms.HiddenInput()

    def clean_ice(self) -> str:
        typed = self.cleaned_data["ice"]
        value, problem = ice_of(typed)
        if problem:
            check_ice(typed)
            raise forms.ValidationError(_("An ICE has 15 digits; check that none is missing or swapped."))
        return value

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (given.get("women") or 0) > (given.get("people") or 0):
            self.add_error("women", _("There cannot be more women than people."))
        decision = given.get("decision", "")
        if decision != RowDecision.LEFT_OUT and not search_form(given.get("name") or "") and "name" not in self.errors:
            self.add_error("name", _("The name is missing. Write who it was."))
        if decision == RowDecision.NEW and not given.get("kind"):
            self.add_error("kind", _("Say what kind of organisation the new one is."))
        return given

    def mended(self) -> Mended:
        given = self.cleaned_data
        chosen = self.known.get(given["decision"])
        commune = given.get("commune")
        values = {name: given[name] for name in FIELDS} | {
            "people": given["people"] or 0,
            "women": given["women"] or 0,
        }
        return Mended(
            values=values,
            decision=RowDecision.MATCHED if chosen else RowDecision(given["decision"]),
            cooperative_id=chosen.pk if chosen else None,
            kind=given["kind"],
            commune_id=commune.pk if commune else None,
            standing=given["standing"],
            found_right=[code for code in sorted(MAY_BE_RIGHT) if given.get(code)],
        )


def row_initial(shown: RowShown) -> dict[str, Any]:
    """What the form of a row begins with: what stands there, and the likest answer."""
    row = shown.row
    decision: str = row.decision
    if row.cooperative:
        decision = f"is:{row.cooperative.public_id}"
    return {name: getattr(row, name) for name in FIELDS} | {
        "counts_on": row.counts_on.isoformat() if row.counts_on else "",
        "decision": "" if decision == RowDecision.OPEN else decision,
        "kind": row.kind,
        "commune": row.commune,
        "standing": row.standing,
        "far_from_usual": "far_from_usual" in row.found_right,
    }

"""What an applicant types: a few fields on each screen, and what is wrong said beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.exceptions import InvalidLength
from stdnum.exceptions import ValidationError as CheckDigitError
from stdnum.ma import ice

from cooperatives.accounts.fields import PhoneField, western_digits
from cooperatives.enums import OrganisationKind, Sector
from cooperatives.models import Cooperative
from cooperatives.photographs import (
    MOST_BYTES,
    Photograph,
    PhotographRefused,
    TooLarge,
    TooSmall,
    read_photograph,
)
from cooperatives.texts import texts_of
from marketplace.checkout.places import PlaceAnswer, place_meant

CODE = {"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}
DIGITS = CODE | {"inputmode": "numeric"}
AT_ONCE = 8
SECTOR_ICONS = {
    Sector.AGRICULTURE: "wheat",
    Sector.FOOD_PROCESSING: "soup",
    Sector.COSMETICS: "flower-2",
    Sector.CRAFTS: "scissors",
    Sector.FISHING: "fish",
    Sector.SERVICES: "tent-tree",
    Sector.OTHER: "ellipsis",
}
KIND_ICONS = {
    OrganisationKind.COOPERATIVE: "users",
    OrganisationKind.WOMEN: "flower",
    OrganisationKind.UNION: "handshake",
    OrganisationKind.ASSOCIATION: "store",
    OrganisationKind.SOCIAL_ENTERPRISE: "sparkles",
}
MOST_MEMBERS = 100_000


def language_written(text: str, *, asked: str) -> str:
    """Which of our languages a name is written in: Arabic by its letters, else that of the page, or French."""
    if any("\u0600" <= letter <= "\u06ff" for letter in text):
        return "ar"
    return asked if asked in ("fr", "en") else "fr"


class _Cards(forms.BoundField):
    """Choices as cards, each with its picture."""

    @property
    def options(self) -> list[dict[str, Any]]:
        chosen, icons = self.value(), self.field.icons  # type: ignore[attr-defined]
        return [
            {"value": value, "title": title, "icon": icons[value], "checked": value == chosen}
            for value, title in self.field.choices  # type: ignore[attr-defined]
        ]


class CardsField(forms.ChoiceField):
    """One of a few, chosen by its picture."""

    def __init__(self, *, icons: Mapping[Any, str], required_text: Any, **kwargs: Any) -> None:
        errors = {"required": required_text, "invalid_choice": required_text}
        super().__init__(widget=forms.RadioSelect, error_messages=errors, **kwargs)
        self.icons = icons

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        return _Cards(form, self, field_name)


class AboutForm(forms.Form):
    """Something that a cooperative tells of itself; `given` is what shall be written."""

    use_required_attribute = False

    def __init__(self, *args: Any, cooperative: Cooperative | None = None, language: str = "ar", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cooperative, self.language = cooperative, language

    @staticmethod
    def told(cooperative: Cooperative) -> dict[str, Any]:
        """What was told before, as the form shows it."""
        raise NotImplementedError

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class NameForm(AboutForm):
    """What the cooperative is called, and what kind it is of."""

    name = forms.CharField(
        label=gettext_lazy("Name of your cooperative"),
        max_length=200,
        help_text=gettext_lazy("As it stands on your papers, in Arabic or in French."),
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write the name of your cooperative.")},
    )
    kind = CardsField(
        label=gettext_lazy("What are you?"),
        choices=OrganisationKind.choices,
        icons=KIND_ICONS,
        required_text=gettext_lazy("Choose what you are."),
    )

    @staticmethod
    def told(cooperative: Cooperative) -> dict[str, Any]:
        return {"name": str(cooperative), "kind": cooperative.kind}

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not any(letter.isalpha() for letter in name):
            raise ValidationError(_("Write the name of your cooperative."))
        return name

    def given(self) -> dict[str, Any]:
        name, kind = self.cleaned_data["name"], self.cleaned_data["kind"]
        if self.cooperative is not None and name in texts_of(self.cooperative, "name").values():
            return {"kind": kind}
        return {f"name_{language_written(name, asked=self.language)}": name, "kind": kind}


class PlaceForm(AboutForm):
    """Where the cooperative is: a name that is typed, and the places that it may mean."""

    place_text = forms.CharField(label=gettext_lazy("Town, commune or douar"), max_length=80, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        text = "" if self.cooperative is None else str(self.cooperative.commune.name)
        self.where = place_meant(data or {}) if self.is_bound else PlaceAnswer(text=text)

    @staticmethod
    def told(_cooperative: Cooperative) -> dict[str, Any]:
        return {}

    def clean_place_text(self) -> str:
        if self.where.place is None:
            raise ValidationError(self.where.problem or _("Write the name of your town, commune or douar."))
        return self.where.text

    def given(self) -> dict[str, Any]:
        assert self.where.place is not None  # noqa: S101 -- cleaned
        return {"commune": self.where.place.commune}


class SectorForm(AboutForm):
    """What the cooperative works in."""

    sector = CardsField(
        label=gettext_lazy("What do you make most?"),
        choices=Sector.choices,
        icons=SECTOR_ICONS,
        required_text=gettext_lazy("Choose what you make most."),
    )

    @staticmethod
    def told(cooperative: Cooperative) -> dict[str, Any]:
        return {"sector": cooperative.sector}


def _count_field(label: Any, required: Any, *, least: int = 0) -> forms.IntegerField:
    wrong = gettext_lazy("Write a number, such as 12.")
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MOST_MEMBERS,
        widget=forms.TextInput(attrs=DIGITS | {"maxlength": 6}),
        error_messages={"required": required, "invalid": wrong, "min_value": required, "max_value": wrong},
    )


class MembersForm(AboutForm):
    """How many people belong to it."""

    member_count = _count_field(
        gettext_lazy("How many members are you?"), gettext_lazy("Write how many members you are."), least=1
    )
    women_count = _count_field(
        gettext_lazy("How many of them are women?"), gettext_lazy("Write how many are women; 0 if none.")
    )
    youth_count = _count_field(
        gettext_lazy("How many of them are under 35?"), gettext_lazy("Write how many are under 35; 0 if none.")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        read = {name: western_digits(str(value)) for name, value in data.items()} if data is not None else None
        super().__init__(read, *args, **kwargs)
        if self.cooperative is not None and self.cooperative.is_womens:
            # All of them are: nobody has to say so.
            del self.fields["women_count"]

    @staticmethod
    def told(cooperative: Cooperative) -> dict[str, Any]:
        if not cooperative.member_count:
            return {}
        return {name: getattr(cooperative, name) for name in ("member_count", "women_count", "youth_count")}

    def clean(self) -> dict[str, Any]:
        members = self.cleaned_data.get("member_count")
        for name in ("women_count", "youth_count"):
            if members is not None and (self.cleaned_data.get(name) or 0) > members:
                self.add_error(name, _("There cannot be more of them than members."))
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"women_count": given["member_count"]} | given


class NumbersForm(AboutForm):
    """The two numbers by which the State knows it."""

    registration_number = forms.CharField(
        label=gettext_lazy("Number in the register of cooperatives"),
        max_length=40,
        help_text=gettext_lazy("It stands on the paper of your registration."),
        widget=forms.TextInput(attrs=CODE),
        error_messages={"required": gettext_lazy("Write the number of your registration.")},
    )
    ice = forms.CharField(
        label="ICE",
        max_length=40,
        help_text=gettext_lazy("15 digits, on the certificate of the ICE. You may leave spaces."),
        widget=forms.TextInput(attrs=DIGITS),
        error_messages={"required": gettext_lazy("Write the 15 digits of the ICE.")},
    )

    @staticmethod
    def told(cooperative: Cooperative) -> dict[str, Any]:
        return {"registration_number": cooperative.registration_number, "ice": cooperative.ice}

    def clean_registration_number(self) -> str:
        return " ".join(western_digits(self.cleaned_data["registration_number"]).split())

    def clean_ice(self) -> str:
        digits = "".join(western_digits(self.cleaned_data["ice"]).split())
        if not (digits.isascii() and digits.isdigit()):
            raise ValidationError(_("An ICE has digits alone: write it without letters."))
        try:
            return str(ice.validate(digits))
        except InvalidLength as error:
            raise ValidationError(_("An ICE has 15 digits; here are %(count)d.") % {"count": len(digits)}) from error
        except CheckDigitError as error:
            raise ValidationError(
                _("The last two digits do not fit the others: one is wrong or two are swapped.")
            ) from error


class OwnNameForm(forms.Form):
    """What the person is called who applies, or who is asked."""

    own_name = forms.CharField(
        label=gettext_lazy("Your own first and last name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write your own name.")},
    )
    use_required_attribute = False

    def __init__(self, *args: Any, knows_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if knows_name:
            del self.fields["own_name"]


class OfficerForm(OwnNameForm):
    """Whose number is the second officer's."""

    phone = PhoneField(
        label=gettext_lazy("Phone number of the second officer"),
        help_text=gettext_lazy("We send a message there. The person signs in with this number and says yes."),
        error_messages={
            "required": gettext_lazy("Write the phone number with its ten digits, such as 06 12 34 56 78.")
        },
    )


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotographsField(forms.FileField):
    """Photographed pages, each drawn anew."""

    widget = _SeveralFiles(attrs={"accept": "image/*", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[Photograph]:
        uploads: Sequence[UploadedFile] = data if isinstance(data, list) else [data] if data else []
        if not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > AT_ONCE:
            raise ValidationError(_("A paper has eight pages at most."), code="too_many")
        return [self._read(upload) for upload in uploads]

    @staticmethod
    def _read(upload: UploadedFile) -> Photograph:
        try:
            return read_photograph(upload)  # type: ignore[arg-type]
        except PhotographRefused as refusal:
            said = {"name": upload.name, "most": MOST_BYTES // 1024 // 1024}
            raise ValidationError(_refused(refusal) % said, code="refused") from refusal


class PagesForm(forms.Form):
    """Pages of one paper."""

    pages = PhotographsField(
        label=gettext_lazy("Photograph a page"),
        error_messages={"required": gettext_lazy("Take a photo of the page first.")},
    )
    use_required_attribute = False


class WithdrawForm(forms.Form):
    """Why somebody gives up; nobody has to say it."""

    reason = forms.CharField(
        label=gettext_lazy("Why? You need not say it."),
        help_text=gettext_lazy("It helps us to make joining easier."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": gettext_lazy("Write 300 letters at most.")},
    )
    use_required_attribute = False


def _refused(refusal: PhotographRefused) -> str:
    if isinstance(refusal, TooLarge):
        return _("“%(name)s” is too large: %(most)d MB at most. Take the photo again.")
    if isinstance(refusal, TooSmall):
        return _("“%(name)s” is too small to be read. Take the photo again, closer.")
    return _("“%(name)s” is not a photo. Take a photo of the page with your telephone.")

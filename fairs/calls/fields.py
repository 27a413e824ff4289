"""Fields that the forms of an edition share: moments, texts in three languages, a place by its name, a point."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperatives.accounts.fields import western_digits
from cooperatives.territory.meant import PlaceAnswer, place_meant
from cooperatives.territory.models import Commune
from cooperatives.texts import LANGUAGES

LANGUAGE_NAMES = {"ar": gettext_lazy("Arabic"), "fr": gettext_lazy("French"), "en": gettext_lazy("English")}
CODE = {"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}
POINT = re.compile(r"(-?\d{1,2}[.,]\d+)\s*[,;،\s]\s*(-?\d{1,2}[.,]\d+)")
FIVE_PLACES = Decimal("0.00001")


class MomentField(forms.DateTimeField):
    """A day and an hour, by the clock of Morocco."""

    def __init__(self, **given: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        messages = {
            "required": gettext_lazy("Choose the day and the hour."),
            "invalid": gettext_lazy("Write a day and an hour."),
        }
        super().__init__(widget=widget, error_messages=messages, **given)


class DayField(forms.DateField):
    """A day of the calendar."""

    def __init__(self, **given: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        messages = {"required": gettext_lazy("Choose the day."), "invalid": gettext_lazy("Write a day.")}
        super().__init__(widget=widget, error_messages=messages, **given)


class HourField(forms.TimeField):
    """An hour of the clock."""

    def __init__(self, **given: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        messages = {
            "required": gettext_lazy("Choose the hour."),
            "invalid": gettext_lazy("Write an hour, such as 9:30."),
        }
        super().__init__(widget=widget, error_messages=messages, **given)


class NumberField(forms.IntegerField):
    """A whole number in digits of any script."""

    widget = forms.TextInput(attrs=CODE | {"inputmode": "numeric", "maxlength": 6})

    def __init__(self, *, least: int = 1, most: int = 5000, **given: Any) -> None:
        messages = {"required": gettext_lazy("Write a number."), "invalid": gettext_lazy("Write a number, such as 12.")}
        super().__init__(error_messages=messages, **given)
        self.least, self.most = least, most

    def to_python(self, value: Any) -> Any:
        return super().to_python(western_digits(value.strip()) if isinstance(value, str) else value)

    def run_validators(self, value: Any) -> None:
        if value is not None and not self.least <= value <= self.most:
            raise forms.ValidationError(
                _("Write a number from %(least)s to %(most)s.") % {"least": self.least, "most": self.most}
            )


class PointField(forms.CharField):
    """Latitude and longitude as maps write them, or the address of a map that holds them; cleaned to a pair."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("required", False)
        super().__init__(max_length=600, widget=forms.TextInput(attrs=CODE), **given)

    def clean(self, value: Any) -> Any:
        text = western_digits(super().clean(value))
        if not text:
            return None
        found = POINT.search(text)
        if found is None:
            raise forms.ValidationError(_("Write latitude and longitude, such as 30.42780, -9.59810."))
        latitude, longitude = (Decimal(part.replace(",", ".")).quantize(FIVE_PLACES) for part in found.groups())
        if not (20 <= latitude <= 37 and -18 <= longitude <= 0):
            raise forms.ValidationError(_("This point does not lie in Morocco."))
        return latitude, longitude


@dataclass(frozen=True, slots=True)
class Texts:
    """A text that is asked for in each language."""

    label: Any
    most: int = 200
    rows: int = 0
    help: Any = ""

    def fields(self, name: str) -> dict[str, forms.CharField]:
        return {f"{name}_{language}": self._field(language) for language in LANGUAGES}

    def _field(self, language: str) -> forms.CharField:
        attrs = {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
        widget = forms.Textarea(attrs=attrs | {"rows": self.rows}) if self.rows else forms.TextInput(attrs=attrs)
        label = format_lazy("{} · {}", self.label, LANGUAGE_NAMES[language])
        # Said once for the three of them.
        said = self.help if language == LANGUAGES[0] else ""
        return forms.CharField(label=label, max_length=self.most, required=False, widget=widget, help_text=said)


@dataclass(frozen=True, slots=True)
class Panel:
    """Fields under one heading; those of a text stand for its languages."""

    title: Any
    names: tuple[str, ...]
    note: Any = ""


class DeskForm(forms.Form):
    """A form of the desk in panels, whose texts are asked for in three languages."""

    use_required_attribute = False
    texts: ClassVar[Mapping[str, Texts]] = {}
    panels: ClassVar[Sequence[Panel]] = ()
    needed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, text in self.texts.items():
            self.fields |= text.fields(name)

    def shown(self) -> list[tuple[Panel, list[forms.BoundField]]]:
        """Each panel with its fields; one without any is left out."""
        rows = [(panel, self._bound(panel)) for panel in self.panels]
        return [(panel, fields) for panel, fields in rows if fields]

    def given(self, *, without: Sequence[str] = ()) -> dict[str, Any]:
        """What a service shall write: everything of a new row, what was changed of one that stands."""
        names = [name for name in self.cleaned_data if name not in without]
        if self.initial:
            names = [name for name in names if name in self.changed_data]
        return {name: self.cleaned_data[name] for name in names}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name in self.needed:
            if not any(given.get(column) for column in self._columns(name)):
                self.add_error(f"{name}_ar", _("Write it in one language at least."))
        return given

    def check_order(self, first: str, last: str, text: Any) -> None:
        """Say beside `last` that it must come after `first`."""
        begins, ends = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if begins and ends and begins >= ends:
            self.add_error(last, text)

    def _columns(self, name: str) -> list[str]:
        return list(self.texts[name].fields(name)) if name in self.texts else [name]

    def _bound(self, panel: Panel) -> list[forms.BoundField]:
        names = [column for name in panel.names for column in self._columns(name)]
        return [self[name] for name in names if name in self.fields]


class PlacedForm(DeskForm):
    """A form with a place that is found by its name."""

    place_text = forms.CharField(label=gettext_lazy("Town, commune or douar"), max_length=80, required=False)

    def __init__(self, *args: Any, commune: Commune | None = None, **given: Any) -> None:
        super().__init__(*args, **given)
        self.commune = commune
        text = "" if commune is None else str(commune.name)
        self.where = place_meant(self.data) if self.is_bound else PlaceAnswer(text=text)

    @property
    def is_untouched(self) -> bool:
        """The name that stands was left as it is: it means the same place, however many bear that name."""
        same = self.commune is not None and self.where.text == str(self.commune.name)
        return same and not self.data.get("place")

    def clean_place_text(self) -> str:
        if self.where.place is None and not self.is_untouched:
            raise forms.ValidationError(self.where.problem or _("Write the name of the town, commune or douar."))
        return self.where.text

    def meant(self) -> Commune | None:
        """The commune of the place that is meant."""
        return self.where.place.commune if self.where.place and not self.is_untouched else self.commune

    def placed(self) -> dict[str, Commune]:
        """The commune that is meant, where it is another one than before."""
        meant = self.meant()
        return {"commune": meant} if meant is not None and meant != self.commune else {}

"""Forms that end in one service, and say beside the right field what the service or the database refused."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import formfield_for_dbfield

from cooperatives.accounts.models import User
from cooperatives.texts import LANGUAGES

# A string, or one that is translated when it is shown.
Text = Any
LANGUAGE_NAMES = {"ar": _("Arabic"), "fr": _("French"), "en": _("English")}
# The languages in which people are written to, each in its own.
LANGUAGES_OF_PEOPLE = [("ar", "العربية"), ("fr", "Français"), ("en", "English")]
IN_ONE_LANGUAGE = _("Write it in one language at least.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a person reads when a service or a constraint refused, and beside which field."""

    text: Text | Callable[[Any], Text]
    field: str | Callable[[Any], str] | None = None

    def said(self, error: Exception) -> tuple[str | None, Text]:
        field = self.field(error) if callable(self.field) else self.field
        return field, self.text(error) if callable(self.text) else self.text


# By the exception that a service raises, or by the name of the database's constraint.
Refusals = Mapping[Any, Refusal]


def expected(refusals: Refusals) -> tuple[type[Exception], ...]:
    """The exceptions that a door with `refusals` may answer; others are faults."""
    return (IntegrityError, *(key for key in refusals if isinstance(key, type)))


def said(error: Exception, refusals: Refusals) -> tuple[str | None, Text] | None:
    """Beside which field a person reads what about `error`; None for a fault."""
    keys: Sequence[type | str] = type(error).__mro__
    if isinstance(error, IntegrityError):
        keys = [getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")]
    refusal = next((refusals[key] for key in keys if key in refusals), None)
    return refusal.said(error) if refusal else None


def in_languages(*names: str) -> tuple[str, ...]:
    """The columns of translated fields, a language after the other for each."""
    return tuple(f"{name}_{language}" for name in names for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading of a form."""

    title: Text
    fields: tuple[str, ...]


class Sectioned:
    """A form shown in sections; a field that no section names stands under the last."""

    sections: ClassVar[tuple[Section, ...]] = ()
    fields: dict[str, Any]

    def panels(self) -> Iterator[tuple[Text, list[forms.BoundField]]]:
        """Each heading with its fields; a section without any is left out."""
        names = [name for name, field in self.fields.items() if not field.widget.is_hidden]
        named = {name for section in self.sections for name in section.fields}
        rest = tuple(name for name in names if name not in named)
        for section in [*self.sections, Section("", rest)]:
            if bound := [self[name] for name in section.fields if name in names]:  # type: ignore[index]
                yield section.title, bound


class ActForm(Sectioned, forms.Form):
    """What an act on `subject` asks of the person; nothing, unless a subclass says so."""

    def __init__(self, *args: Any, subject: Model, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject


class ServiceForm(Sectioned, forms.ModelForm):
    """A form on a row, which is written by a service and never by the form."""

    only_new: ClassVar[frozenset[str]] = frozenset()
    only_later: ClassVar[frozenset[str]] = frozenset()
    # Which fields the address of an empty form may fill.
    prefilled: ClassVar[tuple[str, ...]] = ()
    translated: ClassVar[Mapping[str, Text]] = {}
    refusals: ClassVar[Refusals] = {}

    class Meta:
        formfield_callback = formfield_for_dbfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.only_later if self.is_new else self.only_new:
            self.fields.pop(name, None)
        for name, label in self.translated.items():
            for language in LANGUAGES:
                self._label_text(self.fields[f"{name}_{language}"], label, language)

    @property
    def is_new(self) -> bool:
        return self.instance.pk is None or self.instance._state.adding

    def given(self, *, without: Sequence[str] = ()) -> dict[str, Any]:
        """What the service shall write: all of a new row, else only what the person changed.

        Two people who change different fields of one row do not undo each other.
        """
        names = [name for name in self._meta.fields or () if name in self.fields and name not in without]
        return {name: self.cleaned_data[name] for name in names if self.is_new or name in self.changed_data}

    def carry_out(self, *, by: User) -> Model:
        """Call the service; answers the row as it was written."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        return super().clean() or self.cleaned_data

    def need_text(self, *names: str) -> None:
        """Ask for each of the translated fields in one language at least."""
        for name in names:
            if not any(self.cleaned_data.get(column) for column in in_languages(name)):
                self.add_error(f"{name}_ar", ValidationError(IN_ONE_LANGUAGE, code="required"))

    def _update_errors(self, errors: ValidationError) -> None:
        """Put what the row's constraints say beside the field that `refusals` names for them."""
        by_field = hasattr(errors, "error_dict")
        found: dict[str, Any] = dict(errors.error_dict) if by_field else {NON_FIELD_ERRORS: errors.error_list}
        left = []
        for error in found.pop(NON_FIELD_ERRORS, []):
            refusal = self.refusals.get(self._constraint_of(error))
            if refusal is None:
                left.append(error)
            else:
                field, text = refusal.said(error)
                self.add_error(field if field in self.fields else None, ValidationError(text))
        # Beside a field that was refused already, the row as a whole has nothing to add.
        if left and not self.errors:
            found[NON_FIELD_ERRORS] = left
        if found:
            super()._update_errors(ValidationError(found))  # type: ignore[misc]

    def _constraint_of(self, error: ValidationError) -> str:
        """The name of the constraint that `error` tells of, which it does not carry."""
        fields = (error.params or {}).get("unique_check")
        for constraint in self.instance._meta.constraints:
            same_fields = fields and tuple(getattr(constraint, "fields", ())) == tuple(fields)
            if same_fields or str(constraint.get_violation_error_message()) == str(error.message):
                return str(constraint.name)
        return ""

    @staticmethod
    def _label_text(field: forms.Field, label: Text, language: str) -> None:
        field.label = format_lazy("{} · {}", label, LANGUAGE_NAMES[language])
        field.widget.attrs |= {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}

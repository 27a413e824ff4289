"""What keepers type about stock: a quantity, a threshold, where pieces go."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.limits import MOST_OF_IT

QUANTITY = {"dir": "ltr", "inputmode": "decimal", "autocomplete": "off"}
LEAST = Decimal("0.001")
# The comma of French and Arabic keyboards, and the Arabic one, for the point.
_POINTS = str.maketrans({",": ".", "٫": ".", "\u00a0": None, "\u202f": None, " ": None})


class QuantityField(forms.DecimalField):
    """A quantity with up to three decimals, however its point is written."""

    widget = forms.TextInput(attrs=QUANTITY)
    default_error_messages = {
        "required": _("Write a number."),
        "invalid": _("Write a number, such as 12 or 1.5."),
        "min_value": _("This number is too small."),
        "max_value": _("This number is too large."),
        "max_decimal_places": _("Three digits after the point at most."),
        "max_digits": _("This number is too large."),
        "max_whole_digits": _("This number is too large."),
    }

    def __init__(self, **given: Any) -> None:
        usual: dict[str, Any] = {"min_value": LEAST, "max_value": MOST_OF_IT, "decimal_places": 3, "max_digits": 9}
        super().__init__(**usual | given)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(value.translate(_POINTS) if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class ChangeForm(forms.Form):
    """One more or less, or several at once."""

    change = QuantityField(min_value=-MOST_OF_IT)


class CountForm(forms.Form):
    """What was counted."""

    quantity = QuantityField(
        label=_("How much is at your cooperative now?"),
        min_value=0,
        help_text=_("Count everything that lies with you, also what is promised to orders."),
    )


class UndoForm(forms.Form):
    """Which change is undone."""

    of = forms.CharField(max_length=60, widget=forms.HiddenInput)


class ThresholdForm(forms.Form):
    """From which quantity on somebody is told."""

    threshold = QuantityField(
        label=_("Tell us when no more than this is left"),
        min_value=0,
        required=False,
        help_text=_("You get one message when it falls to this number. Leave it empty for none."),
    )


class SendForm(forms.Form):
    """How much goes to which fair or market."""

    edition = forms.ChoiceField(
        label=_("To which fair or market?"),
        error_messages={"required": _("Choose a fair."), "invalid_choice": _("Choose a fair.")},
    )
    quantity = QuantityField(label=_("How much do you take there?"))

    def __init__(self, *args: Any, editions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = editions
        self.fields["edition"].choices = editions  # type: ignore[attr-defined]


class BringForm(SendForm):
    """How much came back from where."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].label = _("From where?")
        self.fields["quantity"].label = _("How much did you bring back?")

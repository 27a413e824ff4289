"""What a cooperative types about an order."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marketplace.conversation.masking import without_contacts
from marketplace.order.enums import CannotReason
from marketplace.order.models import Line, Order

NEEDS_REASON = _("Choose why: the shopper will want to know.")


class ActForm(forms.Form):
    """What an act asks about `order`."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, order: Order | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.order = order


class ShipForm(ActForm):
    """The carrier's number of the parcel, from its slip."""

    tracking = forms.CharField(
        label=_("Number on the carrier's slip"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )


class ReasonForm(ActForm):
    """What was said at the door."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=200,
        error_messages={"required": _("Say why in a few words: the shopper will want to know.")},
    )


class CannotForm(ActForm):
    """Why an order cannot be sent, from a short list; in own words where nothing of it fits."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=CannotReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": NEEDS_REASON, "invalid_choice": NEEDS_REASON},
    )
    note = forms.CharField(label=_("In your own words"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """`because` is the reason of the list, or the words, without numbers and addresses in them."""
        words, _hid = without_contacts(self.cleaned_data.get("note", ""))
        if self.cleaned_data.get("reason") == CannotReason.OTHER and not words:
            self.add_error("note", _("Say why in a few words: the shopper will want to know."))
        return self.cleaned_data | {"because": words or self.cleaned_data.get("reason", "")}


class PartForm(ActForm):
    """How many pieces of each line can be sent, and why not all of them."""

    reason = forms.ChoiceField(
        label=_("Why not all of it?"),
        choices=CannotReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": NEEDS_REASON, "invalid_choice": NEEDS_REASON},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, order: Order | None = None, **kwargs: Any) -> None:
        super().__init__(data, order=order, **kwargs)
        lines = [line for line in order.lines.all() if line.to_send] if order else []
        self.lines = {f"pieces_{place}": line for place, line in enumerate(lines)}
        asked = {name: _pieces(line) for name, line in self.lines.items()}
        self.fields = asked | self.fields

    def clean(self) -> dict[str, Any]:
        pieces = {line.pk: self.cleaned_data.get(name) for name, line in self.lines.items()}
        if None not in pieces.values() and not self.errors:
            self._check(list(self.lines.values()), pieces)
        return self.cleaned_data | {"pieces": pieces}

    def _check(self, lines: list[Line], pieces: Mapping[int, int | None]) -> None:
        if not any(pieces.values()):
            raise ValidationError(_("Not one piece: go back and press “We cannot send it”."), code="nothing")
        if all(pieces[line.pk] == line.to_send for line in lines):
            raise ValidationError(_("That is all of it: go back and press “Accept”."), code="all")


def _pieces(line: Line) -> forms.IntegerField:
    """None to all that were ordered of a line."""
    beyond = _("From 0 to %(most)d.") % {"most": line.to_send}
    return forms.IntegerField(
        label=line.product.title if line.product else line.title,
        help_text=_("Ordered: %(count)d. How many can you send?") % {"count": line.to_send},
        min_value=0,
        max_value=line.to_send,
        initial=line.to_send,
        widget=forms.NumberInput(attrs={"dir": "ltr", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), beyond),
    )


class CollectedForm(ActForm):
    """Who holds the cash now."""

    collector = forms.ChoiceField(
        label=_("Who took the money?"),
        choices=[("carrier", _("The carrier has it")), ("cooperative", _("We have it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who took the money."), "invalid_choice": _("Say who took the money.")},
    )

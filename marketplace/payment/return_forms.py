"""What people type about money and goods that go back: the shopper's wish, and where cash goes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperatives.settlements.rib import RibCheckDigitsWrong, RibNotDigits, RibTooShortOrLong, read_rib
from marketplace.conversation.masking import without_contacts
from marketplace.order.models import Line, Order
from marketplace.payment.enums import RefundWay
from marketplace.payment.refund_parts import LineLeft
from marketplace.payment.refunds import Payee
from marketplace.payment.return_rules import excepted, reasons_open

WAYS_FOR_CASH = [(RefundWay.BANK, _("Into a bank account")), (RefundWay.POSTAL, _("By postal order"))]
_NEEDS_NAME = _("Write the name on the account, or on the identity card.")


class RibField(forms.CharField):
    """A RIB in whichever groups it is typed; cleaned to its 24 digits, the check digits proven."""

    def __init__(self, **kwargs: Any) -> None:
        shown = {"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(max_length=60, widget=forms.TextInput(attrs=shown), **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return read_rib(text)
        except RibTooShortOrLong as refusal:
            raise ValidationError(
                _("A RIB has 24 digits; here are %(count)d."), params={"count": refusal.count}, code="length"
            ) from None
        except RibNotDigits:
            raise ValidationError(_("A RIB has digits alone: write it without letters."), code="digits") from None
        except RibCheckDigitsWrong:
            raise ValidationError(
                _("The last two digits do not fit the others: one is wrong or two are swapped."), code="check"
            ) from None


class PayeeFields(forms.Form):
    """Where money that was paid in cash goes back to."""

    way = forms.ChoiceField(
        label=_("How does the money come back?"),
        choices=WAYS_FOR_CASH,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how the money comes back."), "invalid_choice": _("Choose one of the ways.")},
    )
    payee_name = forms.CharField(
        label=_("Name of who gets the money"),
        max_length=120,
        help_text=_("As it stands on the account, or on the identity card."),
        error_messages={"required": _NEEDS_NAME},
    )
    payee_rib = RibField(label=_("RIB"), required=False, help_text=_("24 digits, for a bank account only."))

    def check_payee(self) -> None:
        """A bank account needs its RIB; a postal order has none."""
        if "way" not in self.fields:
            return
        wants_bank = self.cleaned_data.get("way") == RefundWay.BANK
        if wants_bank and not self.cleaned_data.get("payee_rib") and not self.has_error("payee_rib"):
            self.add_error("payee_rib", _("Write the RIB of the account."))

    @property
    def payee(self) -> Payee | None:
        """What was said, once the form is valid; None where a card paid."""
        if "way" not in self.fields:
            return None
        way = RefundWay(self.cleaned_data["way"])
        rib = self.cleaned_data["payee_rib"] if way == RefundWay.BANK else ""
        return Payee(way, self.cleaned_data["payee_name"], rib)


class ReturnForm(PayeeFields):
    """What the shopper gives back, why, and where the money goes when it was paid in cash."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why."), "invalid_choice": _("Choose one of the reasons.")},
    )
    note = forms.CharField(
        label=_("Do you want to say more?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        order: Order,
        lines: Sequence[tuple[Line, LineLeft]],
        by_card: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.lines = {f"pieces_{place}": line for place, (line, _left) in enumerate(lines)}
        for name, (line, left) in zip(self.lines, lines, strict=True):
            self.fields[name] = _pieces(line, left)
        reasons = [(reason.value, reason.label) for reason in reasons_open(order)]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]
        if by_card:
            for name in ("way", "payee_name", "payee_rib"):
                del self.fields[name]
        else:
            self.fields["payee_name"].initial = order.purchase.payer_name

    def clean_note(self) -> str:
        """The cooperative reads it: without numbers and addresses, as every message."""
        return without_contacts(self.cleaned_data["note"])[0]

    @property
    def piece_fields(self) -> list[tuple[forms.BoundField, Line]]:
        return [(self[name], line) for name, line in self.lines.items()]

    @property
    def pieces(self) -> dict[int, int]:
        """How many of each line, by its key."""
        return {line.pk: self.cleaned_data.get(name) or 0 for name, line in self.lines.items()}

    def clean(self) -> dict[str, Any]:
        self.check_payee()
        if not any(self.pieces.values()) and not self.errors:
            self.add_error(None, _("Choose what you give back."))
        chosen = [line for line in self.lines.values() if self.pieces[line.pk]]
        for line in excepted(chosen, self.cleaned_data.get("reason", "")):
            name = next(name for name, each in self.lines.items() if each is line)
            self.add_error(name, _("This is taken back only when something is wrong with it: it spoils."))
        return self.cleaned_data


def _pieces(line: Line, left: LineLeft) -> forms.TypedChoiceField:
    """None to all that is left of a line."""
    return forms.TypedChoiceField(
        label=line.title,
        choices=[(count, str(count)) for count in range(left.pieces_left + 1)],
        coerce=int,
        empty_value=None,
        required=False,
        initial=0,
    )

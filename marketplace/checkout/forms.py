"""Everything a shopper says at the checkout, on one page."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperatives.money import ZERO
from cooperatives.phones import parse_phone
from marketplace.basket.selectors import BasketContents, CooperativePart
from marketplace.checkout.payment import payment_choices
from marketplace.checkout.places import PlaceAnswer
from marketplace.delivery.hubs import HubOffer
from marketplace.delivery.selectors import Quote
from marketplace.order.enums import DeliveryKind
from marketplace.order.rows import Contact

_PHONE = {"dir": "ltr", "inputmode": "tel", "autocomplete": "tel", "placeholder": "06 12 34 56 78"}
_NAME = {"required": _("Write a name.")}
_NEEDS_PHONE = {"required": _("Write the phone number with its ten digits, such as 06 12 34 56 78.")}


class MaybeNeededMixin:
    """Shown as needed, since it mostly is; the form itself says when it is missing."""

    def validate(self, value: Any) -> None:
        return None


class MaybeNeeded(MaybeNeededMixin, forms.CharField):
    pass


class PhoneField(forms.CharField):
    """A telephone number of any country; cleaned to E.164."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, widget=forms.TextInput(attrs=_PHONE), error_messages=_NEEDS_PHONE, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return parse_phone(text) if text else ""


class MaybeNeededPhone(MaybeNeededMixin, PhoneField):
    pass


class CheckoutForm(forms.Form):
    """Who pays, who receives, where, how each parcel comes, and how it is paid."""

    payer_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages=_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    payer_phone = PhoneField(label=_("Your phone"), help_text=_("We send a code there. Any country."))
    payer_email = forms.EmailField(
        label=_("Your e-mail"), required=False, widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"})
    )
    same_person = forms.BooleanField(label=_("I receive it myself"), required=False)
    recipient_name = MaybeNeeded(label=_("Name of who receives it"), max_length=120)
    recipient_phone = MaybeNeededPhone(
        label=_("Phone of who receives it"), help_text=_("A Moroccan number: the carrier calls it.")
    )
    place_text = forms.CharField(
        label=_("Town, commune, quarter or douar"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "search"}),
    )
    landmark = MaybeNeeded(
        label=_("Street, or a landmark"),
        max_length=300,
        help_text=_("Such as: behind the mosque, blue door, 3rd floor."),
    )
    payment_method = forms.ChoiceField(label=_("How you pay"), choices=payment_choices, widget=forms.RadioSelect)
    agrees_to_prices = forms.BooleanField(label=_("I agree to the new prices"), required=False)

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        held: BasketContents,
        offered: Mapping[int, list[Quote]],
        where: PlaceAnswer,
        hubs: Sequence[HubOffer] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.held, self.offered, self.where, self.hubs = held, offered, where, hubs
        self.fields["hub"] = _hub_choice(hubs)
        for part in held.parts:
            self.fields[delivery_field(part)] = _delivery_choice(part, offered[part.cooperative.pk])

    def clean_recipient_name(self) -> str:
        if not self.data.get("same_person") and not self.cleaned_data["recipient_name"]:
            raise ValidationError(_NAME["required"], code="required")
        return str(self.cleaned_data["recipient_name"])

    def clean_recipient_phone(self) -> str:
        """The carrier calls it, so it is Moroccan; the payer's own where both are one person."""
        if self.data.get("same_person"):
            given = self.cleaned_data.get("payer_phone", "")
            if not given:
                return ""
            try:
                return parse_phone(given, only_morocco=True)
            except ValidationError as error:
                self.add_error("same_person", error)
                return ""
        if not self.cleaned_data["recipient_phone"]:
            raise ValidationError(_NEEDS_PHONE["required"], code="required")
        return parse_phone(self.cleaned_data["recipient_phone"], only_morocco=True)

    def clean(self) -> dict[str, Any]:
        if self.where.problem:
            self.add_error("place_text", self.where.problem)
        chosen = [self._chosen(part) for part in self.held.parts]
        # Without a place nothing is chosen yet: what else the way to the door needs is said in the same go.
        to_the_door = any(quote.kind == DeliveryKind.HOME if quote else self.where.place is None for quote in chosen)
        if to_the_door and not self.cleaned_data.get("landmark"):
            self.add_error("landmark", _("Write a street or a landmark, so that the carrier finds it."))
        if self.held.changed and not self.cleaned_data.get("agrees_to_prices"):
            self.add_error("agrees_to_prices", _("Prices changed: say whether that is fine."))
        return self.cleaned_data

    def _chosen(self, part: CooperativePart) -> Quote | None:
        """The quote chosen for a part, or what is missing said at the right field."""
        quote = self.quote_of(part)
        if quote is None and self.where.place is None:
            if not self.has_error("place_text"):
                self.add_error("place_text", _("Say where it should come."))
        elif quote is None and not self.has_error(delivery_field(part)):
            self.add_error(delivery_field(part), _("Choose how this comes to you."))
        return quote

    @property
    def hub(self) -> HubOffer | None:
        """The hub through which several of the orders come in one parcel, if one is chosen now."""
        code = (self.data if self.is_bound else self.initial).get("hub", "")
        return next((offer for offer in self.hubs if offer.code == code), None)

    def comes_through_hub(self, part: CooperativePart) -> bool:
        return self.hub is not None and part.cooperative.pk in self.hub.shares

    def quote_of(self, part: CooperativePart) -> Quote | None:
        """What is chosen for a part now; the first way to the door where nothing was chosen yet."""
        if self.hub is not None and part.cooperative.pk in self.hub.shares:
            return self.hub.quotes()[part.cooperative.pk]
        name, offered = delivery_field(part), self.offered[part.cooperative.pk]
        code = (self.data if self.is_bound else self.initial).get(name, "")
        found = next((quote for quote in offered if quote.code == code), None)
        if found is None and not self.is_bound:
            return next((quote for quote in offered if quote.kind == DeliveryKind.HOME), None)
        return found

    @property
    def delivery_total(self) -> Decimal:
        return sum((quote.price for part in self.held.parts if (quote := self.quote_of(part))), ZERO)

    @property
    def choices(self) -> dict[str, str]:
        """The code of the chosen quote, by the cooperative's public id."""
        return {part.cooperative.public_id: self.cleaned_data[delivery_field(part)] for part in self.held.parts}

    @property
    def contact(self) -> Contact:
        given = self.cleaned_data
        name = given["payer_name"] if given["same_person"] else given["recipient_name"]
        return Contact(
            payer_name=given["payer_name"],
            payer_phone=given["payer_phone"],
            payer_email=given["payer_email"],
            recipient_name=name,
            recipient_phone=given["recipient_phone"],
        )


def _delivery_choice(part: CooperativePart, offered: list[Quote]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Parcel from %(cooperative)s") % {"cooperative": part.cooperative},
        choices=[(quote.code, quote.code) for quote in offered],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose how this comes to you.")},
    )


def _hub_choice(hubs: Sequence[HubOffer]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("One parcel or several"),
        choices=[("", "")] + [(offer.code, offer.code) for offer in hubs],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose how this comes to you.")},
    )


def delivery_field(part: CooperativePart) -> str:
    """The field's name for one cooperative's delivery."""
    return f"delivery_{part.cooperative.public_id}"

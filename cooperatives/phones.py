"""Telephone numbers: E.164 in rows, grouped for people."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HOME_REGION = "MA"


def parse_phone(text: str, *, only_morocco: bool = False) -> str:
    """The E.164 form of what a person typed; a number without a country is Moroccan.

    Raises `ValidationError` with a message for the person.
    """
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(
            _("Write the phone number with its ten digits, such as 06 12 34 56 78."), code="phone"
        ) from error
    if only_morocco and number.country_code != 212:
        raise ValidationError(_("The carrier needs a Moroccan number, such as 06 12 34 56 78."), code="phone")
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(_("This phone number does not exist. Check its digits."), code="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(number: str) -> str:
    """An E.164 number as people read it, such as +212 612-345678."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def masked_phone(number: str) -> str:
    """A number with its middle hidden: enough to recognise one's own."""
    return f"{number[:5]} •••• {number[-2:]}"

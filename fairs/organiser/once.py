"""Acts of a form that happen once, however often it is sent."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.db import transaction

from cooperatives.idempotency import FIELD, spend

Made = TypeVar("Made")


def act_once(data: Mapping[str, str], *, action: str, act: Callable[[], Made]) -> Made | None:
    """What `act` answers, done in the transaction that spends the form's token; None when it was spent before.

    An act that refuses leaves the token good for another try.
    """
    with transaction.atomic():
        return act() if spend(str(data.get(FIELD, "")), action=action) else None

"""Acts of a form that happen once, however often it is sent."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from cooperatives.idempotency import FIELD, spend


def act_once(data: Mapping[str, Any], *, action: str, act: Callable[[], object]) -> bool:
    """Do `act` in the transaction that spends the form's token; False when it was spent before.

    An act that refuses leaves the token good for another try.
    """
    with transaction.atomic():
        fresh = spend(str(data.get(FIELD, "")), action=action)
        if fresh:
            act()
    return fresh

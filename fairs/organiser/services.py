"""The acts of the organiser's forms: each happens once, however often the form is sent."""

from decimal import Decimal

from django.db import transaction

from cooperatives.accounts.models import User
from cooperatives.idempotency import spend
from fairs.models import DeclaredTotal
from fairs.revenue.declared import NewTotal, correct_declared_total, declare_total


@transaction.atomic
def declare_once(*, token: str, total: NewTotal, by: User) -> bool:
    """Declare a total; False when this very form was sent before.

    Raises `TotalAlreadyDeclared`, and the form may then be sent again.
    """
    fresh = spend(token, action="declare_total")
    if fresh:
        declare_total(total=total, by=by)
    return fresh


@transaction.atomic
def correct_once(*, token: str, total: DeclaredTotal, amount: Decimal, by: User) -> bool:
    """Put right a declared total; False when this very form was sent before."""
    fresh = spend(token, action="correct_declared_total")
    if fresh:
        correct_declared_total(total=total, amount=amount, by=by)
    return fresh

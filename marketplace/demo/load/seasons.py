"""One cooperative that is closed now, one that closes for the harvest, one that sends no small orders."""

from datetime import timedelta
from decimal import Decimal

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.season.enums import ClosedBecause
from cooperatives.season.services import ask_of_orders, close

LEAST = Decimal(100)
TWICE_A_WEEK = (1, 4)


def load_seasons(cooperatives: list[Cooperative]) -> None:
    """Write them through the services; who stands first in every list stays open."""
    today, middle = clock.today(), len(cooperatives) // 2
    close(
        cooperative=cooperatives[middle],
        starts_on=today,
        ends_on=today + timedelta(days=12),
        because=ClosedBecause.REST,
        message="نعود بعد أيام قليلة بإذن الله",
        language="ar",
        by=_manager_of(cooperatives[middle]),
    )
    close(
        cooperative=cooperatives[0],
        starts_on=today + timedelta(days=30),
        ends_on=today + timedelta(days=44),
        because=ClosedBecause.HARVEST,
        language="ar",
        by=_manager_of(cooperatives[0]),
    )
    ask_of_orders(
        cooperative=cooperatives[middle + 1],
        minimum=LEAST,
        weekdays=TWICE_A_WEEK,
        by=_manager_of(cooperatives[middle + 1]),
    )


def _manager_of(cooperative: Cooperative) -> User:
    return User.objects.filter(memberships__cooperative=cooperative, memberships__role=Role.MANAGER).earliest("pk")

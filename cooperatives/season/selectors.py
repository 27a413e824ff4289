"""When a cooperative is closed, as shoppers and its members see it."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from cooperatives import clock
from cooperatives.models import Cooperative
from cooperatives.season.models import ClosedPeriod


def covering(day: date) -> QuerySet[ClosedPeriod]:
    """The periods in which `day` lies; of one cooperative at most one."""
    return ClosedPeriod.objects.standing().filter(starts_on__lte=day, ends_on__gte=day)


def closed_now(cooperative: Cooperative) -> ClosedPeriod | None:
    """The period in which the cooperative is closed today."""
    return covering(clock.today()).filter(cooperative=cooperative).first()


def closed_until(cooperative: str = "cooperative") -> Subquery:
    """For a list: the last day on which the cooperative of each row is closed now; NULL where it is open."""
    return Subquery(covering(clock.today()).filter(cooperative=OuterRef(cooperative)).values("ends_on")[:1])


def ahead(cooperative: Cooperative) -> list[ClosedPeriod]:
    """The periods of a cooperative that are not over yet, the next one first."""
    standing = ClosedPeriod.objects.standing().filter(cooperative=cooperative, ends_on__gte=clock.today())
    return list(standing.order_by("starts_on"))

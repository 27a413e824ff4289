"""Which telephones ring for whom."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from cooperatives.accounts.models import User
from cooperatives.models import Membership
from cooperatives.permissions import ROLES_OF_AREA
from cooperatives.push.models import PushSubscription


def devices_of(cooperative_id: int, area: str) -> list[PushSubscription]:
    """The telephones of those who work in `area` for a cooperative now, with their people."""
    workers = Membership.objects.current().filter(cooperative=cooperative_id, role__in=ROLES_OF_AREA[area])
    current = _current().filter(user__in=workers.values("user"), user__is_active=True)
    return list(current.select_related("user").order_by("pk"))


def has_rung(cooperative_id: int, area: str, *, since: datetime) -> bool:
    """Whether a push service has taken a message for any of these telephones since then."""
    return any(device.rang_at and device.rang_at >= since for device in devices_of(cooperative_id, area))


def devices_of_person(user: User) -> QuerySet[PushSubscription]:
    """A person's own telephones that ring."""
    return _current().filter(user=user).order_by("pk")


def _current() -> QuerySet[PushSubscription]:
    """Without a key of ours nothing can be handed over: then an SMS goes out as if there were no telephone."""
    if not settings.VAPID_PRIVATE_KEY:
        return PushSubscription.objects.none()
    return PushSubscription.objects.filter(ended_at__isnull=True)

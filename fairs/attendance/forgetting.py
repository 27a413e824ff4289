"""Pictures of incidents, on which people may be seen: deleted when they have served. What happened stays in words."""

from datetime import timedelta

import structlog
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.db.models import Q

from cooperatives import clock
from cooperatives.audit.services import record_act
from fairs.attendance.enums import IncidentStatus
from fairs.attendance.incidents import PICTURES
from fairs.attendance.models import Incident

logger = structlog.get_logger(__name__)

FORGET_PICTURES = "fairs.forget_incident_pictures"
KEPT_FOR = timedelta(days=90)
# What is not solved may still be argued about, with an insurer or a court; not for ever.
KEPT_WHILE_OPEN = timedelta(days=365)
# A picture is stored before its incident is committed: one that nobody names after a day was left behind.
LEFT_BEHIND_AFTER = timedelta(days=1)
AT_ONCE = 500


def forget_pictures() -> int:
    """Delete the pictures that have served, and those that no incident names; answer how many incidents lost theirs."""
    now = clock.now()
    is_old = Q(status=IncidentStatus.SOLVED, recorded_at__lt=now - KEPT_FOR) | Q(recorded_at__lt=now - KEPT_WHILE_OPEN)
    old = list(Incident.objects.exclude(picture="").filter(is_old).order_by("pk")[:AT_ONCE])
    for incident in old:
        # The row last: a file that could not be deleted is tried again tomorrow.
        storages["private"].delete(incident.picture)
        _note(incident)
    left = _sweep(storages["private"])
    logger.info("incident_pictures_forgotten", pictures=len(old), left_behind=left)
    return len(old)


@transaction.atomic
def _note(incident: Incident) -> None:
    Incident.objects.filter(pk=incident.pk).update(picture="")
    record_act(action="incident.forget_picture", subject=incident, by=None)


def _sweep(storage: Storage) -> int:
    names = [f"{PICTURES}/{name}" for name in storage.listdir(PICTURES)[1]] if storage.exists(PICTURES) else []
    named = set(Incident.objects.filter(picture__in=names).values_list("picture", flat=True))
    before = clock.now() - LEFT_BEHIND_AFTER
    left = [name for name in names if name not in named and storage.get_modified_time(name) < before]
    for name in left:
        storage.delete(name)
    return len(left)

"""What went wrong on a day: written with where it was and a picture, and settled by what was done about it."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from catalogue.pictures import read_picture
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import log_status, move_status, record_act
from cooperatives.identifiers import new_public_id
from cooperatives.locks import row_for_update
from fairs.attendance.enums import INCIDENT_MOVES, IncidentStatus
from fairs.attendance.models import Incident
from fairs.models import EditionDay

# Where they lie in the private storage.
PICTURES = "incidents"
QUALITY = 80
LONGEST_SIDE = 1600


def drawn_anew(upload: BinaryIO) -> bytes:
    """A picture as JPEG, upright, without what the telephone hid in it. Raises `catalogue.pictures.PictureRefused`."""
    picture = read_picture(upload)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    file = BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()


@transaction.atomic
def report_incident(
    *, day: EditionDay, values: Mapping[str, Any], key: UUID, by: User, picture: bytes = b"", at: datetime | None = None
) -> Incident:
    """Write down what went wrong, once for each `key`; `picture` was drawn anew by `drawn_anew`."""
    known = Incident.objects.filter(key=key).first()
    if known is not None:
        return known
    incident = Incident(day=day, key=key, happened_at=at or clock.now(), recorded_by=by, **values)
    incident.picture = _keep(picture) if picture else ""
    incident.save(force_insert=True)
    # Not its words: they may name who is hurt, and the log keeps for ever what it holds.
    record_act(action="incident.create", subject=incident, by=by, after={"kind": incident.kind, "day": day.day})
    log_status(incident, old="", by=by)
    return incident


def _keep(picture: bytes) -> str:
    return storages["private"].save(f"{PICTURES}/{new_public_id()}.jpg", ContentFile(picture))


@transaction.atomic
def solve_incident(*, incident_id: int, solution: str, by: User) -> Incident:
    """Write down what was done about an incident. Raises `ForbiddenMove` where it was solved before."""
    incident = row_for_update(Incident, incident_id)
    move_status(incident, to=IncidentStatus.SOLVED, moves=INCIDENT_MOVES, by=by)
    incident.solution = solution
    incident.save(update_fields=["status", "solution"])
    return incident


@transaction.atomic
def reopen_incident(*, incident_id: int, by: User) -> Incident:
    """Let an incident that was not solved after all be open again. Raises `ForbiddenMove`."""
    incident = row_for_update(Incident, incident_id)
    move_status(incident, to=IncidentStatus.OPEN, moves=INCIDENT_MOVES, by=by)
    incident.save(update_fields=["status"])
    return incident

"""What the desk does with tills: invites a device by a code to scan, and gives another code where one ran out."""

from django.conf import settings
from django.db import transaction

from cooperatives.accounts.models import User
from cooperatives.locks import row_for_update
from fairs.enrolment import invite_device
from fairs.models import Stall
from fairs.tills.models import Till


class CodeTaken(Exception):
    """A device has scanned the code, or the till is switched off: it needs no other."""


def invite_till(*, stall: Stall, label: str, by: User) -> tuple[Till, str]:
    """A till at the stall that waits for its device, and the code for its QR, told here once."""
    till = Till(stall=stall, label=label)
    return till, invite_device(device=till, by=by)


@transaction.atomic
def new_code(*, till_id: int, by: User) -> tuple[Till, str]:
    """Another code for a till that nobody scanned; the one before is worth nothing any more. Raises `CodeTaken`."""
    # Held, so that a device which scans the old code at this moment is not thrown out again.
    till = row_for_update(Till, till_id)
    if not till.is_waiting or till.is_revoked:
        raise CodeTaken
    return till, invite_device(device=till, by=by)


def link_of(code: str) -> str:
    """What the QR holds: the till's page, which takes the code from the part that no server sees."""
    return f"{settings.BASE_URL}/till/#enrol={code}"

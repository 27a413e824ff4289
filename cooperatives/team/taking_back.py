"""What ends together with somebody's place in a cooperative."""

from django.db.models import Q

from cooperatives import clock
from cooperatives.models import Cooperative
from cooperatives.officers.models import Consent, Mandate
from cooperatives.team.selectors import open_invitations


def take_back(person_id: int, cooperative: Cooperative) -> None:
    """Close what somebody opened for others, and call off what waits for them; the caller holds the cooperative."""
    now = clock.now()
    open_invitations(cooperative).filter(invited_by=person_id).update(withdrawn_at=now)
    consents = Consent.objects.filter(Q(asked_by=person_id) | Q(asked_of=person_id), cooperative=cooperative)
    consents.filter(given_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=now)
    Mandate.objects.filter(cooperative=cooperative, given_by=person_id, ended_at__isnull=True).update(ended_at=now)

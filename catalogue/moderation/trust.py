"""Cooperatives whose word is enough: what they write of their products is seen at once."""

from django.db import transaction

from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.locks import cooperative_for_update
from cooperatives.models import Cooperative


class TrustedAlready(Exception):
    """Somebody else decided the same before."""


class NotTrusted(Exception):
    """Its word was not enough before either."""


@transaction.atomic
def trust_cooperative(*, cooperative_id: int, reason: str, by: User) -> Cooperative:
    """Let shoppers see what it writes without being looked at first. Raises `TrustedAlready`."""
    cooperative = cooperative_for_update(cooperative_id)
    if cooperative.is_trusted:
        raise TrustedAlready
    return _write(cooperative, trusted=True, reason=reason, by=by)


@transaction.atomic
def trust_no_more(*, cooperative_id: int, reason: str, by: User) -> Cooperative:
    """Look at what it writes from now on; what shoppers see stays. Raises `NotTrusted`."""
    cooperative = cooperative_for_update(cooperative_id)
    if not cooperative.is_trusted:
        raise NotTrusted
    return _write(cooperative, trusted=False, reason=reason, by=by)


def _write(cooperative: Cooperative, *, trusted: bool, reason: str, by: User) -> Cooperative:
    before = cooperative.is_trusted
    cooperative.is_trusted = trusted
    cooperative.save(update_fields=["is_trusted"])
    record_act(
        action="cooperative.trust",
        subject=cooperative,
        by=by,
        cooperative=cooperative,
        before={"is_trusted": before},
        after={"is_trusted": trusted, "reason": reason},
    )
    return cooperative

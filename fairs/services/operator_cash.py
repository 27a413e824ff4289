"""Money that the operator of shared tills hands over. A mistake is taken back by a new entry, never edited."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.ledger.services import BANK, AccountRef, Posting, held_by_operator, owed_to_cooperative, post
from cooperatives.locks import row_for_update
from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from fairs.consignment import held_at, owed_there
from fairs.enums import HandoverWay
from fairs.locks import hold_pots
from fairs.models import CashHandover, Edition


class MoreThanIsThere(Exception):
    """More than the operator holds, or than the cooperative may be given there: `most` is how much that is."""

    def __init__(self, most: Decimal) -> None:
        super().__init__(str(most))
        self.most = most


class HandoverTakenBack(Exception):
    """It is taken back once, and what takes another back is not taken back itself."""


class HandedOverTomorrow(Exception):
    """Money cannot have been handed over on a day that has not been yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHandover:
    """What two people signed: how much (dirhams) went from whom to whom, and when. No cooperative means the bank."""

    edition: Edition
    amount: Decimal
    handed_on: date
    given_by: str
    cooperative: Cooperative | None = None
    received_by: str = ""
    reference: str = ""


@transaction.atomic
def hand_over_cash(*, new: NewHandover, by: User) -> CashHandover:
    """Write down that the operator handed money to a cooperative that earned it there, or to the platform's bank.

    Raises `MoreThanIsThere`, `HandedOverTomorrow`.
    """
    if new.handed_on > clock.today():
        raise HandedOverTomorrow
    hold_pots([held_by_operator(new.edition.code).code, _other_side(new.cooperative).code])
    # Asked under the locks: whoever hands over at the same moment has committed by now.
    most = _most(new.edition, new.cooperative)
    if not ZERO < new.amount <= most:
        raise MoreThanIsThere(most)
    handover = CashHandover.objects.create(
        edition=new.edition,
        way=HandoverWay.COOPERATIVE if new.cooperative else HandoverWay.BANK,
        cooperative=new.cooperative,
        amount=new.amount,
        handed_on=new.handed_on,
        given_by=new.given_by[:80],
        received_by=new.received_by[:80],
        reference=new.reference[:80],
        recorded_by=by,
    )
    _post(handover)
    after = {"edition": new.edition.code, "amount": str(new.amount), "way": str(handover.way)}
    record_act(action="cash_handover.record", subject=handover, by=by, cooperative=new.cooperative, after=after)
    return handover


@transaction.atomic
def take_handover_back(*, handover_id: int, reason: str, by: User) -> CashHandover:
    """Reverse a handing over that was a mistake: the operator holds the money again. Raises `HandoverTakenBack`."""
    wrong = row_for_update(CashHandover, handover_id)
    if wrong.reverses_id or CashHandover.objects.filter(reverses=wrong).exists():
        raise HandoverTakenBack
    handover = CashHandover.objects.create(
        edition=wrong.edition,
        way=wrong.way,
        cooperative=wrong.cooperative,
        amount=-wrong.amount,
        handed_on=clock.today(),
        given_by=wrong.given_by,
        received_by=wrong.received_by,
        reference=wrong.reference,
        reverses=wrong,
        reason=reason[:200],
        recorded_by=by,
    )
    _post(handover, reverses=LedgerTransaction.objects.get(key=_key(wrong)).pk)
    record_act(
        action="cash_handover.take_back",
        subject=wrong,
        by=by,
        cooperative=wrong.cooperative,
        after={"reason": reason},
    )
    return handover


def _most(edition: Edition, cooperative: Cooperative | None) -> Decimal:
    if cooperative is None:
        return max(held_at(edition), ZERO)
    owed = owed_there(edition, [cooperative.pk]).get(cooperative.pk)
    return owed.most if owed else ZERO


def _other_side(cooperative: Cooperative | None) -> AccountRef:
    return owed_to_cooperative(cooperative.pk) if cooperative else BANK


def _post(handover: CashHandover, *, reverses: int | None = None) -> None:
    """What the operator held becomes the cooperative's own, or money in the bank."""
    post(
        [
            Posting(
                key=_key(handover),
                kind=EntryKind.REMITTANCE,
                counts_on=handover.handed_on,
                entries=[
                    (_other_side(handover.cooperative), handover.amount),
                    (held_by_operator(handover.edition.code), -handover.amount),
                ],
                note=handover.reason,
                reverses=reverses,
            )
        ]
    )


def _key(handover: CashHandover) -> str:
    return f"handover:{handover.public_id}"

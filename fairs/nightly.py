"""What is looked at every night: that the books agree, that balances stay quick, which windows come."""

from decimal import Decimal

import structlog
from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.jobs.services import schedule
from cooperatives.ledger.selectors import trial_balance
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from fairs.applications.waiting import plan_overdue_answers
from fairs.attendance.forgetting import FORGET_PICTURES
from fairs.closing.scheduled import FORGET_EXPORTS, plan_exports
from fairs.notices import plan_coming_notices
from fairs.revenue.rollup import differences
from fairs.rounds.photos import FORGET_PHOTOS

logger = structlog.get_logger(__name__)

VERIFY_BOOKS, CHECKPOINT_BALANCES = "fairs.verify_books", "ledger.checkpoint_balances"
MOST_TOLD = 20


@transaction.atomic
def plan_the_night() -> None:
    """Write tonight's jobs, each once however often the night is planned."""
    today = clock.today()
    for kind in (VERIFY_BOOKS, CHECKPOINT_BALANCES):
        schedule(kind=kind, key=f"{kind}:{today}", subject_id=0, due_at=clock.now())
    for kind in (FORGET_EXPORTS, FORGET_PHOTOS, FORGET_PICTURES):
        schedule(kind=kind, key=f"{kind}:{today}", subject_id=0, due_at=clock.now())
    plan_exports(today=today)
    plan_coming_notices()
    plan_overdue_answers()


def verify_books() -> list[str]:
    """Compare cells, lines and ledger, and tell the staff where they disagree; answer what was found."""
    found = [str(difference) for difference in differences()]
    if balance := sum((account.balance for account in trial_balance()), Decimal("0.00")):
        found.append(f"the ledger is off by {balance}")
    if found:
        logger.error("books_disagree", places=len(found), first=found[:MOST_TOLD])
        _tell_staff(found)
    else:
        logger.info("books_agree")
    return found


def _tell_staff(found: list[str]) -> None:
    staff = User.objects.filter(is_staff=True, is_active=True, email__isnull=False).order_by("pk")
    for user in staff:
        enqueue(
            key=f"books-disagree:{clock.today()}:{user.public_id}",
            channel=Channel.EMAIL,
            recipient=user.email or "",
            language=user.language,
            template="books_disagree",
            context={"places": found[:MOST_TOLD], "count": len(found)},
        )

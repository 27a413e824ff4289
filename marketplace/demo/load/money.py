"""A month of money that is over: bought, delivered, handed over, settled and paid out, by the services alone."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.models import Cooperative, Membership
from cooperatives.settlements.enums import FileFormat
from cooperatives.settlements.models import Work
from cooperatives.settlements.months import end_of, last_month_over, month_before
from cooperatives.settlements.rib import key_of
from cooperatives.settlements.services.accounts import add_bank_account, add_postal_addressee, check_bank_account
from cooperatives.settlements.services.files import take_bank_file
from cooperatives.settlements.services.marks import mark_all_paid
from cooperatives.settlements.services.months import draft_settlements, finalise_settlements
from cooperatives.settlements.services.posting import approve_payout_run
from cooperatives.settlements.services.preparing import prepare_payout_run
from cooperatives.settlements.services.steps import do_part
from cooperatives.texts import texts_of
from marketplace.demo.load.online import load_purchases_of
from marketplace.order.enums import Collector, OrderStatus
from marketplace.order.models import Order
from marketplace.payment.releasing import release_all
from marketplace.payment.remittances import record_remittance

# Who has an account, and who collects postal orders; the others show what happens without either.
WITH_ACCOUNT, WITH_POSTAL_ORDERS = 44, 10
DAYS_TO_PAY_OUT = 4


def load_settled_month(cooperatives: Sequence[Cooperative], *, staff: User, second: User) -> None:
    """Write the last month that has been over for long enough to be paid out."""
    month = last_month_over()
    if clock.today().day <= DAYS_TO_PAY_OUT:
        month = month_before(month)
    _say_where_money_goes(cooperatives, staff=staff)
    load_purchases_of(_moment(month, day=2), staff=staff)
    with clock.frozen_at(_moment(month, day=24)):
        _hand_cash_over(staff)
        release_all()
    with clock.frozen_at(end_of(month) + timedelta(days=1, hours=10)):
        _settle(month, staff=staff)
    with clock.frozen_at(end_of(month) + timedelta(days=2, hours=10)):
        _pay_out(month, staff=staff, second=second)


def _moment(month: date, *, day: int) -> datetime:
    return timezone.make_aware(datetime.combine(month.replace(day=day), time(9)))


def _say_where_money_goes(cooperatives: Sequence[Cooperative], *, staff: User) -> None:
    """Managers say it, and somebody of the platform compares each account with the bank's paper."""
    managers = dict(Membership.objects.current().values_list("cooperative_id", "user"))
    people = User.objects.in_bulk(managers.values())
    for number, cooperative in enumerate(cooperatives[: WITH_ACCOUNT + WITH_POSTAL_ORDERS], 1):
        manager, name = people[managers[cooperative.pk]], texts_of(cooperative, "name")["fr"]
        if number <= WITH_ACCOUNT:
            rib = _rib(number)
            account = add_bank_account(cooperative_id=cooperative.pk, holder=name[:70], rib=rib, by=manager)
            check_bank_account(account_id=account.pk, rib=rib, by=staff)
        else:
            add_postal_addressee(
                cooperative_id=cooperative.pk,
                name="Fatima Demo",
                cin=f"DM{number:06d}",
                office=str(cooperative.commune),
                by=manager,
            )


def _rib(number: int) -> str:
    """A made-up account of a bank that does not exist, with check digits that are right."""
    first = f"999780{number:016d}"
    return first + key_of(first)


def _hand_cash_over(staff: User) -> None:
    """Each carrier brings what it took at doors, less its delivery money."""
    held = Order.objects.filter(
        status=OrderStatus.DELIVERED, collected_by=Collector.CARRIER, remitted_at__isnull=True
    ).order_by("pk")
    for carrier_id in sorted(set(held.values_list("carrier", flat=True))):
        orders = held.filter(carrier=carrier_id)
        kept: Decimal = orders.aggregate(kept=Sum("shipping_incl_tax"))["kept"]
        record_remittance(
            carrier_id=carrier_id,
            order_ids=list(orders.values_list("pk", flat=True)),
            kept=kept,
            received_on=clock.today(),
            reference=f"DEMO-{clock.today():%Y%m%d}",
            by=staff,
        )


def _settle(month: date, *, staff: User) -> None:
    month_end = draft_settlements(month=month, by=staff)
    _finish_work()
    finalise_settlements(month_end_id=month_end.pk, by=staff)


def _pay_out(month: date, *, staff: User, second: User) -> None:
    run = prepare_payout_run(month=month, by=staff)
    _finish_work()
    approve_payout_run(run_id=run.pk, by=second)
    _finish_work()
    take_bank_file(run_id=run.pk, file_format=FileFormat.CSV, by=staff).close()
    mark_all_paid(run_id=run.pk, on=clock.today(), by=staff)
    _finish_work()


def _finish_work() -> None:
    """Do at once what the worker would do part by part."""
    while work := Work.objects.filter(ended_at__isnull=True).order_by("pk").first():
        do_part(work_id=work.pk)

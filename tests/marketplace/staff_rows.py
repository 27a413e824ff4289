"""One row of every kind that the staff's screens show, for tests that walk all of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.urls import reverse
from wagtail.admin.viewsets import viewsets

import marketplace.urls  # noqa: F401 -- Wagtail registers its screens when the addresses are read
from catalogue.moderation.services import change_product
from catalogue.partner.models import Shortage
from cooperatives import clock
from cooperatives.audit.services import log_status, record_act
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import MAX_ATTEMPTS
from cooperatives.joining.models import Paper
from cooperatives.models import QualitySign, SignHeld, SupportProgramme
from cooperatives.officers.recoveries import ask_recovery
from cooperatives.outbox.models import Message
from cooperatives.settlements.models import MonthEnd, Payout, PayoutExclusion, PayoutRun
from fairs.models import CommissionRule, DeclaredTotal, EditionMembership, ReferenceFigure
from fairs.tills.models import QuarantinedRecord, Till
from marketplace.order.models import Order, Parcel
from marketplace.payment.enums import RefundWay
from marketplace.payment.models import Dispute, GatewayEvent
from marketplace.payment.refund_acts import Wanted, refund_by_staff
from marketplace.payment.refunds import Payee
from marketplace.payment.remittances import record_remittance
from marketplace.payment.returns import ask_return
from marketplace.staff.views.base import StaffViewSet
from tests.cooperatives.officers import make_agent
from tests.cooperatives.paying import give_account
from tests.factories import (
    make_category,
    make_cooperative,
    make_edition,
    make_member,
    make_participation,
    make_product,
    make_stall,
    make_user,
)
from tests.fairs.organisers import sell
from tests.marketplace.factories import CONTACT, make_order, make_purchase
from tests.marketplace.hubs import make_hub
from tests.marketplace.refunding import jar, paid_in_cash, received


def screens() -> list[StaffViewSet]:
    """Every one of our viewsets in Wagtail's admin."""
    return [viewset for viewset in viewsets.viewsets if isinstance(viewset, StaffViewSet)]


def make_rows(serial: int = 1) -> None:
    """A row for every screen; again with another `serial` makes others."""
    cooperative = make_cooperative()
    member = make_member(cooperative)
    product = make_product(cooperative=cooperative)
    make_category(f"shelf-{serial}")
    change_product(product_id=product.pk, values={"title_fr": f"Huile {serial}"}, by=member)
    sign = QualitySign.objects.create(kind="igp", code=f"sign-{serial}", name_fr="IGP")
    SignHeld.objects.create(
        cooperative=cooperative, sign=sign, certifier="Normacert", number="1", expires_on=date(2099, 1, 1)
    )
    applied = make_cooperative(status="applied")
    Paper.objects.create(cooperative=applied, kind="ice", sent_by=make_member(applied))
    SupportProgramme.objects.create(code=f"programme-{serial}", name_fr="Mouazara").cooperatives.add(cooperative)
    agent = make_agent(cooperative)
    ask_recovery(cooperative_id=cooperative.pk, user_id=member.pk, phone=f"+2127{serial:08d}", seen="CIN", by=agent)
    Shortage.objects.create(stockrecord=product.stockrecord, quantity=1, key=f"shortage:{serial}")
    _make_fair(cooperative, product, serial)
    purchase = make_purchase(product)
    hub = make_hub(code=f"hub-{serial}")
    parcel = Parcel.objects.create(purchase=purchase, hub=hub, carrier=purchase.orders.get().carrier, price=35)
    purchase.orders.update(parcel=parcel)
    # Another number: one keeps only so many purchases open.
    late = make_order(product, contact=replace(CONTACT, recipient_phone=f"+2126610000{serial:02d}"))
    Order.objects.filter(pk=late.pk).update(chased_at=clock.now())
    _make_payout(cooperative, serial)
    _make_refunds()
    record_act(action="test", subject=cooperative, by=member, cooperative=cooperative, after={"a": 1})
    log_status(cooperative, old="applied", by=member)
    Message.objects.create(
        key=f"message:{serial}",
        channel="sms",
        recipient="+212612345678",
        language="ar",
        body="x",
        given_up_at=clock.now(),
    )
    Job.objects.create(kind="test", key=f"job:{serial}", subject_id=1, due_at=clock.now(), attempts=MAX_ATTEMPTS)


def _make_refunds() -> None:
    """An order in cash whose goods come back, its cash handed over, and a payment that nobody can explain."""
    order = paid_in_cash(jar())
    carrier, staff = order.carrier, make_user()
    refund_by_staff(order_id=order.pk, wanted=Wanted(amount=Decimal(10)), cause="goodwill", reason="x", by=staff)
    payee = Payee(RefundWay.POSTAL, "Amina")
    pieces = {order.lines.get().pk: 1}
    ask_return(order_id=order.pk, pieces=pieces, reason="changed_mind", note="", payee=payee, by=None)
    record_remittance(
        carrier_id=carrier.pk, order_ids=[order.pk], kept=Decimal(0), received_on=clock.today(), reference="", by=staff
    )
    attempt = received(order.purchase, "99.00")
    GatewayEvent.objects.create(event_id=f"evt_{attempt.pk}", kind="checkout.session.completed", raw="{}")
    Dispute.objects.create(provider_id=f"du_{attempt.pk}", attempt=attempt, amount=Decimal(99))


def _make_fair(cooperative: Any, product: Any, serial: int) -> None:
    edition = make_edition()
    participation = make_participation(edition, cooperative, products=[product])
    stall = make_stall(edition, participation)
    till = Till.objects.create(stall=stall, token_digest=f"{serial:064d}")
    QuarantinedRecord.objects.create(till=till, payload={"x": 1}, content_digest=f"{serial:064d}", problems=[])
    EditionMembership.objects.create(user=make_user(), edition=edition, role="owner")
    DeclaredTotal.objects.create(participation=participation, counts_on=clock.today(), amount=Decimal(100))
    CommissionRule.objects.create(
        position=serial, valid_from=date(2020, 1, 1), rate=Decimal("0.05"), family=product.product_class
    )
    ReferenceFigure.objects.create(
        key=f"figure-{serial}",
        programme="regional_fairs",
        measure="turnover",
        value=Decimal(200_000_000),
        unit="MAD",
        source_date=date(2026, 1, 19),
        label_fr="Chiffre d'affaires",
        source_fr="Presse",
    )
    sell(participation, "100.00")


def _make_payout(cooperative: Any, serial: int) -> None:
    """A month, a run of it, one payout and one cooperative left out."""
    month = date(2020 + serial // 12, serial % 12 + 1, 1)
    account = give_account(cooperative)
    MonthEnd.objects.create(month=month, status="final")
    run = PayoutRun.objects.create(month=month, created_by=make_user())
    Payout.objects.create(
        run=run,
        cooperative=cooperative,
        listed=100,
        amount=100,
        way="bank",
        reference=f"P{serial}",
        account=account,
        name="Amal",
        rib="1",
        rib_last4="0001",
    )
    PayoutExclusion.objects.create(run=run, cooperative=make_cooperative(), reason="no_way", amount=5)


def addresses(viewset: StaffViewSet) -> Iterator[tuple[str, str]]:
    """The name and address of every page of a screen, on the row that was made last."""
    row: Model = viewset.model._default_manager.order_by("-pk").first()
    for pattern in viewset.get_urlpatterns():
        if pattern.name == "act":
            for act in viewset.acts:
                yield f"act {act.name}", reverse(viewset.get_url_name("act"), args=[row.pk, act.name])
        else:
            args = [row.pk] if pattern.name in ("inspect", "edit") else []
            yield pattern.name, reverse(viewset.get_url_name(pattern.name), args=args)

"""A purchase is what the shopper sees and pays; an order is one cooperative's part of it."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder

from cooperatives import clock
from cooperatives.encryption import EncryptedTextField
from cooperatives.identifiers import new_number, new_public_id
from marketplace.order.enums import (
    CancelCause,
    CannotReason,
    Collector,
    ConfirmedVia,
    DeliveryKind,
    OfferStatus,
    OrderStatus,
    PaymentMethod,
)

AMOUNT: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}
NOTHING = Decimal("0.00")
_LINK = Signer(salt="purchase-link")


class Purchase(models.Model):
    """One checkout and one payment over several cooperatives.

    It has no status of its own: what the shopper reads derives from its orders.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    number = models.CharField(max_length=14, unique=True, default=new_number, editable=False)
    basket = models.OneToOneField("basket.Basket", on_delete=models.PROTECT, related_name="purchase")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="purchases"
    )
    language = models.CharField(max_length=2)
    placed_at = models.DateTimeField(default=clock.now)
    payer_name = EncryptedTextField()
    payer_phone = EncryptedTextField()
    payer_email = EncryptedTextField(blank=True, default="")
    recipient_name = EncryptedTextField()
    recipient_phone = EncryptedTextField()
    # Found by, to limit open cash-on-delivery purchases for one number.
    recipient_phone_digest = models.CharField(max_length=64, db_index=True)
    # Empty when every order of the purchase is collected.
    place = models.ForeignKey("territory.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    landmark = EncryptedTextField(blank=True, default="")
    payment_method = models.CharField(max_length=18, choices=PaymentMethod.choices)
    goods_total = models.DecimalField(**AMOUNT)
    delivery_total = models.DecimalField(**AMOUNT)
    total = models.DecimalField(**AMOUNT)
    confirmation_code_digest = models.CharField(max_length=64, blank=True)
    confirmation_tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_via = models.CharField(max_length=8, choices=ConfirmedVia.choices, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    anonymised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total=F("goods_total") + F("delivery_total")), name="purchase_parts_add_to_total"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_via="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_via="")),
                name="purchase_confirmed_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("purchase:detail", kwargs={"public_id": self.public_id, "token": self.link_token})

    @property
    def link_token(self) -> str:
        """The secret half of the link by which anyone who has it follows the purchase."""
        return _LINK.signature(self.public_id).replace("_", "-")

    def opens_with(self, token: str) -> bool:
        return constant_time_compare(self.link_token, token)


class Parcel(models.Model):
    """Orders of several cooperatives of one purchase that a hub sends as one: one fee, one cash hand-over.

    `price` is the delivery money (dirhams) of the whole parcel; each of its orders bears a part.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="parcels")
    hub = models.ForeignKey("delivery.Hub", on_delete=models.PROTECT, related_name="parcels")
    carrier = models.ForeignKey("delivery.Carrier", on_delete=models.PROTECT, related_name="parcels")
    price = models.DecimalField(**AMOUNT)
    tracking = models.CharField(max_length=60, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["purchase", "hub"], name="parcel_one_for_each_hub"),
            models.CheckConstraint(condition=Q(price__gte=0), name="parcel_price_not_negative"),
        ]

    def __str__(self) -> str:
        return self.public_id


class OrderQuerySet(models.QuerySet["Order"]):
    def for_cooperatives(self, cooperatives: models.QuerySet | Collection[int]) -> "OrderQuerySet":
        """What the members of `cooperatives` may see: never an order that its shopper has not confirmed."""
        return (
            self.filter(cooperative__in=cooperatives)
            .exclude(status__in=[OrderStatus.AWAITING_CONFIRMATION, OrderStatus.AWAITING_PAYMENT])
            .exclude(status=OrderStatus.CANCELLED, confirmed_at__isnull=True)
        )


class Order(AbstractOrder):
    """One cooperative's part of a purchase, with its own delivery, money and status.

    The edition it counts for and the rates on its lines are frozen when it is placed.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="orders")
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="orders")
    status = models.CharField(max_length=24, choices=OrderStatus.choices)
    delivery_kind = models.CharField(max_length=8, choices=DeliveryKind.choices)
    carrier = models.ForeignKey(
        "delivery.Carrier", null=True, blank=True, on_delete=models.PROTECT, related_name="orders"
    )
    collect_at = models.ForeignKey(
        "fairs.Stop", null=True, blank=True, on_delete=models.PROTECT, related_name="orders_to_collect"
    )
    parcel = models.ForeignKey(Parcel, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    promised_from = models.DateField()
    promised_to = models.DateField()
    hand_over_by = models.DateField(
        null=True, blank=True, help_text="The day on which the carrier gets it, by the cooperative's own weekdays."
    )
    counts_on = models.DateField(help_text="The business day on which it was ordered.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    prepared_at = models.DateTimeField(null=True, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    tracking = models.CharField(max_length=60, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True, help_text="Since when its money is certain.")
    remitted_at = models.DateTimeField(null=True, blank=True, help_text="Since when cash taken for it is with us.")
    released_at = models.DateTimeField(null=True, blank=True, help_text="Since when its proceeds are available.")
    collected_by = models.CharField(max_length=12, choices=Collector.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Cancelled, or refused at the door.")
    end_reason = models.CharField(max_length=200, blank=True)
    chased_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when it is so late that staff telephone the cooperative."
    )
    cancelled_because = models.CharField(max_length=12, choices=CancelCause.choices, blank=True)
    invoice_year = models.PositiveSmallIntegerField(null=True, blank=True)
    invoice_number = models.PositiveIntegerField(null=True, blank=True)

    pipeline: dict[str, tuple[str, ...]] = {}

    objects = OrderQuerySet.as_manager()

    class Meta(AbstractOrder.Meta):
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["purchase", "cooperative"], name="order_one_for_each_cooperative"),
            models.UniqueConstraint(
                fields=["cooperative", "invoice_year", "invoice_number"], name="order_invoice_number_once"
            ),
            models.CheckConstraint(
                condition=Q(delivery_kind=DeliveryKind.HOME, carrier__isnull=False, collect_at__isnull=True)
                | Q(delivery_kind=DeliveryKind.COLLECT, carrier__isnull=True, collect_at__isnull=False),
                name="order_delivered_or_collected",
            ),
            models.CheckConstraint(
                condition=Q(status=OrderStatus.DELIVERED, delivered_at__isnull=False)
                | (~Q(status=OrderStatus.DELIVERED) & Q(delivered_at__isnull=True)),
                name="order_delivered_at_iff_delivered",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[OrderStatus.CANCELLED, OrderStatus.REFUSED], ended_at__isnull=False)
                | (~Q(status__in=[OrderStatus.CANCELLED, OrderStatus.REFUSED]) & Q(ended_at__isnull=True)),
                name="order_ended_at_iff_cancelled_or_refused",
            ),
            models.CheckConstraint(condition=Q(promised_from__lte=F("promised_to")), name="order_promise_upright"),
            models.CheckConstraint(
                condition=(Q(status=OrderStatus.CANCELLED) & ~Q(cancelled_because=""))
                | (~Q(status=OrderStatus.CANCELLED) & Q(cancelled_because="")),
                name="order_cancelled_says_because",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(paid_at__isnull=False), name="order_released_was_paid"
            ),
            models.CheckConstraint(
                condition=Q(parcel__isnull=True) | Q(delivery_kind=DeliveryKind.HOME), name="order_parcel_goes_home"
            ),
        ]
        indexes = [
            models.Index(
                fields=["delivered_at"],
                condition=Q(released_at__isnull=True, paid_at__isnull=False),
                name="order_to_release",
            ),
            models.Index(fields=["cooperative", "status", "-id"], name="order_cooperative_status"),
            models.Index(fields=["cooperative", "-id"], name="order_cooperative_newest"),
            models.Index(fields=["chased_at"], condition=Q(chased_at__isnull=False), name="order_chased"),
            models.Index(fields=["cooperative", "counts_on"], name="order_cooperative_day"),
        ]

    def set_status(self, new_status: str) -> None:
        """Shut: Oscar's way round the status table and its lock."""
        raise NotImplementedError("Use marketplace.order.services")

    @property
    def goods(self) -> Decimal:
        """The goods of this order in dirhams, tax included, without delivery."""
        return self.total_incl_tax - self.shipping_incl_tax

    @property
    def end_reason_text(self) -> str:
        """Why it ended, in the reader's language where a reason of the list was chosen."""
        if self.end_reason in CannotReason.values:
            return str(CannotReason(self.end_reason).label)
        return self.end_reason


class Line(AbstractLine):
    """One product of an order, with everything frozen that was true when it was sold."""

    language = models.CharField(max_length=2, help_text="The language of the title.")
    unit = models.CharField(max_length=6)
    # Of the pieces that a card has paid, those that the shopper agreed to do without. Not yet paid, there are simply
    # fewer pieces: the line is made smaller, to none at all and nothing to pay.
    left_out = models.PositiveIntegerField(default=0, db_default=0)
    family = models.ForeignKey("catalogue.ProductClass", null=True, on_delete=models.PROTECT, related_name="+")
    tax_rate = models.DecimalField(max_digits=4, decimal_places=3)
    commission_rate = models.DecimalField(max_digits=5, decimal_places=4)
    commission = models.DecimalField(**AMOUNT)
    commission_tax = models.DecimalField(**AMOUNT)
    # The edition that this line counts for: the cooperative takes part, the product is listed,
    # and it was ordered inside the online window.
    edition = models.ForeignKey("fairs.Edition", null=True, on_delete=models.PROTECT, related_name="+")
    stop = models.ForeignKey("fairs.Stop", null=True, on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey("fairs.Participation", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(AbstractLine.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1) | Q(quantity=0, line_price_incl_tax=0),
                name="orderline_quantity_above_zero",
            ),
            models.CheckConstraint(condition=Q(left_out__lte=F("quantity")), name="orderline_left_out_within"),
            models.CheckConstraint(
                condition=Q(edition__isnull=True, stop__isnull=True, participation__isnull=True)
                | Q(edition__isnull=False, stop__isnull=False, participation__isnull=False),
                name="orderline_edition_with_its_participation",
            ),
        ]
        indexes = [models.Index(fields=["edition"], name="orderline_edition", condition=Q(edition__isnull=False))]

    @property
    def to_send(self) -> int:
        """The pieces that go into the parcel."""
        return int(self.quantity) - self.left_out


class PartOffer(models.Model):
    """What a cooperative can send of an order, for the shopper to take or to leave until `answer_by`."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="part_offers")
    status = models.CharField(max_length=9, choices=OfferStatus.choices, default=OfferStatus.OPEN)
    reason = models.CharField(max_length=10, choices=CannotReason.choices)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(status=OfferStatus.OPEN), name="partoffer_one_open_for_an_order"
            ),
            models.CheckConstraint(
                condition=Q(status=OfferStatus.OPEN, answered_at__isnull=True)
                | (~Q(status=OfferStatus.OPEN) & Q(answered_at__isnull=False)),
                name="partoffer_answered_iff_not_open",
            ),
            models.CheckConstraint(condition=Q(answer_by__gt=F("made_at")), name="partoffer_leaves_time_to_answer"),
        ]

    def __str__(self) -> str:
        return self.public_id


class PartOfferLine(models.Model):
    """Of one line, how many pieces were to come and how many can."""

    offer = models.ForeignKey(PartOffer, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    ordered = models.PositiveIntegerField()
    offered = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "line"], name="partofferline_once"),
            models.CheckConstraint(condition=Q(offered__lte=F("ordered")), name="partofferline_not_more_than_ordered"),
            models.CheckConstraint(condition=Q(ordered__gte=1), name="partofferline_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.offered}/{self.ordered}"

    @property
    def missing(self) -> int:
        """How many pieces do not come."""
        return self.ordered - self.offered


class InvoiceSeries(models.Model):
    """The last invoice number given for one cooperative and year: gapless, so it is locked to draw."""

    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["cooperative", "year"], name="invoiceseries_once")]

    def __str__(self) -> str:
        return f"{self.cooperative_id}/{self.year}: {self.last_number}"


from oscar.apps.order.models import *  # noqa: E402, F403

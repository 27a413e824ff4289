"""Price and stock: one stock record for each product, moved only by `catalogue.partner.stock`."""

from decimal import Decimal
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord

from catalogue.partner.enums import MovementKind, PlaceKind
from cooperatives import clock
from cooperatives.audit.triggers import append_only

QUANTITY: dict[str, Any] = {"max_digits": 12, "decimal_places": 3}
NOTHING = Decimal(0)


class Partner(AbstractPartner):
    """Oscar's word for who fulfils; one to one with a cooperative, and used nowhere else."""

    cooperative = models.OneToOneField("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="partner")


class OnlyThroughStockServices(Exception):
    """Oscar's stock methods clamp silently and check nothing: they are shut."""


class StockRecord(AbstractStockRecord):
    """A cooperative's price and online stock of one product, in the product's unit.

    In stock is what is there, allocated what is promised to orders; free is the difference.
    """

    product = models.OneToOneField("catalogue.Product", on_delete=models.CASCADE, related_name="stockrecord")
    price = models.DecimalField(_("price"), max_digits=12, decimal_places=2)
    stall_price_min = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    stall_price_max = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    num_in_stock = models.DecimalField(_("in stock"), default=NOTHING, **QUANTITY)
    num_allocated = models.DecimalField(_("promised"), default=NOTHING, editable=False, **QUANTITY)
    low_stock_threshold = models.DecimalField(null=True, blank=True, **QUANTITY)
    # Set by the lock: what was free before whatever is done under it.
    free_before: Decimal

    class Meta(AbstractStockRecord.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="stockrecord_price_above_zero"),
            models.CheckConstraint(
                condition=Q(num_allocated__gte=0, num_in_stock__gte=0), name="stockrecord_never_negative"
            ),
            models.CheckConstraint(
                condition=Q(num_allocated__lte=F("num_in_stock")),
                name="stockrecord_allocated_within_stock",
                violation_error_message=_("More is promised to orders than you say is in stock."),
            ),
            models.CheckConstraint(
                condition=Q(stall_price_min__isnull=True)
                | Q(stall_price_max__isnull=True)
                | Q(stall_price_min__lte=F("stall_price_max")),
                name="stockrecord_stall_range_upright",
            ),
        ]
        indexes = [models.Index(fields=["price"], name="stockrecord_price")]

    @property
    def free(self) -> Decimal:
        """What can still be promised, in the product's unit."""
        return self.num_in_stock - self.num_allocated

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise OnlyThroughStockServices("Use catalogue.partner.stock")

    allocate = consume_allocation = cancel_allocation = _refuse


class StockHolding(models.Model):
    """Pieces of a stock record that lie elsewhere than online: in the workshop, out at an edition.

    `reference` names the edition (its code); it is empty for the workshop.
    """

    stockrecord = models.ForeignKey(StockRecord, on_delete=models.CASCADE, related_name="holdings")
    place = models.CharField(max_length=10, choices=PlaceKind.choices)
    reference = models.CharField(max_length=60, blank=True)
    quantity = models.DecimalField(default=NOTHING, **QUANTITY)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["stockrecord", "place", "reference"], name="stockholding_place_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="stockholding_never_negative"),
            models.CheckConstraint(condition=~Q(place=PlaceKind.ONLINE), name="stockholding_online_is_the_record"),
        ]

    def __str__(self) -> str:
        return f"{self.stockrecord_id} {self.place} {self.quantity}"


class StockMovement(models.Model):
    """One change of stock, never edited: the levels are the sum of these."""

    stockrecord = models.ForeignKey(StockRecord, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=14, choices=MovementKind.choices)
    place = models.CharField(max_length=10, choices=PlaceKind.choices, default=PlaceKind.ONLINE)
    reference = models.CharField(max_length=60, blank=True)
    change_in_stock = models.DecimalField(default=NOTHING, **QUANTITY)
    change_allocated = models.DecimalField(default=NOTHING, **QUANTITY)
    key = models.CharField(max_length=120, unique=True, help_text="The same event moves stock once.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["stockrecord", "-id"], name="stockmovement_history")]
        triggers = append_only("stockmovement")

    def __str__(self) -> str:
        return self.key


class Shortage(models.Model):
    """A stall sold what was not there: a person settles which order to cancel or make good."""

    stockrecord = models.ForeignKey(StockRecord, on_delete=models.PROTECT, related_name="shortages")
    quantity = models.DecimalField(**QUANTITY)
    key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="shortage_above_zero"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="") | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="shortage_settled_with_outcome",
            ),
        ]
        indexes = [models.Index(fields=["stockrecord"], condition=Q(settled_at__isnull=True), name="shortage_open")]

    def __str__(self) -> str:
        return f"{self.stockrecord_id}: {self.quantity}"


from oscar.apps.partner.models import *  # noqa: E402, F403

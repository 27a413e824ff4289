"""What keepers and staff do with products, prices and shelves. Stock moves in `catalogue.partner.stock`."""

from collections.abc import Collection, Mapping
from copy import copy
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalogue.models import Category, Product, ProductClass, ProductImage
from catalogue.papers import missing_for_sale
from catalogue.partner import stock
from catalogue.partner.locks import stock_records_for_update
from catalogue.partner.models import Partner, Shortage, StockRecord
from catalogue.pictures import repeat_first_picture
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, values_of, write_changes, write_new
from cooperatives.audit.services import ForbiddenMove, record_act
from cooperatives.locks import row_for_update
from cooperatives.models import Cooperative


class PaperMissing(Exception):
    """The law asks for what the product does not say: the names of all such fields, and the first of them."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(", ".join(fields))
        self.fields, self.field = fields, fields[0]


class PriceMissing(Exception):
    """The product has no price, so nobody could buy it."""


class SignOfAnother(Exception):
    """The certificate of the sign belongs to another cooperative."""


class ShortageSettled(Exception):
    """Somebody settled this shortage before."""


@transaction.atomic
def add_product(
    *,
    cooperative_id: int,
    values: Mapping[str, Any],
    category_ids: Collection[int],
    price: Decimal,
    by: User,
) -> Product:
    """Write a product with its price (dirhams), hidden and with nothing in stock yet. Raises `SignOfAnother`."""
    cooperative = Cooperative.objects.get(pk=cooperative_id)
    product = Product(cooperative=cooperative, is_public=False, **values)
    check_sign(product)
    write_new(row=product, by=by, cooperative=cooperative)
    product.categories.set(category_ids)
    StockRecord.objects.create(
        product=product, partner=_partner_of(cooperative), partner_sku=product.public_id, price=price
    )
    return product


@transaction.atomic
def edit_product(
    *, product_id: int, values: Mapping[str, Any], category_ids: Collection[int] | None = None, by: User
) -> Product:
    """Write what a product is. Raises `SignOfAnother`, and `PaperMissing` for one that is on sale."""
    product = row_for_update(Product, product_id)
    proposed = copy(product)
    for name, value in values.items():
        setattr(proposed, name, value)
    check_sign(proposed)
    if proposed.is_public:
        check_papers(proposed)
    change_locked(row=product, values=values, by=by, cooperative=product.cooperative)
    if category_ids is not None:
        product.categories.set(category_ids)
    return product


@transaction.atomic
def publish_product(*, product_id: int, by: User) -> Product:
    """Put a product on sale. Raises `PaperMissing`, `PriceMissing`, and `ForbiddenMove` for a draft thrown away."""
    product = row_for_update(Product, product_id)
    if product.discarded_at is not None:
        raise ForbiddenMove("thrown away", "public")
    check_papers(product)
    if not StockRecord.objects.filter(product=product).exists():
        raise PriceMissing
    values = {"is_public": True, "first_public_at": product.first_public_at or clock.now()}
    return change_locked(row=product, values=values, by=by, cooperative=product.cooperative)


@transaction.atomic
def hide_product(*, product_id: int, by: User) -> Product:
    """Take a product off the shop; what was ordered of it stays ordered."""
    product = row_for_update(Product, product_id)
    return change_locked(row=product, values={"is_public": False}, by=by, cooperative=product.cooperative)


@transaction.atomic
def set_price(*, product_id: int, values: Mapping[str, Any], by: User) -> StockRecord:
    """Write price, the range of prices at stalls, and when stock is low; what was sold keeps its price."""
    record = StockRecord.objects.select_related("product__cooperative").get(product=product_id)
    locked = stock_records_for_update([record.pk])[record.pk]
    return change_locked(row=locked, values=values, by=by, cooperative=record.product.cooperative)


@transaction.atomic
def count_stock(*, product_id: int, quantity: Decimal, key: str, by: User) -> None:
    """Set a product's online stock to what was counted. Raises `AllocatedAboveCount`."""
    record = StockRecord.objects.select_related("product__cooperative").get(product=product_id)
    before = record.num_in_stock
    stock.count(stockrecord_id=record.pk, quantity=quantity, key=key, by=by)
    record_act(
        action="stockrecord.count",
        subject=record,
        by=by,
        cooperative=record.product.cooperative,
        before={"num_in_stock": before},
        after={"num_in_stock": quantity},
    )


@transaction.atomic
def show_picture_first(*, image_id: int, by: User) -> Product:
    """Make one picture of a product the one that lists show."""
    image = ProductImage.objects.select_related("product").get(pk=image_id)
    product = row_for_update(Product, image.product_id)
    others = [row for row in product.images.order_by("display_order", "id") if row.pk != image.pk]
    for place, row in enumerate([image, *others]):
        ProductImage.objects.filter(pk=row.pk).update(display_order=place)
    repeat_first_picture(product=product)
    _record_picture("product.picture_first", product, image, by)
    return product


@transaction.atomic
def take_picture_off(*, image_id: int, by: User) -> Product:
    """Take a picture off a product; the next one is what lists show then."""
    image = ProductImage.objects.select_related("product").get(pk=image_id)
    product = row_for_update(Product, image.product_id)
    _record_picture("product.picture_off", product, image, by)
    ProductImage.objects.filter(pk=image.pk).delete()
    repeat_first_picture(product=product)
    return product


@transaction.atomic
def add_category(*, parent_id: int | None, values: Mapping[str, Any], by: User) -> Category:
    """Add a shelf to the shop, on its own or below another."""
    if parent_id is None:
        category = Category.add_root(**values)
    else:
        category = Category.objects.get(pk=parent_id).add_child(**values)
    record_act(action="category.create", subject=category, by=by, after=values_of(category, list(values)))
    return category


@transaction.atomic
def edit_category(*, category_id: int, values: Mapping[str, Any], by: User) -> Category:
    """Rename a shelf, or hide it with what stands below it."""
    return write_changes(model=Category, pk=category_id, values=values, by=by)


@transaction.atomic
def edit_family(*, family_id: int, values: Mapping[str, Any], by: User) -> ProductClass:
    """Write a family's names, icon and tax rate; what was sold keeps its rate."""
    return write_changes(model=ProductClass, pk=family_id, values=values, by=by)


@transaction.atomic
def settle_shortage(*, shortage_id: int, outcome: str, by: User) -> Shortage:
    """Write down how a shortage was settled. Raises `ShortageSettled`."""
    shortage = row_for_update(Shortage, shortage_id)
    if shortage.settled_at:
        raise ShortageSettled(shortage.key)
    values = {"settled_at": clock.now(), "settled_by": by, "outcome": outcome}
    return change_locked(
        row=shortage,
        values=values,
        by=by,
        cooperative=Cooperative.objects.get(products__stockrecord=shortage.stockrecord),
    )


def check_papers(product: Product) -> None:
    """Raise `PaperMissing` when the law would not let `product` go on sale."""
    if missing := missing_for_sale(product):
        raise PaperMissing(missing)


def check_sign(product: Product) -> None:
    """Raise `SignOfAnother` when the certificate that `product` names is not its cooperative's own."""
    if product.sign and product.sign.cooperative_id != product.cooperative_id:
        raise SignOfAnother(product.sign_id)


def _partner_of(cooperative: Cooperative) -> Partner:
    """Oscar's partner of the cooperative, made with its first product."""
    partner, _ = Partner.objects.get_or_create(
        cooperative=cooperative, defaults={"code": cooperative.slug, "name": str(cooperative)[:128]}
    )
    return partner


def _record_picture(action: str, product: Product, image: ProductImage, by: User) -> None:
    record_act(
        action=action,
        subject=product,
        by=by,
        cooperative=product.cooperative,
        before={"picture": image.pk, "original": image.original.name},
    )

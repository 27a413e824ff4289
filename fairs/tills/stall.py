"""What a till is told of its stall: the edition, who sells there, what, and who stands there."""

from typing import Any

from catalogue.models import Product, ProductClass
from catalogue.partner.enums import PlaceKind
from catalogue.partner.models import StockHolding
from cooperatives import clock
from cooperatives.models import Cooperative
from fairs.business_days import business_day
from fairs.models import Edition, EditionDay, Stall
from fairs.tills.models import Cashier, Till
from fairs.tills.products import StallProduct, named, products_of_stall, standing_at
from fairs.tills.usual import usual_sale


def stall_of(till: Till, receipts: str) -> dict[str, Any]:
    """Everything that a till needs to sell for a day without network, as the API says it."""
    stall = Stall.objects.select_related("edition__programme").get(pk=till.stall_id)
    products = products_of_stall(till)
    usual = usual_sale(till)
    return {
        "till": {"id": till.public_id, "label": till.label},
        "now": clock.now(),
        "edition": _edition(stall.edition),
        "stall": {"code": stall.code, "is_shared": stall.is_shared, "cooperatives": _cooperatives(till, products)},
        "cashiers": [_cashier(row) for row in Cashier.objects.filter(stall=stall, ended_at__isnull=True)],
        "products": _with_stock(products, stall.edition),
        "families": [
            {"code": family.code, "name": named(family), "icon": family.icon}
            for family in ProductClass.objects.order_by("pk")
        ],
        "receipts": receipts,
        "usual_sale": None if usual is None else str(usual),
    }


def shown_product(product: StallProduct) -> dict[str, Any]:
    """A product as the API says it."""
    amounts = {name: getattr(product, name) for name in ("price", "price_min", "price_max")}
    return {
        "id": product.id,
        "title": product.title,
        "cooperative": product.cooperative,
        "unit": product.unit,
        "picture": product.picture,
        **{name: None if amount is None else str(amount) for name, amount in amounts.items()},
    }


def _edition(edition: Edition) -> dict[str, Any]:
    days = EditionDay.objects.filter(stop__edition=edition).order_by("day").values_list("day", flat=True)
    return {
        "code": edition.code,
        "name": named(edition),
        "cut_off": edition.business_day_ends.strftime("%H:%M"),
        "today": business_day(clock.now(), ends=edition.business_day_ends).isoformat(),
        "days": [day.isoformat() for day in dict.fromkeys(days)],
        "cash_held_by": edition.cash_held_by,
        "settled": edition.is_settled,
        "region": edition.region_id,
    }


def _cooperatives(till: Till, products: list[StallProduct]) -> list[dict[str, Any]]:
    """Whose an amount without product can be: who stands there, and whose products are sold there."""
    rows = Cooperative.objects.filter(participations__in=standing_at(till)) | Cooperative.objects.filter(
        public_id__in={product.cooperative for product in products}
    )
    return [{"id": row.public_id, "name": named(row)} for row in rows.distinct().order_by("pk")]


def _cashier(row: Cashier) -> dict[str, str]:
    return {"id": str(row.pk), "name": row.name, "sign": row.sign, "salt": row.pin_salt, "hash": row.pin_hash}


def _with_stock(products: list[StallProduct], edition: Edition) -> list[dict[str, Any]]:
    """How much of each can be sold here: what lies out at the edition, and what is free online."""
    rows = {
        row.public_id: row
        for row in Product.objects.filter(public_id__in=[product.id for product in products])
        .order_by()
        .select_related("stockrecord", "product_class")
    }
    out = dict(
        StockHolding.objects.filter(
            stockrecord__product__in=rows.values(), place=PlaceKind.EDITION, reference=edition.code
        )
        .order_by()
        .values_list("stockrecord__product__public_id", "quantity")
    )
    return [
        shown_product(product)
        | {
            "family": rows[product.id].product_class.code,
            "is_unique": rows[product.id].is_unique,
            "available": str(rows[product.id].stockrecord.free + out.get(product.id, 0)),
        }
        for product in products
    ]

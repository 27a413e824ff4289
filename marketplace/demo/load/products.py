"""The three hundred products with their price, stock, pictures and signs."""

from datetime import timedelta
from decimal import Decimal

from catalogue.enums import NetUnit
from catalogue.models import Category, Product, ProductClass, ProductImage
from catalogue.partner.enums import MovementKind
from catalogue.partner.models import StockMovement, StockRecord
from cooperatives import clock
from cooperatives.models import Cooperative, SignHeld
from cooperatives.support import quality_sign
from cooperatives.texts import slug
from marketplace.demo.load.content import media_index, public_id, rows, translated
from marketplace.demo.pictures.choice import palette_for, shape_for

BATCH = 500


def load_products(cooperatives: list[Cooperative]) -> list[Product]:
    """Write the products of `products.csv`; `cooperatives` stand in the order of their numbers."""
    # Mixed, always in the same way: the newest products then come from everywhere.
    source = sorted(rows("products.csv"), key=lambda row: public_id("shelf", row["sku"]))
    families = {family.code: family for family in ProductClass.objects.all()}
    signs = _load_signs(cooperatives)
    pictures = _pictures()
    products = [
        _product(row, cooperatives[int(row["cooperative_number"]) - 1], families, signs, pictures) for row in source
    ]
    Product.objects.bulk_create(products, batch_size=BATCH)
    _put_on_shelves(products)
    _load_stock(products, source)
    ProductImage.objects.bulk_create([_image(product) for product in products], batch_size=BATCH)
    return products


def _product(
    row: dict[str, str],
    cooperative: Cooperative,
    families: dict[str, ProductClass],
    signs: dict[tuple[int, str], SignHeld],
    pictures: dict[tuple[str, str], dict],
) -> Product:
    shape = shape_for(row["family"], row.get("shape") or row["net_unit"], row["kind_en"])
    product = Product(
        public_id=public_id("product", row["sku"]),
        cooperative=cooperative,
        commune=cooperative.commune,
        product_class=families[row["family"]],
        sign=signs.get((cooperative.pk, row["sign"])),
        unit=row["unit"],
        net_quantity=Decimal(row["net_quantity"]) if row["net_quantity"] else None,
        net_unit=NetUnit(row["net_unit"]) if row["net_quantity"] else "",
        weight_grams=int(row["weight_grams"]),
        shipping_class=row["shipping_class"],
        is_unique=row["is_unique"] in ("1", "true", "True"),
        dimensions=f"{row['dimensions_cm'].replace('x', ' × ')} cm" if row["dimensions_cm"] else "",
        allergens=list(filter(None, row["allergens"].split("|"))),
        onssa_number=row["onssa_number"],
        cosmetic_registration=row["cosmetic_registration"],
        durability_months=int(row["durability_months"]) if row["durability_months"] else None,
        slug=slug(row["title_fr"])[:80],
        picture=pictures[shape, palette_for(int(row["cooperative_number"]))],
        **translated(row, "title"),
        **translated(row, "description"),
        **translated(row, "ingredients"),
    )
    product.fill_derived()
    return product


def _pictures() -> dict[tuple[str, str], dict]:
    """Each picture by shape and palette, as the product's `picture` holds it."""
    return {
        (each["shape"], each["palette"]): {
            **_renditions(each["files"]),
            "width": 640,
            "height": 640,
            "illustration": True,
            **{f"alt_{language}": text for language, text in each["alt"].items()},
        }
        for each in media_index()["products"]
    }


def _renditions(files: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {kind: {width: f"demo/{path}" for width, path in sizes.items()} for kind, sizes in files.items()}


def _image(product: Product) -> ProductImage:
    picture = product.picture
    largest = max(picture["webp"], key=int)
    return ProductImage(
        product=product,
        original=picture["webp"][largest],
        display_order=0,
        renditions={"avif": picture["avif"], "webp": picture["webp"]},
        is_illustration=True,
    )


def _load_signs(cooperatives: list[Cooperative]) -> dict[tuple[int, str], SignHeld]:
    """The certificates of `signs.csv`, by cooperative and name of the sign."""
    source = rows("signs.csv")
    held = [
        SignHeld(
            cooperative=cooperatives[int(row["cooperative_number"]) - 1],
            sign=quality_sign(slug(row["sign"])[:50], row["sign"], name_ar=row["sign_ar"], name_en=row["sign_en"]),
            certifier=row["certifier"],
            number=row["number"],
            expires_on=clock.today() + timedelta(days=int(row["expires_in_days"])),
        )
        for row in source
    ]
    SignHeld.objects.bulk_create(held)
    return {(sign.cooperative_id, row["sign"]): sign for sign, row in zip(held, source, strict=True)}


def _put_on_shelves(products: list[Product]) -> None:
    shelves = {shelf.slug: shelf for shelf in Category.objects.all()}
    on_shelf = Product.categories.through
    on_shelf.objects.bulk_create(
        [
            on_shelf(product=product, category=shelves[product.product_class.code.replace("_", "-")])
            for product in products
        ],
        batch_size=BATCH,
    )


def _load_stock(products: list[Product], source: list[dict[str, str]]) -> None:
    records = [
        StockRecord(
            product=product,
            partner=product.cooperative.partner,
            partner_sku=row["sku"],
            price=Decimal(row["price"]),
            num_in_stock=Decimal(row["stock"]),
            low_stock_threshold=Decimal(5),
        )
        for product, row in zip(products, source, strict=True)
    ]
    StockRecord.objects.bulk_create(records, batch_size=BATCH)
    StockMovement.objects.bulk_create(
        [
            StockMovement(
                stockrecord=record,
                kind=MovementKind.RECEIVED,
                change_in_stock=record.num_in_stock,
                key=f"demo:{record.partner_sku}",
            )
            for record in records
            if record.num_in_stock
        ],
        batch_size=BATCH,
    )

"""Lots with their makers, certificates at every stage, and a few taps on stock: what the workspace shows of them."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

from catalogue.counting import change_stock, count_by_hand
from catalogue.lots.selectors import next_code
from catalogue.lots.services import LotFacts, call_back_lot, write_lot
from catalogue.models import Product
from catalogue.signs import accept_certificate
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.certificates import Certificate, keep_paper, schedule_notice, seen_of, send_certificate
from cooperatives.enums import Role
from cooperatives.models import Cooperative, QualitySign, SignHeld
from cooperatives.photographs import read_photograph

# How many cooperatives write lots, and how many products each.
WRITERS, PRODUCTS = 12, 3
MAKERS = ("فاطمة وعائشة وخديجة", "نساء الدوار", "إدريس ومحند", "زهرة ورقية")


def load_lots(cooperatives: list[Cooperative], *, staff: User) -> None:
    """Write lots for the first cooperatives; the last of them is called back. Certificates and stock beside them."""
    called_back = None
    for place, cooperative in enumerate(cooperatives[:WRITERS]):
        keeper = _manager_of(cooperative)
        for product in Product.objects.filter(cooperative=cooperative).order_by("pk")[:PRODUCTS]:
            called_back = _write_lot(product, keeper, place), keeper
    if called_back:
        lot, keeper = called_back
        call_back_lot(lot_id=lot, reason="زجاج مكسور في علبة واحدة", by=keeper)
    for held in SignHeld.objects.order_by("pk"):
        schedule_notice(held)
    _send_certificates(cooperatives, staff)
    _count(cooperatives[0])


def _manager_of(cooperative: Cooperative) -> User:
    return cooperative.memberships.current().filter(role=Role.MANAGER).select_related("user").earliest("pk").user


def _write_lot(product: Product, keeper: User, place: int) -> int:
    made_on = clock.today() - timedelta(days=9 + 5 * place)
    keeps = timedelta(days=30 * product.durability_months) if product.durability_months else None
    facts = LotFacts(
        code=next_code(product, made_on),
        made_on=made_on,
        quantity=Decimal(24 + 6 * (place % 4)),
        commune=product.commune,
        people=MAKERS[place % len(MAKERS)],
        language="ar",
        best_before=made_on + keeps if keeps else None,
    )
    return write_lot(product_id=product.pk, facts=facts, by=keeper).pk


def _send_certificates(cooperatives: list[Cooperative], staff: User) -> None:
    """One that waits to be looked at, and one that is good and runs out within two months."""
    for cooperative, days in ((cooperatives[0], 400), (cooperatives[1], 45)):
        sign = QualitySign.objects.exclude(holders__cooperative=cooperative).order_by("code").first()
        if sign is None:
            return
        certificate = Certificate(
            sign_id=sign.pk,
            certifier="Certificateur de démonstration",
            number=f"DEMO-{cooperative.public_id[:4].upper()}",
            expires_on=clock.today() + timedelta(days=days),
            paper=keep_paper(read_photograph(_paper(str(sign))), cooperative=cooperative),
        )
        held = send_certificate(cooperative_id=cooperative.pk, certificate=certificate, by=_manager_of(cooperative))
        if cooperative is cooperatives[1]:
            accept_certificate(sign_held_id=held.pk, seen=seen_of(held), by=staff)


def _paper(name: str) -> BytesIO:
    """A sheet that says what it is: nobody's real certificate."""
    sheet = Image.new("RGB", (900, 1200), (252, 249, 240))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((40, 40, 860, 1160), outline=(10, 63, 53), width=6)
    draw.text((120, 160), "DEMONSTRATION", fill=(176, 67, 42), font_size=64)
    draw.text((120, 320), name.encode("latin-1", "ignore").decode("latin-1"), fill=(10, 63, 53), font_size=34)
    sent = BytesIO()
    sheet.save(sent, "JPEG")
    return sent


def _count(cooperative: Cooperative) -> None:
    """A history worth opening: pieces added, and one product counted."""
    keeper = _manager_of(cooperative)
    for product in Product.objects.filter(cooperative=cooperative, is_unique=False).order_by("pk")[:PRODUCTS]:
        change_stock(product_id=product.pk, change=Decimal(6), by=keeper)
        product.stockrecord.refresh_from_db()
        count_by_hand(product_id=product.pk, quantity=product.stockrecord.num_in_stock - 1, by=keeper)

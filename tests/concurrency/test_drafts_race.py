"""One draft of a telephone that arrives several times at once: real threads on committed rows."""

import threading
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from PIL import Image

from catalogue import keeping
from catalogue.kinds.models import ProductKind
from catalogue.models import Product, ProductImage
from catalogue.partner.models import StockMovement
from cooperatives.accounts.models import User
from cooperatives.models import Cooperative
from tests.factories import make_category, make_cooperative, make_family, make_member

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
Outcome = Product | Exception
RIVALS = 4


def photo() -> BytesIO:
    content = BytesIO()
    Image.new("RGB", (220, 220), (200, 150, 40)).save(content, format="JPEG")
    return content


def sending(cooperative: Cooperative, kind: ProductKind, by: User, device_id: str) -> Callable[[], Outcome]:
    return lambda: keeping.begin_product(
        cooperative=cooperative,
        kind=kind,
        pictures=[photo()],
        price=Decimal("120.50"),
        quantity=Decimal(7),
        by=by,
        device_id=device_id,
    )


def at_once(works: list[Callable[[], Outcome]]) -> list[Outcome]:
    """Let every work begin at the same moment, each on a connection of its own."""
    start = threading.Barrier(len(works))
    outcomes: list[Outcome] = []

    def run(work: Callable[[], Outcome]) -> None:
        try:
            start.wait(timeout=10)
            outcomes.append(work())
        except Exception as refusal:  # noqa: BLE001 - whatever it is, the test looks at it
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


@pytest.fixture
def one_draft() -> Callable[[], Outcome]:
    cooperative = make_cooperative()
    kind = ProductKind.objects.create(
        code="argan_oil", family=make_family(), category=make_category(), name_ar="زيت", name_fr="Huile"
    )
    return sending(cooperative, kind, make_member(cooperative), str(uuid4()))


def without_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has looked and found nothing before anybody writes."""
    all_have_looked = threading.Barrier(RIVALS)

    def looked(*_given: object, **_named: object) -> bool:
        all_have_looked.wait(timeout=30)
        return True

    monkeypatch.setattr(keeping, "spend", looked)


def drop_unique(table: str, columns: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND pg_get_constraintdef(oid) = %s",
            [table, f"UNIQUE ({columns})"],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


def test_four_times_at_once_it_is_one_product(one_draft: Callable[[], Outcome]) -> None:
    outcomes = at_once([one_draft] * RIVALS)

    product = Product.objects.get()
    assert outcomes == [product] * RIVALS
    assert (ProductImage.objects.count(), StockMovement.objects.count()) == (1, 1)
    assert product.stockrecord.num_in_stock == 7


def test_without_the_token_the_unique_id_refuses_the_others(
    one_draft: Callable[[], Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_token(monkeypatch)

    outcomes = at_once([one_draft] * RIVALS)

    refused = [outcome for outcome in outcomes if isinstance(outcome, IntegrityError)]
    assert (len(refused), Product.objects.count()) == (RIVALS - 1, 1)


def test_without_both_it_is_four_products(one_draft: Callable[[], Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: nothing but these two keeps a draft that was sent four times from being four."""
    without_token(monkeypatch)
    drop_unique("catalogue_product", "public_id")
    # Its number on the shelf and the key of its first stock are made of the same id.
    drop_unique("partner_stockrecord", "partner_id, partner_sku")
    drop_unique("partner_stockmovement", "key")

    at_once([one_draft] * RIVALS)

    assert Product.objects.count() == RIVALS

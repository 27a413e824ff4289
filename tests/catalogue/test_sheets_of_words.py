"""Words of many products at once: the same rows, revisions and logs as one by one, in statements that do not grow."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from catalogue.enums import Unit
from catalogue.kinds.models import ProductKind
from catalogue.models import Product
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import as_proposed, seen_of, shelves_as_proposed, stands_of, unsettled_of
from catalogue.moderation.services import ask_again
from catalogue.moderation.snapshots import MODERATED, fields_of, snapshot
from catalogue.moderation.trust import trust_cooperative
from catalogue.services import PaperMissing
from catalogue.sheets.enums import SheetStatus
from catalogue.sheets.locks import products_for_update
from catalogue.sheets.services import take_back
from catalogue.suggestions import suggested
from catalogue.writing import ChangedMeanwhile, NoNameLeft, Part, Written, write_held, write_part
from catalogue.writing import seen_of as digests_of
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.models import Cooperative
from tests.catalogue.sheets import keeper_of, make_kind, rows_by_number, sent, taken_over, work
from tests.factories import make_cooperative, make_product, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds():
    with translation.override("fr"):
        make_kind()
        yield


def shop(*, trusted: bool) -> tuple[Cooperative, User, list[Product]]:
    """A cooperative with a product in each state that makes a difference, in the same order each time."""
    cooperative = make_cooperative(name_fr="Tawenza")
    keeper, staff = keeper_of(cooperative), make_user(is_staff=True)
    same = {"cooperative": cooperative, "description_fr": "", "title_ar": "", "title_en": ""}
    plain = make_product(title_fr="Miel", **same)
    waiting = make_product(title_fr="Amlou", **same)
    asked = make_product(title_fr="Safran", **same)
    undone = make_product(title_fr="Thym", **same)
    for product in (waiting, asked, undone):
        write_part(product_id=product.pk, values={"title_ar": "اسم"}, seen={}, by=keeper)
    revision = unsettled_of(asked)
    ask_again(revision_id=revision.pk, seen=seen_of(revision)[2], reason="Plus clair", by=staff)
    draft = make_product(title_fr="Huile", is_public=False, **same)
    drafted = make_product(title_fr="", is_public=False, drafted_languages=["fr"], **(same | {"title_ar": "زيت"}))
    Product.objects.filter(pk=drafted.pk).update(**suggested(drafted))
    hidden = make_product(title_fr="Cumin", is_public=False, first_public_at=clock.now(), **same)
    unlawful, nameless = (make_product(title_fr=name, **same) for name in ("Sel", "Savon"))
    contested = make_product(title_fr="Noix", **same)
    cooperative.is_trusted = trusted
    cooperative.save(update_fields=["is_trusted"])
    return cooperative, keeper, [
        plain, waiting, asked, undone, draft, drafted, hidden, unlawful, nameless, contested
    ]  # fmt: skip


def wanted(products: Sequence[Product]) -> list[dict[str, Any]]:
    """What is written of each of them."""
    kind = ProductKind.objects.get(code="argan_oil")
    contested = products[-1]
    return [
        {"values": {"title_fr": "Miel de thym", "weight_grams": 300}, "read": ["fr"]},
        {"values": {"description_fr": "Doux"}, "read": ["fr"]},
        {"values": {"title_fr": "Safran pur", "net_quantity": None, "unit": Unit.KILOGRAM, "net_unit": ""}},
        {"values": {"title_ar": ""}},
        {
            "values": {"kind": kind, "product_class": kind.family, "title_fr": "Huile vierge"},
            "category_ids": [kind.category_id],
        },
        {"values": {"description_ar": "طبيعي"}, "read": ["ar"]},
        {
            "values": {"kind": kind, "product_class": kind.family, "onssa_number": "ES.9"},
            "category_ids": [kind.category_id],
        },
        {"values": {"onssa_number": ""}},
        {"values": {}, "unread": ["fr"]},
        {
            "values": {"title_fr": "Noix vertes"},
            "seen": {"title_fr": digests_of(with_title(contested, "Autre"), ["title_fr"])["title_fr"]},
        },
    ]


def with_title(product: Product, title: str) -> Product:
    product = Product.objects.get(pk=product.pk)
    product.title_fr = title
    return product


def one_by_one(products: Sequence[Product], parts: Sequence[Mapping[str, Any]], by: User) -> list[str]:
    return [_one(product, part, by) for product, part in zip(products, parts, strict=True)]


def _one(product: Product, part: Mapping[str, Any], by: User) -> str:
    try:
        return said(write_part(product_id=product.pk, by=by, **({"seen": {}} | part)))
    except (ChangedMeanwhile, NoNameLeft, PaperMissing) as refusal:
        return said(refusal)


def together(products: Sequence[Product], parts: Sequence[Mapping[str, Any]], by: User) -> list[str]:
    stands = stands_of(list(products_for_update(product.pk for product in products).values()))
    return [
        said(each)
        for each in write_held(
            [Part(stands[product.pk], **part) for product, part in zip(products, parts, strict=True)], by=by
        )
    ]


def said(became: object) -> str:
    if isinstance(became, Written):
        return f"{became.product.title_fr}|{became.product.title_ar}|{became.waits_for_staff}|{became.kept_of_another}"
    return f"{type(became).__name__}: {became}"


def all_of(products: Sequence[Product]) -> list[Any]:
    """Everything that stands of each product and in the logs, without what no two can have the same."""
    found: list[Any] = []
    derived = ("version", "weight_grams", "search_text", "sort_fr", "sort_ar", "legal_kind", "slug")
    for product in Product.objects.filter(pk__in=[each.pk for each in products]).order_by("pk"):
        found.append(snapshot(product) | {"title": product.title})
        found.append([getattr(product, name) for name in derived if name != "search_text"])
        found.append(product.search_text.replace(product.cooperative.search_text, ""))
        for revision in product.revisions.order_by("number"):
            facts = (revision.number, revision.status, revision.before, revision.values, revision.reason)
            found.append((facts, revision.judged_at is not None))
            moves = StatusChange.objects.filter(subject_type="moderation.productrevision", subject_id=str(revision.pk))
            found.append(list(moves.order_by("pk").values_list("old_status", "new_status", "reason")))
        lines = AuditEntry.objects.filter(subject_type="catalogue.product", subject_id=str(product.pk)).order_by("pk")
        assert all(line.cooperative_id == product.cooperative_id for line in lines)
        found.append(list(lines.values_list("action", "before", "after")))
    return found


@pytest.mark.parametrize("trusted", [False, True])
def test_many_at_once_are_written_as_each_would_be_alone(trusted: bool) -> None:
    _first, keeper, alone = shop(trusted=trusted)
    _second, other_keeper, many = shop(trusted=trusted)

    answers = one_by_one(alone, wanted(alone), keeper)
    assert together(many, wanted(many), other_keeper) == answers

    assert [line.split(":")[0] for line in answers[-3:]] == ["PaperMissing", "NoNameLeft", "ChangedMeanwhile"]
    assert not any("Missing" in line or "NoName" in line or "Changed" in line for line in answers[:-3])
    assert all_of(many) == all_of(alone)
    assert ProductRevision.objects.filter(product__in=many).count() == (7 if trusted else 6)


def test_what_is_refused_of_some_leaves_them_as_they_were() -> None:
    _cooperative, keeper, products = shop(trusted=False)
    refused = products[-3:]
    before = [fields_of(product, MODERATED) | {"version": product.version} for product in refused]

    together(products, wanted(products), keeper)

    now = [Product.objects.get(pk=product.pk) for product in refused]
    assert [fields_of(product, MODERATED) | {"version": product.version} for product in now] == before
    assert not AuditEntry.objects.filter(subject_id__in=[str(product.pk) for product in refused]).exists()


@pytest.mark.parametrize("trusted", [False, True])
def test_as_many_statements_for_three_products_as_for_thirty(trusted: bool) -> None:
    cooperative = make_cooperative(is_trusted=trusted)
    keeper, kind = keeper_of(cooperative), ProductKind.objects.get()

    def statements(number: int) -> int:
        products = [make_product(cooperative=cooperative, title_fr=f"Miel {each}") for each in range(number)]
        values = {"title_fr": "Huile", "kind": kind, "product_class": kind.family}
        with CaptureQueriesContext(connection) as asked:
            together(products, [{"values": values, "category_ids": [kind.category_id]}] * number, keeper)
        return len(asked)

    few = statements(3)
    assert statements(30) == few <= 25


def words(products: Sequence[Product], title: str) -> list[dict[str, Any]]:
    return [{"code": product.public_id, "title_fr": f"{title} {place}"} for place, product in enumerate(products)]


def test_a_sheet_that_changes_words_is_taken_over_and_back_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.sheets.loading.A_BATCH", 4)
    monkeypatch.setattr("catalogue.sheets.undoing.A_BATCH", 4)
    told: list[int] = []
    monkeypatch.setattr("catalogue.sheets.loading.report", lambda _sheet, done: told.append(done))
    cooperative = make_cooperative()
    products = [make_product(cooperative=cooperative, title_fr=f"Miel {each}") for each in range(10)]

    sheet = taken_over(sent(cooperative, words(products, "Miel de thym")))

    assert (sheet.status, told) == (SheetStatus.LOADED, [4, 8, 10])
    assert [as_proposed(product).title_fr for product in products] == [f"Miel de thym {each}" for each in range(10)]
    lines = AuditEntry.objects.filter(action="productrevision.sent", after__sheet=sheet.public_id, by=sheet.sent_by)
    assert [line.before for line in lines.order_by("pk")] == [{"title_fr": f"Miel {each}"} for each in range(10)]

    from_sheet_back(sheet)

    assert [as_proposed(product).title_fr for product in products] == [f"Miel {each}" for each in range(10)]
    assert set(ProductRevision.objects.values_list("status", flat=True)) == {"withdrawn"}


def from_sheet_back(sheet: Any) -> None:
    take_back(sheet_id=sheet.pk, by=sheet.sent_by)
    assert work(sheet).status == SheetStatus.TAKEN_BACK


def test_words_in_a_language_of_suggestions_are_read_and_suggestions_come_back() -> None:
    cooperative = make_cooperative()
    draft = make_product(cooperative=cooperative, title_ar="زيت", is_public=False, drafted_languages=["fr"])
    Product.objects.filter(pk=draft.pk).update(**suggested(draft))
    before = snapshot(Product.objects.get(pk=draft.pk))

    sheet = taken_over(sent(cooperative, [{"code": draft.public_id, "description_fr": "Pressée par nous"}]))

    draft = Product.objects.get(pk=draft.pk)
    assert (draft.drafted_languages, draft.description_fr) == ([], "Pressée par nous")
    with translation.override("fr"):
        assert draft.description == "Pressée par nous"

    from_sheet_back(sheet)

    assert snapshot(Product.objects.get(pk=draft.pk)) == before


@pytest.mark.parametrize("is_public", [True, False])
def test_another_kind_brings_its_shelf_and_the_old_shelves_come_back(is_public: bool) -> None:
    cooperative, kind = make_cooperative(is_trusted=True), ProductKind.objects.get()
    product = make_product(cooperative=cooperative, is_public=is_public)
    before = snapshot(product)

    sheet = taken_over(sent(cooperative, [{"code": product.public_id, "kind": kind.name_fr}]))
    assert shelves_as_proposed(Product.objects.get()) == [kind.category_id]

    from_sheet_back(sheet)

    assert snapshot(Product.objects.get()) == before
    assert rows_by_number(sheet)[2].problems == []


def test_of_who_is_trusted_they_change_at_once() -> None:
    cooperative = make_cooperative()
    product = make_product(cooperative=cooperative, title_fr="Miel")
    trust_cooperative(cooperative_id=cooperative.pk, reason="Depuis longtemps", by=make_user())

    taken_over(
        sent(
            cooperative,
            [{"code": product.public_id} | {"title_fr": "Miel de thym", "description_fr": "Il sent le thym"}],
        )
    )

    assert Product.objects.get().title_fr == "Miel de thym"
    assert ProductRevision.objects.get().status == "accepted"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"weight_grams": 200_001}, "too_large"),
        ({"net_quantity": 1_000_000, "net_unit": "g"}, "too_large"),
        ({"stock": 1_000_000}, "too_large"),
        ({"ingredients_fr": "x" * 2001}, "too_long"),
        ({"description_fr": "x" * 4001}, "too_long"),
    ],
)
def test_a_sheet_takes_no_more_than_the_screens_of_a_product(cells: dict[str, Any], code: str) -> None:
    cooperative = make_cooperative()
    product = make_product(cooperative=cooperative)

    row = rows_by_number(sent(cooperative, [{"code": product.public_id} | cells]))[2]

    assert [problem["code"] for problem in row.problems] == [code]

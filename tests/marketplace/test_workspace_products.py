"""The cooperative's products in the workspace: the list and what is done from it, a new one, the page of one."""

from decimal import Decimal

import pytest
from django.test import Client

from catalogue.keeping import hide, throw_away
from catalogue.models import Product
from catalogue.moderation.services import send_for_sale
from catalogue.own_list import own_products
from catalogue.partner.models import Partner, StockRecord
from cooperatives.enums import Role
from marketplace.workspace.products.views import A_PAGE
from tests.catalogue.keeping import kind, make_draft, make_keeper, make_lawful, photo
from tests.factories import make_cooperative, make_family, make_member, make_product
from tests.fairs.organisers import questions, signed_in
from tests.marketplace.staff import send, told

pytestmark = pytest.mark.django_db
LIST = "/en/workspace/products/"
ONE_BY_ONE = "Each one is different: write 1, and add the others one by one."


@pytest.fixture
def cooperative():
    return make_cooperative()


@pytest.fixture
def client(cooperative) -> Client:
    return signed_in(make_keeper(cooperative))


def ids(response) -> list[str]:
    return [row.product.public_id for row in response.context["rows"]]


def of(product, path: str = "") -> str:
    return f"{LIST}{product.public_id}/{path}"


def make_many(cooperative, count: int) -> None:
    """Products with price and stock, in a few statements."""
    family, partner = make_family(), Partner.objects.get(cooperative=cooperative)
    rows = [
        Product(
            cooperative=cooperative,
            commune=cooperative.commune,
            product_class=family,
            title_ar=f"منتوج {number}",
            title_fr=f"Produit {number}",
            is_public=number % 2 == 0,
            onssa_number="1",
            ingredients_fr="miel",
            durability_months=3,
            net_quantity=Decimal(5),
            net_unit="g",
        )
        for number in range(count)
    ]
    for row in rows:
        row.fill_derived()
    Product.objects.bulk_create(rows)
    StockRecord.objects.bulk_create(
        StockRecord(product=row, partner=partner, partner_sku=row.public_id, price=Decimal(10)) for row in rows
    )


def test_a_product_stands_in_the_list_with_price_stock_and_how_complete_it_is(client, cooperative) -> None:
    make_product(cooperative=cooperative, title_en="Amlou", price="85.00", stock="7")

    page = client.get(LIST).content.decode()

    assert "Amlou" in page
    assert "85.00" in page
    assert "On sale" in page
    assert '<progress max="100" value="71"' in page


def test_each_pile_shows_its_own(client, cooperative) -> None:
    keeper = make_keeper(cooperative)
    draft, waiting = make_draft(cooperative, keeper), make_lawful(cooperative, keeper)
    send_for_sale(product_id=waiting.pk, by=keeper)
    on_sale, hidden = make_product(cooperative=cooperative), make_product(cooperative=cooperative)
    hide(product_id=hidden.pk, by=keeper)

    shown = {pile: ids(client.get(f"{LIST}?pile={pile}")) for pile in ("drafts", "waiting", "on-sale", "hidden")}

    assert shown == {
        "drafts": [draft.public_id],
        "waiting": [waiting.public_id],
        "on-sale": [on_sale.public_id],
        "hidden": [hidden.public_id],
    }
    assert len(ids(client.get(f"{LIST}?pile=nonsense"))) == 4


def test_a_product_is_found_by_its_name(client, cooperative) -> None:
    amlou = make_product(cooperative=cooperative, title_en="Amlou with almonds")
    make_product(cooperative=cooperative)

    assert ids(client.get(f"{LIST}?q=AMLOU")) == [amlou.public_id]
    assert "No product of yours has this name" in client.get(f"{LIST}?q=saffron").content.decode()


def test_the_list_asks_as_much_for_one_product_as_for_a_page_of_twenty(client, cooperative) -> None:
    make_many(cooperative, 1)
    one = questions(client, LIST)
    make_many(cooperative, 60)

    assert questions(client, LIST) == one
    assert questions(client, f"{LIST}?page=2&sort=1") == one
    assert questions(client, f"{LIST}?pile=on-sale&page=2") == one
    assert one <= 20


def test_another_cooperatives_products_are_not_there(client) -> None:
    stranger = make_product()

    assert ids(client.get(LIST)) == []
    for path in ("", "part/price/", "origin/", "sizes/", "pictures/"):
        assert client.get(of(stranger, path)).status_code == 404
        assert send(client, of(stranger, path)).status_code in (404, 405)
    for path in ("do/hide/", "do/sold-out/", "do/throw-away/", "duplicate/", "move/", "pictures/away/"):
        assert send(client, of(stranger, path)).status_code == 404
    assert Product.objects.get().is_public


def test_a_product_is_not_put_beside_one_of_another_cooperative(client, cooperative) -> None:
    own, stranger = make_product(cooperative=cooperative), make_product()

    assert send(client, of(own, "move/"), before=stranger.public_id).status_code == 404


def test_a_seller_sees_the_list_and_writes_nothing(cooperative) -> None:
    product = make_product(cooperative=cooperative)
    client = signed_in(make_member(cooperative, role=Role.SELLER))

    page = client.get(LIST)

    assert ids(page) == [product.public_id]
    assert "workspace/products/new/" not in page.content.decode()
    assert client.get(of(product)).status_code == 404
    assert client.get(f"{LIST}new/").status_code == 404
    assert send(client, of(product, "do/hide/")).status_code == 404


def test_an_accountant_has_no_list(cooperative) -> None:
    assert signed_in(make_member(cooperative, role=Role.ACCOUNTANT)).get(LIST).status_code == 404


def test_hidden_in_one_tap_and_shown_again_by_undo(client, cooperative) -> None:
    product = make_product(cooperative=cooperative)

    response = send(client, of(product, "do/hide/"), pile="on-sale", page="1")
    assert not Product.objects.get().is_public
    assert (
        response["Location"]
        == f"{LIST}?pile=on-sale&page=1&undo=show&of={product.public_id}&key="
        + (response["Location"].rsplit("key=", 1)[1])
    )

    page = client.get(response["Location"]).content.decode()
    assert of(product, "do/show/") in page
    send(client, of(product, "do/show/"))
    assert Product.objects.get().is_public


def test_sold_out_in_one_tap_and_undone_with_the_same_number(client, cooperative) -> None:
    product = make_product(cooperative=cooperative, stock="7")

    location = send(client, of(product, "do/sold-out/"))["Location"]
    product.stockrecord.refresh_from_db()
    assert product.stockrecord.num_in_stock == 0

    undo = client.get(location).context["undo"]
    send(client, of(product, f"do/{undo['name']}/"), key=undo["key"])
    product.stockrecord.refresh_from_db()
    assert product.stockrecord.num_in_stock == 7


def test_an_undo_that_somebody_made_up_moves_no_stock(client, cooperative) -> None:
    product = make_product(cooperative=cooperative, stock="7")

    response = send(client, of(product, "do/undo-sold-out/"), key="begin:something")
    assert "Something else changed it since: look at the history." in told(response)

    product.stockrecord.refresh_from_db()
    assert product.stockrecord.num_in_stock == 7


def test_a_tap_sent_twice_counts_once(client, cooperative) -> None:
    product = make_product(cooperative=cooperative)
    sent = {"once": "x" * 24}

    client.post(of(product, "duplicate/"), sent)
    client.post(of(product, "duplicate/"), sent)

    assert Product.objects.count() == 2


def test_moved_up_it_stands_before_the_other_and_keeps_the_focus(client, cooperative) -> None:
    below, above = make_product(cooperative=cooperative), make_product(cooperative=cooperative)

    response = send(client, of(below, "move/"), before=above.public_id, sort="1")

    assert list(own_products(cooperative)) == [below, above]
    assert response["Location"] == f"{LIST}?sort=1#up-{below.public_id}"


def test_shoppers_see_the_products_in_the_order_of_their_keepers(client, cooperative) -> None:
    below, above = make_product(cooperative=cooperative), make_product(cooperative=cooperative)
    send(client, of(below, "move/"), before=above.public_id)

    page = Client().get(cooperative.get_absolute_url())

    assert [card.public_id for card in page.context["products"]] == [below.public_id, above.public_id]


def test_the_first_of_a_page_goes_before_the_last_of_the_page_before(client, cooperative) -> None:
    make_many(cooperative, A_PAGE + 1)
    second = client.get(f"{LIST}?page=2&sort=1").context["rows"][0]
    last = client.get(f"{LIST}?sort=1").context["rows"][-1]

    assert (second.before, last.after) == (last.product.public_id, second.product.public_id)
    send(client, of(second.product, "move/"), before=second.before)
    assert ids(client.get(f"{LIST}?page=2&sort=1")) == [last.product.public_id]


def test_a_copy_opens_with_nothing_in_stock(client, cooperative) -> None:
    product = make_product(cooperative=cooperative)

    response = send(client, of(product, "duplicate/"))

    copied = Product.objects.exclude(pk=product.pk).get()
    assert response["Location"] == of(copied)
    assert copied.stockrecord.num_in_stock == 0


def test_a_draft_is_thrown_away_and_fetched_back(client, cooperative) -> None:
    draft = make_draft(cooperative, make_keeper(cooperative))

    location = send(client, of(draft, "do/throw-away/"), **{"from": "product"})["Location"]
    assert location.startswith(LIST)
    assert ids(client.get(location)) == []

    send(client, of(draft, "do/fetch-back/"))
    assert ids(client.get(LIST)) == [draft.public_id]


def test_what_shoppers_have_seen_is_not_thrown_away(client, cooperative) -> None:
    product = make_product(cooperative=cooperative)

    response = send(client, of(product, "do/throw-away/"))

    assert told(response) == "Shoppers have seen it: hide it instead."
    assert Product.objects.get().is_public


def new(client, **data):
    given = {"kind": "honey", "price": "120", "quantity": "10", "picture": photo()}
    return send(client, f"{LIST}new/", **{name: value for name, value in (given | data).items() if value is not None})


def test_five_taps_without_javascript_make_a_draft(client, cooperative) -> None:
    kind()

    response = new(client, price="85,50", quantity="12")

    product = Product.objects.get()
    assert response["Location"] == of(product)
    assert (product.cooperative, product.kind.code, product.title_en) == (cooperative, "honey", "Honey")
    assert (product.stockrecord.price, product.stockrecord.num_in_stock) == (Decimal("85.50"), Decimal(12))
    assert product.images.count() == 1
    page = client.get(response["Location"]).content.decode()
    assert "Food needs its ONSSA number before it goes on sale." in page
    assert "Draft, please check" in page


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"kind": ""}, "kind", "Touch the picture of what it is."),
        ({"price": "0"}, "price", "Write a price above zero."),
        ({"price": "x"}, "price", "Write an amount in dirhams, such as 1250,50."),
        ({"quantity": "1.5"}, "quantity", "It is sold by the piece: write a whole number."),
        (
            {"kind": "rug", "quantity": "2"},
            "quantity",
            "Each one is different: write 1, and add the others one by one.",
        ),
        ({"picture": None}, "picture", "Take a photo of it first."),
    ],
)
def test_what_is_missing_is_said_beside_its_field(client, wrong, field, said) -> None:
    kind()

    response = new(client, **wrong)

    assert response.status_code == 422
    assert response.context["form"].errors[field] == [said]
    assert not Product.objects.exists()


def test_the_photo_of_a_refused_form_is_not_taken_again(client) -> None:
    kind()
    kept = new(client, price="").context["kept_picture"]

    response = new(client, picture=None, kept_picture=kept)

    assert response.status_code == 302
    assert Product.objects.get().images.count() == 1


def test_a_kept_photo_is_found_by_nobody_else(client) -> None:
    kind()
    kept = new(client, price="").context["kept_picture"]
    stranger = signed_in(make_keeper())

    assert new(stranger, picture=None, kept_picture=kept).status_code == 422


def test_a_file_that_is_no_photo_is_refused_beside_the_field(client) -> None:
    kind()
    broken = photo()
    broken.truncate(40)

    response = new(client, picture=broken)

    assert response.status_code == 422
    assert response.context["form"].errors["picture"] == [
        "This file is not a photo that we can read. Take another one."
    ]


def test_the_form_sent_twice_begins_one_product(client) -> None:
    kind()
    client.post(f"{LIST}new/", {"once": "y" * 24, "kind": "honey", "price": "1", "quantity": "1", "picture": photo()})
    client.post(f"{LIST}new/", {"once": "y" * 24, "kind": "honey", "price": "1", "quantity": "1", "picture": photo()})

    assert Product.objects.count() == 1


def test_what_the_cooperative_makes_already_stands_first(client, cooperative) -> None:
    make_draft(cooperative, make_keeper(cooperative), "olive_oil")

    context = client.get(f"{LIST}new/").context

    assert [each.code for each in context["own_kinds"]] == ["olive_oil"]
    assert len(context["kinds"]) == 44


def test_a_draft_thrown_away_can_still_be_opened_by_its_keeper(client, cooperative) -> None:
    keeper = make_keeper(cooperative)
    draft = make_draft(cooperative, keeper)
    throw_away(product_id=draft.pk, by=keeper)

    assert "This draft was thrown away." in client.get(of(draft)).content.decode()

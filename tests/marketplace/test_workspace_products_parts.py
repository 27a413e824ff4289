"""The small screens of a product: each saved by itself, and the second of two people is told."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from catalogue.models import Product
from catalogue.pictures import add_picture
from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.enums import CertificateStatus
from cooperatives.models import SignHeld
from cooperatives.support import quality_sign
from marketplace.workspace.products import pictures
from tests.catalogue.keeping import make_draft, make_keeper, make_lawful, photo
from tests.factories import make_commune, make_cooperative, make_place, make_product
from tests.fairs.organisers import signed_in
from tests.marketplace.staff import send, told

pytestmark = pytest.mark.django_db
LIST = "/en/workspace/products/"
PARTS = (
    *("price", "amount", "contents", "keeping", "papers", "words-ar", "words-fr", "words-en", "sign", "delivery"),
    *("kind", "size"),
)


@pytest.fixture
def cooperative():
    return make_cooperative()


@pytest.fixture
def client(cooperative) -> Client:
    return signed_in(make_keeper(cooperative))


@pytest.fixture
def draft(cooperative):
    with translation.override("en"):
        return make_draft(cooperative, make_keeper(cooperative))


def of(product, slug: str) -> str:
    return f"{LIST}{product.public_id}/part/{slug}/"


def save(client, product, slug: str, **data):
    """Open a screen and save it, as a person does."""
    seen = client.get(of(product, slug)).context["seen"]
    return send(client, of(product, slug), seen=seen, **data)


def stored(product) -> Product:
    return Product.objects.get(pk=product.pk)


@pytest.mark.parametrize("slug", PARTS)
def test_every_screen_opens(client, draft, slug) -> None:
    assert client.get(of(draft, slug)).status_code == 200


def test_a_screen_that_is_not_there_is_not_found(client, draft, cooperative) -> None:
    rug = make_draft(cooperative, make_keeper(cooperative), "rug", quantity=Decimal(1))

    assert client.get(of(draft, "nonsense")).status_code == 404
    assert client.get(of(rug, "contents")).status_code == 404


def test_by_the_piece_with_its_content(client, draft) -> None:
    page = client.get(of(draft, "amount")).content.decode()
    assert 'value="500"' in page
    assert "We have proposed what is usual." in page

    save(client, draft, "amount", unit="piece", net_quantity="250", net_unit="g", dimensions="")

    assert (stored(draft).net_quantity, stored(draft).net_unit) == (Decimal("250.000"), "g")


def test_by_weight_needs_no_content(client, draft) -> None:
    save(client, draft, "amount", unit="kg", net_quantity="", net_unit="", dimensions="")

    assert (stored(draft).unit, stored(draft).net_quantity) == ("kg", None)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"unit": "piece", "net_quantity": "250"}, "net_unit", "Choose whether these are grams, litres or pieces."),
        ({"unit": "kg", "is_unique": "on"}, "is_unique", "Only what is sold by the piece can be the only one."),
        ({"unit": "piece", "is_unique": "on"}, "is_unique", "You have said that you have more than one of it."),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_kept(client, draft, given, field, said) -> None:
    response = save(client, draft, "amount", **given)

    assert response.status_code == 422
    assert response.context["form"].errors[field] == [said]
    assert stored(draft).unit == "piece"


def test_ingredients_and_the_fourteen_allergens(client, draft) -> None:
    assert client.get(of(draft, "contents")).content.decode().count('type="checkbox"') == 14

    save(client, draft, "contents", ingredients_en="almonds, honey", allergens=["nuts"])

    assert (stored(draft).ingredients_en, stored(draft).allergens) == ("almonds, honey", ["nuts"])


def test_an_allergen_that_the_ingredients_name_is_asked_about(client, draft) -> None:
    save(client, draft, "contents", ingredients_en="almonds, honey")

    page = client.get(of(draft, "contents"))

    assert page.context["named_allergens"] == ["nuts"]


def test_a_suggested_text_is_marked_and_shown_once_it_was_read(client, draft) -> None:
    page = client.get(of(draft, "words-fr")).content.decode()
    assert "Draft, please check" in page
    assert 'value="Miel"' in page

    texts = {"title_fr": "Miel", "description_fr": draft.description_fr, "ingredients_fr": ""}
    save(client, draft, "words-fr", **texts)
    assert "fr" in stored(draft).drafted_languages

    save(client, draft, "words-fr", is_right="on", **texts)
    assert stored(draft).drafted_languages == ["ar"]


def test_a_text_of_ones_own_is_no_draft(client, draft) -> None:
    save(client, draft, "words-ar", title_ar="عسل الجبل", description_ar="", ingredients_ar="")

    assert (stored(draft).title_ar, stored(draft).drafted_languages) == ("عسل الجبل", ["fr"])


def test_an_emptied_language_gets_a_suggestion(client, draft) -> None:
    save(client, draft, "words-ar", title_ar="عسل الجبل", description_ar="", ingredients_ar="")

    save(client, draft, "words-ar", title_ar="", description_ar="", ingredients_ar="")

    assert (stored(draft).title_ar, "ar" in stored(draft).drafted_languages) == ("عسل", True)


def test_the_last_name_is_not_taken_away(client, draft) -> None:
    response = save(client, draft, "words-en", title_en="", description_en="", ingredients_en="")

    assert response.status_code == 422
    assert stored(draft).title_en == "Honey"


def test_a_shopper_never_sees_a_suggestion(client, cooperative) -> None:
    product = make_product(
        cooperative=cooperative,
        title_ar="عسل",
        title_fr="PROPOSITION",
        description_fr="PROPOSITION",
        ingredients_ar="عسل",
        ingredients_fr="PROPOSITION",
        drafted_languages=["fr"],
    )
    shopper = Client()

    assert "proposition" not in stored(product).search_text
    for url in (product.get_absolute_url(), "/fr/products/", "/fr/"):
        page = shopper.get(url.replace("/ar/", "/fr/")).content.decode()
        assert "proposition" not in page.lower()
    assert "عسل" in shopper.get("/fr/products/").content.decode()


def test_how_long_it_keeps(client, draft) -> None:
    assert 'value="24"' in client.get(of(draft, "keeping")).content.decode()

    save(client, draft, "keeping", durability_months="18")

    assert stored(draft).durability_months == 18
    assert save(client, draft, "keeping", durability_months="0").status_code == 422


def test_the_number_of_another_product_is_proposed(client, cooperative, draft) -> None:
    make_lawful(cooperative, make_keeper(cooperative))

    page = client.get(of(draft, "papers")).content.decode()

    assert 'value="ES.8.1.21"' in page
    assert stored(draft).onssa_number == ""


def test_only_ones_own_valid_certificate_can_be_chosen(client, cooperative, draft) -> None:
    def held(by, days, status=CertificateStatus.CHECKED):
        sign = quality_sign("igp", "IGP")
        return SignHeld.objects.create(
            cooperative=by,
            sign=sign,
            certifier="C",
            number=f"{by.pk}-{days}-{status}",
            expires_on=clock.today() + timedelta(days=days),
            status=status,
        )

    good = held(cooperative, 90)
    wrong = [held(make_cooperative(), 90), held(cooperative, -1), held(cooperative, 80, CertificateStatus.SENT)]

    assert client.get(of(draft, "sign")).content.decode().count('name="sign"') == 2
    for each in wrong:
        assert save(client, draft, "sign", sign=each.public_id).status_code == 422
    assert stored(draft).sign is None
    save(client, draft, "sign", sign=good.public_id)
    assert stored(draft).sign == good


def test_what_the_parcel_weighs_and_how_it_travels(client, draft) -> None:
    save(client, draft, "delivery", weight_grams="900", shipping_class="cold")

    assert (stored(draft).weight_grams, stored(draft).shipping_class) == (900, "cold")
    assert save(client, draft, "delivery", weight_grams="", shipping_class="cold").status_code == 422


def test_another_kind_takes_its_family_and_shelf(client, draft) -> None:
    save(client, draft, "kind", kind="olive_oil")

    row = stored(draft)
    assert (row.kind.code, row.product_class.code) == ("olive_oil", "oils")
    assert [shelf.slug for shelf in row.categories.all()] == ["oils"]


def test_a_price_changes_at_once_and_is_logged(client, cooperative) -> None:
    product = make_product(cooperative=cooperative)

    response = save(client, product, "price", price="99,90")

    product.stockrecord.refresh_from_db()
    assert product.stockrecord.price == Decimal("99.90")
    assert told(response) == "Saved."
    assert AuditEntry.objects.get(action="stockrecord.change").before == {"price": "120.00"}


def test_the_second_of_two_is_told_with_both_values_and_loses_nothing(client, cooperative, draft) -> None:
    first = signed_in(make_keeper(cooperative))
    url = of(draft, "words-en")
    seen_by_first, seen_by_second = (each.get(url).context["seen"] for each in (first, client))

    send(first, url, seen=seen_by_first, title_en="Thyme honey", description_en="From the first.", ingredients_en="")
    answer = send(client, url, seen=seen_by_second, title_en="Orange honey", description_en="", ingredients_en="")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Thyme honey</strong>" in page
    assert "Orange honey</strong>" in page
    assert 'value="Orange honey"' in page
    assert stored(draft).title_en == "Thyme honey"

    again = answer.context["seen"]
    send(client, url, seen=again, title_en="Orange honey", description_en="From the first.", ingredients_en="")
    assert (stored(draft).title_en, stored(draft).description_en) == ("Orange honey", "From the first.")


def test_two_on_different_screens_do_not_disturb_each_other(client, cooperative, draft) -> None:
    first = signed_in(make_keeper(cooperative))
    seen = client.get(of(draft, "delivery")).context["seen"]
    save(first, draft, "words-en", title_en="Thyme honey", description_en="", ingredients_en="")

    answer = send(client, of(draft, "delivery"), seen=seen, weight_grams="900", shipping_class="normal")

    assert answer.status_code == 302
    assert (stored(draft).title_en, stored(draft).weight_grams) == ("Thyme honey", 900)


def test_two_prices_at_once(client, cooperative) -> None:
    product = make_product(cooperative=cooperative)
    first = signed_in(make_keeper(cooperative))
    seen = client.get(of(product, "price")).context["seen"]
    save(first, product, "price", price="90")

    answer = send(client, of(product, "price"), seen=seen, price="80")

    assert answer.status_code == 409
    assert "90.00" in answer.content.decode()
    product.stockrecord.refresh_from_db()
    assert product.stockrecord.price == Decimal(90)


def test_of_what_is_on_sale_the_change_waits(client, cooperative) -> None:
    product = make_product(cooperative=cooperative, title_en="Amlou")

    response = save(client, product, "words-en", title_en="New name", description_en="", ingredients_en="")

    assert told(response) == "Saved. Our staff looks at it, then shoppers see it."
    assert stored(product).title_en == "Amlou"
    assert 'value="New name"' in client.get(of(product, "words-en")).content.decode()


def test_what_is_on_sale_does_not_lose_its_papers(client, cooperative) -> None:
    product = make_product(cooperative=cooperative)

    response = save(client, product, "papers", onssa_number="")

    assert response.status_code == 422
    assert "Food needs its ONSSA number before it goes on sale." in response.content.decode()
    assert stored(product).onssa_number == "DEMO-1"


def test_where_it_is_made_is_found_by_its_name(client, draft) -> None:
    commune = make_commune(code="092", name_fr="Ammelne", name_ar="أملن")
    make_place(commune=commune)
    url = f"{LIST}{draft.public_id}/origin/"
    seen = client.get(url).context["seen"]

    assert send(client, url, seen=seen, place_text="zzzz").status_code == 422
    send(client, url, seen=seen, place_text="Ammelne")

    assert stored(draft).commune == commune


def test_several_places_of_that_name_are_offered(client, draft) -> None:
    places = [
        make_place(commune=make_commune(code=code, name_fr="Ait Ahmed", name_ar="أيت أحمد")) for code in ("093", "094")
    ]
    url = f"{LIST}{draft.public_id}/origin/"
    seen = client.get(url).context["seen"]

    answer = send(client, url, seen=seen, place_text="Ait Ahmed")
    assert (answer.status_code, len(answer.context["found"])) == (422, 2)

    send(client, url, seen=seen, place_text="Ait Ahmed", place=places[1].public_id)
    assert stored(draft).commune == places[1].commune


def test_another_size_is_a_draft_of_its_own(client, draft) -> None:
    url = f"{LIST}{draft.public_id}/sizes/"

    assert send(client, url, label="", price="70").status_code == 422
    response = send(client, url, label="250 g", price="70")

    small = Product.objects.exclude(pk=draft.pk).get()
    assert response["Location"] == f"{LIST}{small.public_id}/"
    assert (small.variant_of, small.variant_label) == (draft, "250 g")
    assert [size.pk for size in client.get(url).context["sizes"]] == [draft.pk, small.pk]


def test_sizes_on_sale_lead_to_each_other_for_shoppers(cooperative) -> None:
    first = make_product(cooperative=cooperative, variant_label="500 g")
    small = make_product(cooperative=cooperative, variant_of=first, variant_label="250 g")
    hidden = make_product(cooperative=cooperative, variant_of=first, variant_label="1 kg", is_public=False)

    response = Client().get(first.get_absolute_url())

    chips = response.context["sizes"]
    assert [(chip["text"], chip["current"]) for chip in chips] == [("500 g", True), ("250 g", False)]
    assert chips[1]["url"] == small.get_absolute_url()
    assert hidden.public_id not in response.content.decode()


def test_photos_are_added_put_first_turned_and_taken_away(client, draft) -> None:
    url = f"{LIST}{draft.public_id}/pictures/"
    add_picture(product=draft, upload=photo(400, 300))
    send(client, url, picture=photo(300, 500))
    names = [name for name, _picture, _image in client.get(url).context["pictures"]]
    assert len(names) == 2

    send(client, f"{url}first/", picture=names[1])
    assert [name for name, *_ in client.get(url).context["pictures"]] == names[::-1]

    send(client, f"{url}turn/", picture=names[1])
    first = draft.images.order_by("display_order").first()
    assert (first.renditions["width"], first.renditions["height"]) == (500, 300)
    assert stored(draft).picture["width"] == 500

    send(client, f"{url}away/", picture=names[0])
    assert draft.images.count() == 1


def test_a_photo_that_another_took_away_meanwhile_says_so(client, cooperative, monkeypatch) -> None:
    draft = make_draft(cooperative, make_keeper(cooperative), pictures=[photo(), photo()])
    stale = list(draft.images.all())
    draft.images.filter(pk=stale[0].pk).delete()
    monkeypatch.setattr(pictures, "pictures_as_proposed", lambda _product: stale)

    answer = send(client, f"{LIST}{draft.public_id}/pictures/away/", picture=pictures.name_of(stale[0]))

    assert answer.status_code == 302
    assert "Somebody else changed this while you were writing" in told(answer)


def test_a_photo_of_another_product_is_not_touched(client, cooperative, draft) -> None:
    other = make_draft(cooperative, make_keeper(cooperative), pictures=[photo()])
    name = client.get(f"{LIST}{other.public_id}/pictures/").context["pictures"][0][0]

    assert send(client, f"{LIST}{draft.public_id}/pictures/away/", picture=name).status_code == 404
    assert other.images.count() == 1


def test_a_photo_of_what_is_on_sale_waits_for_staff(client, cooperative) -> None:
    product = make_product(cooperative=cooperative)
    url = f"{LIST}{product.public_id}/pictures/"

    send(client, url, picture=photo())

    assert product.images.get().is_held_back
    assert "Being checked" in client.get(url).content.decode()
    assert stored(product).picture == {}

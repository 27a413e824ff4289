"""A cooperative that is closed, or sends no small orders: what members choose, and what shoppers meet."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from catalogue.models import Product
from cooperatives import clock
from cooperatives.idempotency import FIELD, new_token
from cooperatives.season.models import ClosedPeriod
from cooperatives.season.services import ask_of_orders, close
from marketplace.basket.exceptions import ClosedNow
from marketplace.basket.models import Basket, Line
from marketplace.basket.selectors import contents
from marketplace.basket.services import add_line, set_quantity
from marketplace.delivery.selectors import next_hand_over
from marketplace.order import services
from marketplace.order.exceptions import BelowMinimum, CooperativesClosed
from marketplace.order.models import Order, Purchase
from tests.factories import make_cooperative, make_delivery_rate, make_member, make_place, make_product, make_user
from tests.fairs.organisers import signed_in
from tests.marketplace.factories import make_basket, order_given
from tests.marketplace.test_checkout import put_in, send, typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def in_days(number: int) -> date:
    return clock.today() + timedelta(days=number)


def close_maker(product: Product, *, days: int = 3, **given: Any) -> ClosedPeriod:
    return close(
        cooperative=product.cooperative,
        **(
            {"starts_on": clock.today(), "ends_on": in_days(days), "language": "ar", "by": make_user()}
            | {"because": "harvest", "message": "نرجعو قريب"}
            | given
        ),
    )


def demand(product: Product, minimum: str) -> None:
    ask_of_orders(cooperative=product.cooperative, minimum=Decimal(minimum), weekdays=[1], by=make_user())


def text(response: Any) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B}"


class TestWhatShoppersSee:
    def test_the_product_says_until_when_why_and_in_the_makers_words(self, client: Client) -> None:
        product = make_product()
        period = close_maker(product)

        page = text(client.get(product.get_absolute_url()))

        assert f"Closed until {day_in_words(period.ends_on)}" in page
        assert f"You can order again from {day_in_words(period.opens_on)}." in page
        assert "We are in the fields for the harvest." in page
        assert '<q lang="ar" dir="rtl">نرجعو قريب</q>' in page
        assert "Add to the basket" not in page
        assert '"availability": "https://schema.org/OutOfStock"' in page or "OutOfStock" in page

    def test_cards_and_the_cooperatives_page_say_it(self, client: Client) -> None:
        product = make_product()
        period = close_maker(product)
        said = f"Closed until {day_in_words(period.ends_on)}"

        assert said in text(client.get(reverse("catalogue:index")))
        assert text(client.get(product.cooperative.get_absolute_url())).count(said) == 2

    def test_after_the_last_day_everything_is_as_before(self, client: Client) -> None:
        product = make_product()
        close_maker(product)

        with clock.frozen_at(clock.now() + timedelta(days=4)):
            page = text(client.get(product.get_absolute_url()))

        assert "Closed until" not in page
        assert "Add to the basket" in page


class TestTheBasket:
    def test_nothing_is_put_in_while_closed(self) -> None:
        product = make_product()
        period = close_maker(product)
        basket = Basket.objects.create()

        with pytest.raises(ClosedNow) as refusal:
            add_line(basket=basket, product_id=product.public_id, quantity=1)

        assert refusal.value.until == period.ends_on
        assert not Line.objects.exists()

    def test_the_shopper_is_told_until_when(self, client: Client) -> None:
        product = make_product()
        period = close_maker(product)

        put_in(client, product)

        said = f"This cooperative is closed until {day_in_words(period.ends_on)} {period.ends_on.year}"
        assert said in text(client.get(reverse("basket:summary")))

    def test_a_line_stays_and_says_why_and_counts_in_no_total(self, client: Client) -> None:
        closed, other = make_product(price="50.00"), make_product(price="120.00")
        put_in(client, closed, other)
        period = close_maker(closed)

        page = text(client.get(reverse("basket:summary")))
        held = contents(Basket.objects.get())

        assert f"Closed until {day_in_words(period.ends_on)}" in page
        assert "نرجعو قريب" in page
        assert held.goods == Decimal("120.00")
        assert [line.product for line in held.gone] == [closed]

    def test_its_quantity_cannot_be_changed_but_it_can_be_taken_out(self) -> None:
        product = make_product()
        basket = make_basket(product)
        close_maker(product)

        with pytest.raises(ClosedNow):
            set_quantity(basket=basket, product_id=product.public_id, quantity=3)
        assert Line.objects.get().quantity == 1
        set_quantity(basket=basket, product_id=product.public_id, quantity=0)
        assert not Line.objects.exists()

    def test_it_can_be_bought_again_once_the_days_are_over(self) -> None:
        product = make_product()
        basket = make_basket(product)
        close_maker(product)

        with clock.frozen_at(clock.now() + timedelta(days=4)):
            assert services.place_purchase(**order_given(basket)).orders.count() == 1

    def test_contents_take_one_query_closed_or_not(self, django_assert_num_queries) -> None:
        products = [make_product() for _ in range(3)]
        basket = make_basket(*products)
        close_maker(products[0])

        with django_assert_num_queries(1):
            contents(basket)


class TestPlacing:
    def test_who_has_not_seen_that_a_cooperative_closed_is_refused(self) -> None:
        closed, other = make_product(), make_product()
        basket = make_basket(closed, other)
        given = order_given(basket)
        close_maker(closed)

        with pytest.raises(CooperativesClosed) as refusal:
            services.place_purchase(**given)

        assert refusal.value.products == [closed.public_id]
        assert not Purchase.objects.exists()

    def test_the_others_are_bought_and_what_waits_is_taken_along(self, client: Client) -> None:
        make_delivery_rate(price="35.00")
        place, closed, other = make_place(), make_product(), make_product(price="120.00")
        put_in(client, closed, other)
        close_maker(closed)

        form = typed(client, place, gone=closed.public_id)
        response = send(client, form)

        order = Order.objects.get()
        assert response.headers["Location"] == order.purchase.get_absolute_url()
        assert order.cooperative == other.cooperative
        (line,) = contents(Basket.objects.get(status=Basket.OPEN)).gone
        assert line.product == closed
        assert closed.title in text(client.get(reverse("basket:summary")))
        # Pressed again it is the same purchase, and nothing else is taken along.
        assert send(client, form).headers["Location"] == response.headers["Location"]
        assert Basket.objects.filter(status=Basket.OPEN).count() == 1

    def test_it_closes_while_the_shopper_looks_at_the_checkout(self, client: Client) -> None:
        make_delivery_rate(price="35.00")
        place, closed, other = make_place(), make_product(), make_product(price="120.00")
        put_in(client, closed, other)
        form = typed(client, place)
        close_maker(closed)

        response = send(client, form)

        assert response.status_code == 409
        assert "A cooperative closed for some days while you were here." in text(response)
        assert 'value="Amina Idrissi"' in text(response)
        assert not Purchase.objects.exists()

    def test_closing_costs_placing_no_more_queries(self) -> None:
        baskets = [make_basket(make_product()) for _ in range(2)]
        given = [order_given(basket) for basket in baskets]
        counts = []
        for each in given:
            with CaptureQueriesContext(connection) as queries:
                services.place_purchase(**each)
            counts.append(len(queries))
            make_closed = make_product()
            close_maker(make_closed)

        assert counts[0] == counts[1]
        assert sum("pg_advisory_xact_lock_shared" in (query["sql"] or "") for query in queries) == 1


class TestThePromisedDay:
    def test_no_parcel_leaves_on_a_day_on_which_nobody_is_there(self) -> None:
        basket = make_basket(product := make_product())
        open_days = services.place_purchase(**order_given(basket)).orders.get()
        close_maker(product, starts_on=in_days(1), ends_on=in_days(30))

        with clock.frozen_at(clock.now().replace(hour=20)):
            later = services.place_purchase(**order_given(make_basket(product))).orders.get()

        wait = open_days.promised_to - open_days.promised_from
        assert later.promised_from > in_days(31)
        assert later.promised_to - later.promised_from == wait

    @pytest.mark.parametrize(
        ("closed", "leaves_on"),
        [
            ([], date(2026, 11, 26)),
            ([(date(2026, 11, 24), date(2026, 11, 25))], date(2026, 11, 26)),
            ([(date(2026, 11, 25), date(2026, 11, 26))], date(2026, 12, 3)),
            ([(date(2026, 11, 26), date(2026, 12, 2)), (date(2026, 12, 3), date(2026, 12, 9))], date(2026, 12, 10)),
        ],
    )
    def test_the_next_thursday_that_is_not_closed(self, closed: list[tuple[date, date]], leaves_on: date) -> None:
        monday = datetime(2026, 11, 23, 9, tzinfo=UTC)

        assert next_hand_over([4], at=monday, closed=closed) == leaves_on


class TestTheLeastOfAnOrder:
    def test_too_little_is_refused_with_what_is_missing(self) -> None:
        product = make_product(price="120.00")
        basket = make_basket(product)
        given = order_given(basket)
        demand(product, "150.00")

        with pytest.raises(BelowMinimum) as refusal:
            services.place_purchase(**given)

        assert refusal.value.missing == {product.cooperative.public_id: Decimal("30.00")}
        assert not Purchase.objects.exists()

    def test_exactly_enough_is_sent(self) -> None:
        product = make_product(price="150.00")
        demand(product, "150.00")

        assert services.place_purchase(**order_given(make_basket(product))).orders.count() == 1

    def test_the_basket_says_it_and_leads_to_no_checkout(self, client: Client) -> None:
        product, other = make_product(price="120.00"), make_product()
        put_in(client, product, other)
        demand(product, "150.00")

        page = text(client.get(reverse("basket:summary")))

        assert "This cooperative sends orders from 150.00 DH. 30.00 DH is missing." in page
        assert "Go to delivery" not in page
        assert client.get(reverse("checkout:index")).headers["Location"] == reverse("basket:summary")

    def test_asked_for_in_the_last_moment_it_is_said_at_the_checkout(self, client: Client) -> None:
        make_delivery_rate(price="35.00")
        product = make_product(price="120.00")
        put_in(client, product)
        form = typed(client, make_place())
        demand(product, "150.00")

        response = send(client, form)

        assert response.status_code == 409
        assert "30.00 DH is missing" in text(response)
        assert 'value="Amina Idrissi"' in text(response)


class TestTheWorkspace:
    @pytest.fixture
    def product(self) -> Product:
        return make_product()

    @pytest.fixture
    def manager(self, product: Product) -> Client:
        return signed_in(make_member(product.cooperative))

    def at(self, name: str, product: Product) -> str:
        return reverse(f"workspace:season-{name}", args=[product.cooperative.public_id])

    def asked(self, **given: Any) -> dict[str, Any]:
        days = {"starts_on": in_days(0).isoformat(), "ends_on": in_days(3).isoformat()}
        return {FIELD: new_token(), "because": "rest", "message": ""} | days | given

    def test_a_manager_closes_and_opens_again_and_undoes_that(self, manager: Client, product: Product) -> None:
        manager.post(self.at("close", product), self.asked(message="À bientôt"))
        period = ClosedPeriod.objects.get()
        page = manager.get(reverse("workspace:season"))
        assert period.language == "en"
        assert "Open again today" in text(page)

        response = manager.post(reverse("workspace:season-open", args=[period.public_id]), {FIELD: new_token()})
        page = manager.get(response["Location"])
        assert "You are open" in text(page)
        undo = page.context["undo"]
        assert (undo["starts_on"], undo["ends_on"], undo["message"]) == (in_days(0), in_days(3), "À bientôt")

        manager.post(self.at("close", product), self.asked(**undo))
        assert ClosedPeriod.objects.standing().get().ends_on == in_days(3)

    def test_sent_twice_it_closes_once(self, manager: Client, product: Product) -> None:
        form = self.asked()

        for _again in range(2):
            assert manager.post(self.at("close", product), form).status_code == 302

        assert ClosedPeriod.objects.count() == 1

    @pytest.mark.parametrize(
        ("changed", "field", "said"),
        [
            ({"starts_on": ""}, "starts_on", "Choose the day."),
            ({"starts_on": "2001-01-01"}, "starts_on", "This day is over. Choose today or a later day."),
            ({"ends_on": "2001-01-01"}, "ends_on", "The last day is before the first one."),
            ({"ends_on": "2101-01-01"}, "ends_on", "This is longer than a year. Close until then, and again later."),
            ({"ends_on": "tomorrow"}, "ends_on", "Choose the day from the calendar."),
        ],
    )
    def test_wrong_days_are_said_beside_them_and_words_stay(
        self, manager: Client, product: Product, changed: dict[str, str], field: str, said: str
    ) -> None:
        response = manager.post(self.at("close", product), self.asked(message="À bientôt", **changed))

        assert response.status_code == 422
        assert response.context["form"].errors[field] == [said]
        assert "À bientôt" in text(response)
        assert not ClosedPeriod.objects.exists()

    def test_days_that_are_closed_already_are_named(self, manager: Client, product: Product) -> None:
        close_maker(product)

        response = manager.post(self.at("close", product), self.asked())

        assert response.status_code == 422
        assert "You are closed already on some of these days" in str(response.context["form"].errors["starts_on"])

    def test_the_last_day_is_changed(self, manager: Client, product: Product) -> None:
        period = close_maker(product)
        url = reverse("workspace:season-end", args=[period.public_id])

        assert manager.get(url).status_code == 200
        assert manager.post(url, {FIELD: new_token(), "ends_on": in_days(-1).isoformat()}).status_code == 422
        assert manager.post(url, {FIELD: new_token(), "ends_on": in_days(9).isoformat()}).status_code == 302
        period.refresh_from_db()
        assert period.ends_on == in_days(9)

    def test_the_least_amount_and_the_days_are_written(self, manager: Client, product: Product) -> None:
        url = self.at("orders", product)

        assert manager.post(url, {FIELD: new_token(), "minimum_order": "150,50", "weekdays": ["2", "5"]}).status_code
        product.cooperative.refresh_from_db()
        assert product.cooperative.minimum_order == Decimal("150.50")
        assert product.cooperative.hand_over_weekdays == [2, 5]

        none = manager.post(url, {FIELD: new_token(), "minimum_order": "10"})
        assert none.status_code == 422
        assert none.context["form"].errors["weekdays"] == ["Choose one day of the week at least."]
        much = manager.post(url, {FIELD: new_token(), "minimum_order": "5000.01", "weekdays": ["2"]})
        assert much.status_code == 422

    def test_another_cooperatives_days_do_not_exist(self, product: Product) -> None:
        period = close_maker(product)
        other = signed_in(make_member(make_cooperative()))

        for name in ("season-open", "season-end"):
            url = reverse(f"workspace:{name}", args=[period.public_id])
            assert other.post(url, {FIELD: new_token(), "ends_on": in_days(9).isoformat()}).status_code == 404
        for name in ("close", "orders"):
            assert other.get(self.at(name, product)).status_code == 404
            assert other.post(self.at(name, product), self.asked()).status_code == 404
        period.refresh_from_db()
        assert (period.ends_on, period.withdrawn_at) == (in_days(3), None)

    def test_a_seller_has_no_part_in_it(self, product: Product) -> None:
        seller = signed_in(make_member(product.cooperative, role="seller"))

        assert seller.get(reverse("workspace:season")).status_code == 404
        assert seller.get(self.at("close", product)).status_code == 404

    def test_the_page_takes_the_same_number_of_queries_for_many_days(self, manager: Client, product: Product) -> None:
        counts = []
        for number in (1, 6):
            for day in range(number):
                close_maker(product, starts_on=in_days(number * 30 + day * 2), ends_on=in_days(number * 30 + day * 2))
            manager.get(reverse("workspace:season"))
            with CaptureQueriesContext(connection) as queries:
                assert manager.get(reverse("workspace:season")).status_code == 200
            counts.append(len(queries))

        assert counts[0] == counts[1]

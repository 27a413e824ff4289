"""Closing while somebody buys: real threads on committed rows."""

import threading
import time

import pytest
from django.db import connection

from cooperatives import clock
from cooperatives.season import services as season
from cooperatives.season.models import ClosedPeriod
from marketplace.order import services
from marketplace.order.exceptions import CooperativesClosed
from marketplace.order.models import Purchase
from tests.factories import make_product, make_user
from tests.marketplace.factories import make_basket, order_given

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]


class Race:
    """A purchase that stands still once it has looked, and somebody who closes meanwhile."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.looked, self.go_on = threading.Event(), threading.Event()
        self.product = make_product()
        self.given = order_given(make_basket(self.product))
        self.by = make_user()
        self.ended: list[str] = []
        self.ended_meanwhile: list[str] = []
        check = services.check_offer

        def check_and_wait(*given: object) -> None:
            check(*given)
            self.looked.set()
            assert self.go_on.wait(timeout=20)

        monkeypatch.setattr(services, "check_offer", check_and_wait)

    def run(self) -> None:
        buyer, closer = threading.Thread(target=self._buy), threading.Thread(target=self._close)
        buyer.start()
        assert self.looked.wait(timeout=20)
        closer.start()
        # Long enough for whoever waits for nobody.
        time.sleep(0.7)
        self.ended_meanwhile = list(self.ended)
        self.go_on.set()
        buyer.join(timeout=30)
        closer.join(timeout=30)

    def _buy(self) -> None:
        try:
            services.place_purchase(**self.given)
            self.ended.append("bought")
        finally:
            connection.close()

    def _close(self) -> None:
        try:
            today = clock.today()
            season.close(
                cooperative=self.product.cooperative, starts_on=today, ends_on=today, language="ar", by=self.by
            )
            self.ended.append("closed")
        finally:
            connection.close()


def test_who_closes_waits_for_the_purchase_that_has_looked_already(monkeypatch: pytest.MonkeyPatch) -> None:
    race = Race(monkeypatch)

    race.run()

    assert race.ended_meanwhile == []
    assert sorted(race.ended) == ["bought", "closed"]
    assert (Purchase.objects.count(), ClosedPeriod.objects.count()) == (1, 1)


def test_without_the_lock_something_is_bought_after_it_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: nobody shares the season, so that who closes waits for nobody."""
    monkeypatch.setattr(services, "share_seasons_of_basket", lambda basket_id: None)
    race = Race(monkeypatch)

    race.run()

    assert race.ended_meanwhile == ["closed"]
    assert race.ended == ["closed", "bought"]


def test_who_buys_waits_for_the_one_who_closes_and_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    product = make_product()
    given, by = order_given(make_basket(product)), make_user()
    claimed, go_on, outcome = threading.Event(), threading.Event(), []
    record = season.record_act

    def record_and_wait(**named: object) -> None:
        record(**named)
        claimed.set()
        assert go_on.wait(timeout=20)

    monkeypatch.setattr(season, "record_act", record_and_wait)

    def close() -> None:
        today = clock.today()
        season.close(cooperative=product.cooperative, starts_on=today, ends_on=today, language="ar", by=by)
        connection.close()

    def buy() -> None:
        try:
            outcome.append(services.place_purchase(**given))
        except CooperativesClosed as refusal:
            outcome.append(refusal.products)
        finally:
            connection.close()

    closer, buyer = threading.Thread(target=close), threading.Thread(target=buy)
    closer.start()
    assert claimed.wait(timeout=20)
    buyer.start()
    time.sleep(0.5)
    assert outcome == []
    go_on.set()
    closer.join(timeout=30)
    buyer.join(timeout=30)

    assert outcome == [[product.public_id]]
    assert not Purchase.objects.exists()

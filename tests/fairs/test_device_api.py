"""What a device's request passes: none of what is for browsers, and all that guards the server."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client, override_settings

from cooperatives import clock
from fairs.revenue.models import RevenueLine
from fairs.tills import services
from fairs.tills.models import QuarantinedRecord, Sale, Till
from fairs.tills.services import digest_of, enrol_till, record_sent, revoke_till
from tests.factories import make_cooperative, make_participation, make_stall
from tests.fairs.tills import NOON, Stand, make_stand

pytestmark = pytest.mark.django_db


@pytest.fixture
def stand() -> Stand:
    return make_stand()


@pytest.fixture(autouse=True)
def _an_hour_after_the_sale():
    with clock.frozen_at(NOON + timedelta(hours=1)):
        yield


class TestTheShortWay:
    def test_an_answer_carries_what_guards_it_and_no_cookie(self, stand: Stand) -> None:
        answer = stand.post({"sales": [stand.sale()]})

        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/json; charset=utf-8"
        assert answer["Content-Length"] == str(len(answer.content))
        assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Language"] == "fr"
        assert answer["Vary"] == "Accept-Language"
        assert len(answer["X-Request-ID"]) == 32
        assert not answer.cookies

    def test_sessions_and_people_are_not_looked_for(self, stand: Stand) -> None:
        answer = stand.post({"sales": []})

        assert not hasattr(answer.wsgi_request, "session")
        assert not hasattr(answer.wsgi_request, "user")

    @pytest.mark.parametrize(("language", "said"), [("fr", "Cette caisse"), ("ar", "الصندوق"), ("en", "This till")])
    def test_what_is_said_is_in_the_language_asked_for(self, language: str, said: str) -> None:
        answer = Client().get(
            "/api/till/v1/stall", headers={"Authorization": "Bearer nobody", "Accept-Language": language}
        )

        assert answer.status_code == 401
        assert said in answer.json()["detail"]

    @override_settings(ALLOWED_HOSTS=["souk.example.ma"])
    def test_another_host_is_refused(self, stand: Stand) -> None:
        assert stand.post({"sales": [stand.sale()]}, Host="elsewhere.example").status_code == 400
        assert not Sale.objects.exists()

    def test_an_address_that_is_nobodys_is_not_found(self, stand: Stand) -> None:
        assert Client().get("/api/till/v1/nothing").status_code == 404

    def test_another_method_is_refused(self, stand: Stand) -> None:
        assert stand.client.get("/api/till/v1/sales").status_code == 405


class TestATillThatIsRemembered:
    def test_switched_off_between_two_sales_the_second_counts_for_nothing(self, stand: Stand) -> None:
        assert stand.send(stand.sale())[0]["status"] == "accepted"
        assert digest_of(stand.token) in services._places

        revoke_till(till=stand.till, by=None)
        (late,) = stand.send(stand.sale(number=2))

        assert (late["status"], [each["code"] for each in late["problems"]]) == ("invalid", ["till_revoked"])
        assert (Sale.objects.count(), QuarantinedRecord.objects.count()) == (1, 1)

    def test_a_token_that_was_taken_from_it_is_not_known_any_more(self, stand: Stand) -> None:
        stand.send(stand.sale())
        Till.objects.filter(pk=stand.till.pk).update(token_digest=None)

        assert stand.post({"sales": [stand.sale(number=2)]}).status_code == 401
        assert Sale.objects.count() == 1
        assert digest_of(stand.token) not in services._places

    def test_moved_to_another_stall_it_sells_there(self, stand: Stand) -> None:
        stand.send(stand.sale())
        other = make_stall(stand.edition, make_participation(stand.edition, make_cooperative()), code="B2")
        Till.objects.filter(pk=stand.till.pk).update(stall=other)

        stand.send(stand.sale(number=2))

        stalls = dict(RevenueLine.objects.order_by("id").values_list("transaction__key", "stall_id"))
        assert list(stalls.values()) == [stand.stall.pk, other.pk]

    def test_nobodys_token_is_asked_for_each_time(self) -> None:
        for _time in range(2):
            with pytest.raises(services.UnknownTill):
                record_sent(token=str(uuid4()), batch=[])

    def test_of_many_only_the_latest_are_remembered(self, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(services, "MOST_PLACES", 2)
        services._places.clear()
        for _till in range(3):
            _, token = enrol_till(stall=stand.stall, by=None)
            answer = stand.post(json.dumps({"sales": []}), token=token)
            assert answer.status_code == 200

        assert list(services._places) == [digest_of(token)]

"""Applying to a fair from a telephone: three small screens, one page for each application, and plain refusals."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalogue.models import Product
from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.enums import Role
from cooperatives.idempotency import new_token
from cooperatives.models import Cooperative
from fairs.applications.models import Application
from fairs.applications.waiting import offer_free_places
from fairs.calls.models import Call
from fairs.models import Edition
from marketplace.workspace.fairs.forms import POWERS, powers_in, watts_of
from tests.cooperatives.officers import let_in, make_agent, make_officer
from tests.factories import make_cooperative, make_member, make_product
from tests.fairs.calling import (
    CLOSES,
    NOW,
    add_stop_to,
    announced,
    apply,
    make_call,
    make_coming_edition,
    placed,
)
from tests.fairs.organisers import questions, signed_in

pytestmark = pytest.mark.django_db
NEEDS = {"people": "3", "women": "2", "young": "1", "lodging_for": "0", "power": ["fridge", "lamp"], "needs": "Water"}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"), clock.frozen_at(NOW):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.fixture
def manager(client: Client, cooperative: Cooperative) -> Client:
    client.force_login(make_member(cooperative))
    return client


@pytest.fixture
def honey(cooperative: Cooperative) -> Product:
    return make_product(cooperative=cooperative, title_en="Thyme honey")


def path_of(name: str, cooperative: Cooperative, edition: Edition) -> str:
    return reverse(f"workspace:{name}", args=[cooperative.public_id, edition.code])


def post(client: Client, path: str, **given: Any) -> Any:
    return client.post(path, {"once": new_token()} | given)


def act(client: Client, application: Application, name: str, **given: Any) -> Any:
    return post(client, reverse("workspace:application-act", args=[application.public_id, name]), **given)


class TestThreeScreens:
    def test_a_cooperative_applies(self, manager: Client, cooperative: Cooperative, honey: Product) -> None:
        call = make_call(most_stalls_each=2)
        edition = call.stop.edition
        assert str(edition) in manager.get(reverse("workspace:fairs")).content.decode()

        first = post(
            manager, path_of("apply", cooperative, edition), products=[honey.public_id], words="Bread\n\n Oil "
        )
        draft = Application.objects.get()
        assert (first.status_code, first.url) == (302, path_of("apply-needs", cooperative, edition))
        assert (draft.status, {row.label or row.product for row in draft.products.all()}) == (
            "draft",
            {"Bread", "Oil", honey},
        )
        second = post(manager, path_of("apply-needs", cooperative, edition), stalls_wanted="2", **NEEDS)
        assert second.url == path_of("apply-send", cooperative, edition)
        page = manager.get(second.url).content.decode()
        assert "Thyme honey" in page
        assert "A fridge" in page
        sent = post(manager, second.url)

        draft.refresh_from_db()
        assert sent.url == reverse("workspace:application", args=[draft.public_id])
        assert (draft.status, draft.stalls_wanted, draft.people, draft.power_watts) == ("sent", 2, 3, 400)
        assert "You can change it until" in manager.get(sent.url).content.decode()

    def test_a_market_is_asked_for_at_several_stops_at_once(self, manager: Client, cooperative: Cooperative) -> None:
        market = make_coming_edition(programme_kind="mobile_markets")
        calls = [make_call(market)] + [make_call(market, stop=add_stop_to(market, number)) for number in (2, 3)]
        path = path_of("apply", cooperative, market)
        none = post(manager, path, words="Honey")
        assert none.status_code == 422
        assert "Touch one place" in none.content.decode()

        post(manager, path, stops=[calls[0].public_id, calls[1].public_id], words="Honey")
        post(manager, path, stops=[calls[0].public_id, calls[2].public_id], words="Honey")
        post(manager, path_of("apply-needs", cooperative, market), **NEEDS)
        post(manager, path_of("apply-send", cooperative, market))

        states = dict(Application.objects.values_list("call", "status"))
        assert states == {calls[0].pk: "sent", calls[1].pk: "withdrawn", calls[2].pk: "sent"}
        shown = manager.get(path).context["form"]
        assert shown.calls == [calls[1]]

    def test_a_draft_that_was_left_lying_holds_no_other_back(self, manager: Client, cooperative: Cooperative) -> None:
        market = make_coming_edition(programme_kind="mobile_markets")
        early = make_call(market, closes_at=NOW + timedelta(days=1))
        late = make_call(market, stop=add_stop_to(market, 2))
        post(manager, path_of("apply", cooperative, market), stops=[early.public_id, late.public_id], words="Honey")
        with clock.frozen_at(NOW + timedelta(days=2)):
            post(manager, path_of("apply-send", cooperative, market))
        assert dict(Application.objects.values_list("call", "status")) == {early.pk: "draft", late.pk: "sent"}

    def test_who_has_no_catalogue_writes_words(self, client: Client) -> None:
        association = make_cooperative(kind="association")
        client.force_login(make_member(association))
        edition = make_call().stop.edition
        path = path_of("apply", association, edition)
        refused = post(client, path, words=" ")
        assert (refused.status_code, Application.objects.count()) == (422, 0)
        assert "Write what you will show." in refused.content.decode()
        assert post(client, path, words="Carpets").status_code == 302

    def test_what_is_wrong_is_said_beside_it_and_what_was_typed_stays(
        self, manager: Client, cooperative: Cooperative
    ) -> None:
        edition = make_call().stop.edition
        post(manager, path_of("apply", cooperative, edition), words="Honey")
        refused = post(manager, path_of("apply-needs", cooperative, edition), **(NEEDS | {"women": "9"}))
        page = refused.content.decode()
        assert refused.status_code == 422
        assert "There cannot be more of them than people who come." in page
        assert 'value="9"' in page
        assert "Water" in page

    @pytest.mark.parametrize("women", ["-1", "900"])
    def test_a_number_that_cannot_be_is_refused_in_plain_words(
        self, manager: Client, cooperative: Cooperative, women: str
    ) -> None:
        edition = make_call().stop.edition
        post(manager, path_of("apply", cooperative, edition), words="Honey")
        refused = post(manager, path_of("apply-needs", cooperative, edition), **(NEEDS | {"women": women}))
        assert "Write a number from 0 to 20." in refused.content.decode()
        assert Application.objects.get().women == 0

    def test_a_repeat_of_the_same_form_changes_nothing(self, manager: Client, cooperative: Cooperative) -> None:
        edition = make_call().stop.edition
        path, once = path_of("apply", cooperative, edition), new_token()
        for _ in range(2):
            assert manager.post(path, {"once": once, "words": "Honey"}).status_code == 302
        assert Application.objects.count() == 1


class TestRefused:
    def test_who_opens_the_form_of_a_closed_call_is_led_back_and_told(
        self, manager: Client, cooperative: Cooperative
    ) -> None:
        application = apply(make_call(), cooperative)
        path = reverse("workspace:application-change", args=[application.public_id])
        assert manager.get(path).status_code == 200
        with clock.frozen_at(CLOSES):
            shown = manager.get(path, follow=True)
        assert shown.redirect_chain[-1][0] == reverse("workspace:application", args=[application.public_id])
        assert "nothing more can be sent" in shown.content.decode()

    def test_page_of_a_refusal_loaded_again_leads_to_the_application(
        self, manager: Client, cooperative: Cooperative
    ) -> None:
        application = apply(make_call(), cooperative)
        path = reverse("workspace:application-act", args=[application.public_id, "come"])
        assert manager.get(path).url == reverse("workspace:application", args=[application.public_id])

    def test_an_appeal_that_came_second_keeps_its_words_on_the_page(
        self, manager: Client, cooperative: Cooperative
    ) -> None:
        refused = placed(announced(make_call()), "refused", cooperative)
        path = reverse("workspace:application-act", args=[refused.public_id, "appeal"])
        assert post(manager, path, text="We came ten times").status_code == 302
        again = post(manager, path, text="Ours is the only mill")
        assert again.status_code == 422
        assert "You asked already" in again.content.decode()
        assert "Ours is the only mill" in again.content.decode()

    def test_after_the_deadline_the_page_says_so_and_keeps_what_was_typed(
        self, manager: Client, cooperative: Cooperative
    ) -> None:
        edition = make_call().stop.edition
        with clock.frozen_at(CLOSES):
            refused = post(manager, path_of("apply", cooperative, edition), words="Rare honey")
        page = refused.content.decode()
        assert refused.status_code == 422
        assert "Applications ended on" in page
        assert "Rare honey" in page
        assert not Application.objects.exists()

    def test_a_draft_is_not_sent_late(self, manager: Client, cooperative: Cooperative) -> None:
        edition = make_call().stop.edition
        post(manager, path_of("apply", cooperative, edition), words="Honey")
        with clock.frozen_at(CLOSES):
            refused = post(manager, path_of("apply-send", cooperative, edition))
        assert (refused.status_code, Application.objects.get().status) == (422, "draft")
        assert "Applications ended on" in refused.content.decode()

    def test_whoever_applies_twice_is_led_to_what_was_sent(self, manager: Client, cooperative: Cooperative) -> None:
        sent = apply(make_call(), cooperative)
        response = manager.get(path_of("apply", cooperative, sent.call.stop.edition))
        assert response.url == reverse("workspace:application", args=[sent.public_id])

    def test_two_who_apply_for_one_cooperative_send_one(self, manager: Client, cooperative: Cooperative) -> None:
        call = make_call()
        post(manager, path_of("apply", cooperative, call.stop.edition), words="Honey")
        post(manager, path_of("apply-send", cooperative, call.stop.edition))
        second = post(manager, path_of("apply", cooperative, call.stop.edition), words="Oil")
        assert second.status_code == 422
        assert Application.objects.get().products.get().label == "Honey"

    @pytest.mark.parametrize(
        ("status", "said"), [("suspended", "is suspended"), ("applied", "when your papers are checked")]
    )
    def test_who_is_not_approved_reads_why(self, client: Client, status: str, said: str) -> None:
        cooperative = make_cooperative(status=status, suspended_at=NOW if status == "suspended" else None)
        client.force_login(make_member(cooperative))
        edition = make_call().stop.edition
        path = path_of("apply", cooperative, edition)
        assert said in client.get(path).content.decode()
        assert said in post(client, path, words="Honey").content.decode()
        assert not Application.objects.exists()


class TestOnePage:
    def test_it_is_changed_taken_back_and_sent_again(self, manager: Client, cooperative: Cooperative) -> None:
        sent = apply(make_call(), cooperative)
        change = reverse("workspace:application-change", args=[sent.public_id])
        assert manager.get(change).status_code == 200
        assert post(manager, change, words="Oil", **NEEDS).status_code == 302
        sent.refresh_from_db()
        assert (sent.people, [row.label for row in sent.products.all()]) == (3, ["Oil"])
        act(manager, sent, "take-back")
        assert "You took it back." in manager.get(change.replace("change/", "")).content.decode()
        act(manager, sent, "send")
        sent.refresh_from_db()
        assert sent.status == "sent"

    def test_chosen_it_says_that_it_comes(self, manager: Client, cooperative: Cooperative) -> None:
        mine = placed(announced(make_call()), "selected", cooperative)
        page = manager.get(reverse("workspace:application", args=[mine.public_id])).content.decode()
        assert "You are chosen." in page
        assert "We come" in page
        act(manager, mine, "come")
        mine.refresh_from_db()
        assert mine.status == "confirmed"
        assert "My stall" in manager.get(reverse("workspace:fairs")).content.decode()

    def test_too_late_is_said(self, manager: Client, cooperative: Cooperative) -> None:
        mine = placed(announced(make_call()), "selected", cooperative)
        with clock.frozen_at(mine.answer_by or NOW):
            refused = act(manager, mine, "come")
        assert refused.status_code == 422
        assert "The time to answer is over" in refused.content.decode()

    def test_waiting_it_reads_its_turn_and_takes_the_place_that_falls_free(
        self, manager: Client, cooperative: Cooperative
    ) -> None:
        call = announced(make_call(capacity=1))
        placed(call, "waiting", waiting_position=1, stalls_wanted=2)
        mine = placed(call, "waiting", cooperative, waiting_position=2)
        path = reverse("workspace:application", args=[mine.public_id])
        assert "You are number 2 on the waiting list." in manager.get(path).content.decode()
        offer_free_places(call.pk)
        page = manager.get(path).content.decode()
        assert "A place fell free for you." in page
        assert "No, we cannot come" in page
        act(manager, mine, "take")
        mine.refresh_from_db()
        assert (mine.status, mine.participation and mine.participation.status) == ("confirmed", "confirmed")

    def test_refused_it_reads_why_and_asks_once(self, manager: Client, cooperative: Cooperative) -> None:
        mine = placed(announced(make_call()), "refused", cooperative, reason="Too many of honey")
        path = reverse("workspace:application", args=[mine.public_id])
        assert "Too many of honey" in manager.get(path).content.decode()
        assert act(manager, mine, "appeal", text=" ").status_code == 422
        act(manager, mine, "appeal", text="We sell bread too")
        page = manager.get(path).content.decode()
        assert "The committee is looking at it again." in page
        assert "We sell bread too" in page
        again = act(manager, mine, "appeal", text="Please")
        assert again.status_code == 422

    @pytest.mark.parametrize(
        ("status", "said"),
        [
            ("given_up", "You gave up your place."),
            ("lapsed", "No answer came in time"),
            ("offered", "A place fell free"),
            ("refused", "You were not chosen"),
        ],
    )
    def test_each_state_has_its_sentence(
        self, manager: Client, cooperative: Cooperative, status: str, said: str
    ) -> None:
        placed(announced(make_call()), status, cooperative)
        assert said in manager.get(reverse("workspace:fairs")).content.decode()
        assert said in manager.get(reverse("workspace:applications")).content.decode()

    def test_what_the_committee_means_to_do_is_not_told_before_the_announcement(
        self, manager: Client, cooperative: Cooperative
    ) -> None:
        sent = apply(make_call(), cooperative)
        with clock.frozen_at(CLOSES + timedelta(days=1)):
            page = manager.get(reverse("workspace:application", args=[sent.public_id])).content.decode()
        assert "The committee is choosing." in page


class TestWhoMay:
    def test_a_field_agent_applies_under_a_mandate_and_the_log_says_for_whom(
        self, client: Client, cooperative: Cooperative
    ) -> None:
        officer = make_officer(cooperative)
        agent = make_agent(cooperative)
        let_in(agent, cooperative, officer)
        client = signed_in(agent)
        edition = make_call().stop.edition
        post(client, path_of("apply", cooperative, edition), words="Honey")
        post(client, path_of("apply-needs", cooperative, edition), **NEEDS)
        post(client, path_of("apply-send", cooperative, edition))
        sent = Application.objects.get(cooperative=cooperative)
        assert (sent.status, sent.begun_by) == ("sent", agent)
        line = AuditEntry.objects.get(action="application.create", by=agent)
        assert line.on_behalf_of == officer

    @pytest.mark.parametrize("role", [Role.SELLER, Role.CATALOGUE_KEEPER, Role.ACCOUNTANT])
    def test_others_of_the_cooperative_do_not_apply(self, client: Client, cooperative: Cooperative, role: str) -> None:
        client.force_login(make_member(cooperative, role=role))
        sent = apply(make_call(), cooperative)
        for path in (
            path_of("apply", cooperative, make_call().stop.edition),
            reverse("workspace:application", args=[sent.public_id]),
            reverse("workspace:applications"),
        ):
            assert client.get(path).status_code == 404
        assert client.get(reverse("workspace:fairs")).status_code == 200

    def test_anothers_application_is_not_there(self, manager: Client) -> None:
        theirs = apply(make_call())
        for name in ("application", "application-change"):
            assert manager.get(reverse(f"workspace:{name}", args=[theirs.public_id])).status_code == 404
        assert act(manager, theirs, "take-back").status_code == 404
        theirs.refresh_from_db()
        assert theirs.status == "sent"

    def test_a_call_that_nobody_opened_is_not_there(self, manager: Client, cooperative: Cooperative) -> None:
        edition = make_call(opened_at=None, opened_by=None).stop.edition
        assert manager.get(path_of("apply", cooperative, edition)).status_code == 404


def test_pages_ask_the_same_for_few_and_for_many(
    manager: Client, cooperative: Cooperative, honey: Product, django_assert_max_num_queries: Any
) -> None:
    def asked() -> list[int]:
        return [questions(manager, path) for path in paths]

    first = make_call()
    mine = apply(make_call(), cooperative)
    waiting = announced(make_call())
    placed(waiting, "waiting", cooperative, waiting_position=1)
    paths = [
        reverse("workspace:fairs"),
        reverse("workspace:applications"),
        reverse("workspace:application", args=[mine.public_id]),
        path_of("apply", cooperative, first.stop.edition),
    ]
    few = asked()
    for position in range(2, 6):
        make_call()
        make_product(cooperative=cooperative)
        apply(make_call(), cooperative)
        placed(waiting, "waiting", waiting_position=position)
        placed(announced(make_call()), "waiting", cooperative, waiting_position=1)
    assert asked() == few


def test_watts_say_what_they_were_chosen_for() -> None:
    codes = [power.code for power in POWERS]
    for number in range(2 ** len(codes)):
        chosen = [code for place, code in enumerate(codes) if number >> place & 1]
        assert sorted(powers_in(watts_of(chosen))) == sorted(chosen)
    assert Call.objects.count() == 0

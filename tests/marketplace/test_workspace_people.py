"""The pages of the team, the officers, the switcher, the union and the log."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.models import Cooperative, Membership, UnionMembership
from cooperatives.officers.models import Consent
from cooperatives.outbox.models import Message
from cooperatives.settlements.models import BankAccount
from cooperatives.team.models import Invitation
from tests.cooperatives.officers import code_sent_to, let_in, make_agent, make_officer, make_watched, other_code
from tests.cooperatives.paying import make_rib
from tests.cooperatives.test_recoveries import lost
from tests.factories import make_cooperative, make_edition, make_member, make_participation, make_product, make_user
from tests.fairs.organisers import questions, sell, signed_in
from tests.marketplace.hubs import make_union
from tests.marketplace.staff import send, told

pytestmark = pytest.mark.django_db
TEAM = "/en/workspace/people/"


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


def page(client: Client, url: str = TEAM) -> str:
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


class TestTeam:
    def test_it_says_who_works_here_and_what_each_may_do(self, cooperative: Cooperative) -> None:
        manager = make_member(cooperative, first_name="Amina")
        make_member(cooperative, role="seller", first_name="Hind")

        shown = page(signed_in(manager))

        assert "Hind" in shown
        assert "Orders, parcels, stock, and selling at the stall. Sees no money." in shown

    def test_link_is_shown_once(self, cooperative: Cooperative) -> None:
        client = signed_in(make_member(cooperative))

        send(client, f"{TEAM}invite/", role="seller")
        link = re.search(r'value="(http[^"]+/invited/[^"]+/)"', page(client))

        assert link is not None
        assert "/invited/" not in page(client)
        assert not Message.objects.exists()

    def test_role_has_to_be_chosen(self, cooperative: Cooperative) -> None:
        response = send(signed_in(make_member(cooperative)), f"{TEAM}invite/", role="", phone="12")

        assert response.status_code == 422
        assert set(response.context["form"].errors) == {"role", "phone"}
        assert not Invitation.objects.exists()

    def test_from_the_message_to_working_there(self, cooperative: Cooperative) -> None:
        hind = make_user(phone="+212612345678")
        send(signed_in(make_member(cooperative)), f"{TEAM}invite/", role="accountant", phone="06 12 34 56 78")
        path = re.search(r"/\w\w/workspace/people/invited/\S+/", Message.objects.latest("pk").body)[0]
        visitor, client = Client(), signed_in(hind)

        assert visitor.get(path)["Location"].endswith(f"?next={path}")
        assert cooperative.name_ar in page(client, path)
        assert send(client, path, first_name="").status_code == 422
        response = send(client, path, first_name="Hind", last_name="Alaoui")

        assert response.status_code == 302
        assert Membership.objects.get(user=hind).role == "accountant"
        assert send(client, path, first_name="Hind").status_code == 302
        assert client.get(path).status_code == 404

    def test_somebody_else_with_the_link_is_told_so(self, cooperative: Cooperative) -> None:
        send(signed_in(make_member(cooperative)), f"{TEAM}invite/", role="seller", phone="06 12 34 56 78")
        path = re.search(r"/\w\w/workspace/people/invited/\S+/", Message.objects.latest("pk").body)[0]

        response = send(signed_in(make_user(first_name="X")), path)

        assert response.status_code == 422
        assert not Membership.objects.filter(role="seller").exists()

    def test_invitation_is_withdrawn_and_anothers_is_not_there(self, cooperative: Cooperative) -> None:
        client, other = signed_in(make_member(cooperative)), signed_in(make_member(make_cooperative()))
        send(client, f"{TEAM}invite/", role="seller")
        url = f"{TEAM}invitations/{Invitation.objects.get().public_id}/withdraw/"

        assert send(other, url).status_code == 404
        assert send(client, url).status_code == 302

        assert Invitation.objects.get().withdrawn_at is not None

    def test_access_is_ended_and_a_role_given(self, cooperative: Cooperative) -> None:
        client, seller = signed_in(make_member(cooperative)), make_member(cooperative, role="seller")
        url = f"{TEAM}members/{seller.public_id}/"

        assert "Another role" in page(client, url)
        assert send(client, f"{url}role/", role="").status_code == 422
        send(client, f"{url}role/", role="accountant")
        assert Membership.objects.current().get(user=seller).role == "accountant"
        send(client, f"{url}end/")

        assert not Membership.objects.current().filter(user=seller).exists()
        assert signed_in(seller).get("/en/workspace/more/").status_code == 404
        assert "does not work here any more" in told(send(client, f"{url}end/"))

    def test_people_of_others_are_not_there(self, cooperative: Cooperative) -> None:
        client, other = signed_in(make_member(cooperative)), make_member(make_cooperative(), role="seller")
        url = f"{TEAM}members/{other.public_id}/"

        assert client.get(url).status_code == 404
        assert send(client, f"{url}end/").status_code == 404
        assert send(client, f"{url}other/").status_code == 404
        assert Membership.objects.current().filter(user=other).exists()

    @pytest.mark.parametrize("role", ["seller", "accountant", "catalogue_keeper"])
    def test_only_managers_see_the_team_and_everybody_may_leave(self, cooperative: Cooperative, role: str) -> None:
        make_member(cooperative)
        person = make_member(cooperative, role=role)
        client = signed_in(person)

        for part in ("", "invite/", "officers/", "log/", "our-unions/"):
            assert client.get(f"{TEAM}{part}").status_code == 404
        assert "Leave the cooperative" in page(client, f"{TEAM}me/")
        send(client, f"{TEAM}me/{cooperative.public_id}/leave/")

        assert not Membership.objects.current().filter(user=person).exists()
        assert send(client, f"{TEAM}me/{cooperative.public_id}/leave/").status_code == 302
        assert client.get("/en/workspace/more/").status_code == 404

    def test_last_manager_is_told_why_not(self, cooperative: Cooperative) -> None:
        client = signed_in(make_member(cooperative))

        response = send(client, f"{TEAM}me/{cooperative.public_id}/leave/")

        assert "Nobody else manages" in told(response)
        assert Membership.objects.current().exists()

    def test_the_page_asks_the_same_whatever_the_team(self, cooperative: Cooperative) -> None:
        client = signed_in(make_member(cooperative))
        few = questions(client, TEAM)
        for _ in range(5):
            make_member(cooperative, role="seller")
            send(client, f"{TEAM}invite/", role="seller")
        # The link of the last invitation, which is taken out of the session.
        page(client)

        assert questions(client, TEAM) == few


class TestOfficers:
    def bank(self, client: Client, cooperative: Cooperative):
        url = f"/en/workspace/bank/{cooperative.public_id}/account/"
        return send(client, url, holder="Cooperative Amal", rib=make_rib(1))

    def test_another_account_waits_for_the_other_officers_code(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        client = signed_in(amina)

        response = self.bank(client, cooperative)
        url = response["Location"]

        assert "/people/consents/" in url
        shown = page(client, url)
        assert make_rib(1)[-4:] in shown
        assert make_rib(1) not in shown
        assert not BankAccount.objects.exists()
        wrong = client.post(url, {"code": other_code(code_sent_to(brahim))})
        assert wrong.status_code == 422
        assert wrong.context["form"].errors["code"] == ["This is not the code. 4 more tries."]
        assert client.post(url, {"code": ""}).status_code == 422
        assert client.post(url, {"code": code_sent_to(brahim)})["Location"] == "/en/workspace/bank/"
        assert BankAccount.objects.get().rib == make_rib(1)
        # Pressed twice: the second answer says the same.
        assert client.post(url, {"code": code_sent_to(brahim)})["Location"] == "/en/workspace/bank/"
        assert BankAccount.objects.count() == 1

    def test_what_waits_is_not_there_for_others(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        url = self.bank(signed_in(amina), cooperative)["Location"]
        seller = make_member(cooperative, role="seller")

        for person in (make_officer(make_cooperative()), seller, make_user()):
            client = signed_in(person)
            assert client.get(url).status_code == 404
            assert client.post(url, {"code": code_sent_to(brahim)}).status_code == 404
            assert send(client, f"{url}withdraw/").status_code == 404

        assert Consent.objects.get().withdrawn_at is None

    def test_the_other_officer_calls_it_off(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        url = self.bank(signed_in(amina), cooperative)["Location"]

        send(signed_in(brahim), f"{url}withdraw/")

        assert "opens nothing any more" in page(signed_in(amina), url)
        assert Consent.objects.get().withdrawn_at is not None

    def test_officers_number_waits_for_the_other_too(self) -> None:
        _cooperative, (amina, brahim) = make_watched()
        client, old = signed_in(amina), amina.phone
        client.post("/en/account/phone/change/", {"phone": "06 98 76 54 32"})
        code = re.search(r"\b\d{6}\b", Message.objects.latest("pk").body)[0]

        response = client.post("/en/account/phone/verify/", {"code": code})

        amina.refresh_from_db()
        assert amina.phone == old
        url = response["Location"]
        assert "/people/consents/" in url
        assert client.post(url, {"code": code_sent_to(brahim)})["Location"] == "/en/account/"
        amina.refresh_from_db()
        assert amina.phone == "+212698765432"

    def test_first_officers_are_named_without_a_code_and_the_next_with_one(self, cooperative: Cooperative) -> None:
        amina, brahim, chama = (make_member(cooperative, language="en") for _ in range(3))
        client = signed_in(amina)

        assert "Name two" in page(client, f"{TEAM}officers/")
        send(client, f"{TEAM}officers/name/", member=amina.pk)
        send(client, f"{TEAM}officers/name/", member=brahim.pk)
        assert Membership.objects.filter(is_officer=True).count() == 2
        response = send(client, f"{TEAM}officers/name/", member=chama.pk)

        assert Membership.objects.filter(is_officer=True).count() == 2
        client.post(response["Location"], {"code": code_sent_to(brahim)})
        assert Membership.objects.filter(is_officer=True).count() == 3
        assert "shall be an officer" in page(client, response["Location"])

    def test_manager_who_is_no_officer_names_none(self) -> None:
        cooperative, _officers = make_watched()
        manager = make_member(cooperative)

        response = send(signed_in(manager), f"{TEAM}officers/name/", member=manager.pk)

        assert response.status_code == 404
        assert Membership.objects.filter(is_officer=True).count() == 2

    def test_third_officer_is_ended_by_two_or_steps_down(self) -> None:
        cooperative, (amina, brahim, chama) = make_watched(3)
        make_officer(cooperative)
        client = signed_in(amina)

        response = send(client, f"{TEAM}officers/{brahim.public_id}/end/")
        assert client.post(response["Location"], {"code": code_sent_to(chama)}).status_code == 302
        send(client, f"{TEAM}officers/{amina.public_id}/end/")
        assert "This was done already" in told(send(client, f"{TEAM}officers/{amina.public_id}/end/"))

        assert set(Membership.objects.filter(is_officer=True).values_list("user__first_name", flat=True)) == {
            "Chama",
            "",
        }

    def test_lost_telephone_is_shown_and_stopped_by_an_officer_alone(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        recovery, manager = lost(cooperative, amina), make_member(cooperative)
        url = f"{TEAM}recoveries/{recovery.public_id}/stop/"
        client = signed_in(brahim)

        assert "Amina lost the telephone" in page(client, f"{TEAM}officers/")
        assert send(signed_in(manager), url, reason="x").status_code == 404
        assert send(signed_in(make_officer(make_cooperative())), url, reason="x").status_code == 404
        assert send(client, url, reason="").status_code == 422
        send(client, url, reason="She has it")

        recovery.refresh_from_db()
        assert (recovery.status, recovery.reason) == ("stopped", "She has it")

    def test_manager_ends_a_field_agents_hours(self) -> None:
        cooperative, (amina, _brahim) = make_watched()
        agent = make_agent(cooperative)
        mandate = let_in(agent, cooperative, amina)
        assert "A field agent works here now" in page(signed_in(amina), f"{TEAM}officers/")
        url = f"{TEAM}mandates/{mandate.public_id}/end/"

        assert send(signed_in(make_officer(make_cooperative())), url).status_code == 404
        send(signed_in(amina), url)
        assert "It had ended already" in told(send(signed_in(amina), url))

        assert signed_in(agent).get("/en/workspace/").status_code == 404


class TestSwitch:
    def two(self) -> tuple[User, Cooperative, Cooperative]:
        first, second = make_cooperative(), make_cooperative()
        person = make_member(first)
        Membership.objects.create(user=person, cooperative=second, role="seller")
        return person, first, second

    def test_chosen_one_is_remembered_and_named(self) -> None:
        person, first, second = self.two()
        client = signed_in(person)

        assert first.name_en in page(client, f"{TEAM}switch/")
        client.post(f"{TEAM}switch/", {"cooperative": second.public_id})

        assert f"<strong>{second.name_en}</strong>" in page(client, "/en/workspace/products/")
        # A seller there: the team of the other is not shown in its place.
        assert client.get(TEAM).status_code == 404
        assert f'href="{TEAM}"' not in page(client, "/en/workspace/more/")
        client.post(f"{TEAM}switch/", {"cooperative": first.public_id})
        assert f'href="{TEAM}"' in page(client, "/en/workspace/more/")
        assert client.get(TEAM).status_code == 200

    def test_one_that_was_left_is_chosen_no_more(self) -> None:
        person, first, second = self.two()
        client = signed_in(person)
        client.post(f"{TEAM}switch/", {"cooperative": second.public_id})
        Membership.objects.filter(cooperative=second).update(left_at=clock.now())

        assert client.get(TEAM).context["cooperative"] == first

    def test_bar_has_the_parts_of_the_chosen_one_on_every_page(self) -> None:
        person, first, second = self.two()
        client = signed_in(person)

        client.post(f"{TEAM}switch/", {"cooperative": second.public_id})
        assert 'href="/en/workspace/money/"' not in page(client, "/en/workspace/returns/")
        assert 'href="/en/workspace/money/"' not in page(client, "/en/workspace/")
        client.post(f"{TEAM}switch/", {"cooperative": first.public_id})
        assert 'href="/en/workspace/money/"' in page(client, "/en/workspace/")

    def test_anothers_cannot_be_chosen(self) -> None:
        person, _first, _second = self.two()

        response = signed_in(person).post(f"{TEAM}switch/", {"cooperative": make_cooperative().public_id})

        assert response.status_code == 404

    def test_header_leads_there_only_where_there_are_several(self, cooperative: Cooperative) -> None:
        person, _first, _second = self.two()

        assert f'href="{TEAM}switch/"' in page(signed_in(person), "/en/workspace/more/")
        assert f'href="{TEAM}switch/"' not in page(signed_in(make_member(cooperative)), "/en/workspace/more/")


class TestUnion:
    def joined(self, union: Cooperative, **shows: bool) -> UnionMembership:
        cooperative = make_cooperative()
        make_product(cooperative=cooperative, title_en="Oil of Argan")
        edition = make_edition()
        sell(make_participation(edition, cooperative), "150.00")
        day = clock.today() - timedelta(days=30)
        return UnionMembership.objects.create(union=union, cooperative=cooperative, joined_on=day, **shows)

    def test_it_sees_what_each_member_shows_and_no_more(self) -> None:
        union = make_union()
        nothing, catalogue, figures = (
            self.joined(union),
            self.joined(union, shows_catalogue=True),
            self.joined(union, shows_figures=True),
        )
        client = signed_in(make_member(union))

        listed = page(client, f"{TEAM}union/")
        pages = [page(client, f"{TEAM}union/{each.cooperative.public_id}/") for each in (nothing, catalogue, figures)]

        assert listed.count("Shows the union nothing") == 1
        assert listed.count("1 product on sale") == 1
        assert ["Oil of Argan" in each for each in pages] == [False, True, False]
        assert ["What it sold each month" in each for each in pages] == [False, False, True]

    @pytest.mark.parametrize(("role", "sees"), [("catalogue_keeper", (True, False)), ("accountant", (False, True))])
    def test_role_in_the_union_narrows_it(self, role: str, sees: tuple[bool, bool]) -> None:
        union = make_union()
        joined = self.joined(union, shows_catalogue=True, shows_figures=True)
        client = signed_in(make_member(union, role=role))

        shown = page(client, f"{TEAM}union/{joined.cooperative.public_id}/")

        assert ("Oil of Argan" in shown, "What it sold each month" in shown) == sees

    def test_who_left_the_union_or_never_joined_is_not_there(self) -> None:
        union = make_union()
        left = self.joined(union, shows_catalogue=True)
        UnionMembership.objects.filter(pk=left.pk).update(left_on=clock.today())
        client = signed_in(make_member(union))

        for cooperative in (left.cooperative, make_cooperative()):
            assert client.get(f"{TEAM}union/{cooperative.public_id}/").status_code == 404
        assert signed_in(make_member(make_cooperative())).get(f"{TEAM}union/").status_code == 404
        assert signed_in(make_member(union, role="seller")).get(f"{TEAM}union/").status_code == 404

    def test_manager_says_what_the_union_may_see_and_takes_it_back(self) -> None:
        joined = self.joined(make_union(), shows_figures=True)
        client = signed_in(make_member(joined.cooperative))
        union = joined.union.public_id

        assert joined.union.name_en in page(client, f"{TEAM}our-unions/")
        send(client, f"{TEAM}our-unions/", union=union, shows_catalogue="on")

        joined.refresh_from_db()
        assert (joined.shows_catalogue, joined.shows_figures) == (True, False)
        other = signed_in(make_member(make_cooperative()))
        assert send(other, f"{TEAM}our-unions/", union=union).status_code == 404

    def test_list_asks_the_same_for_one_member_and_for_five(self) -> None:
        union = make_union()
        client = signed_in(make_member(union))
        self.joined(union, shows_catalogue=True, shows_figures=True)
        few = questions(client, f"{TEAM}union/")
        for _ in range(4):
            self.joined(union, shows_catalogue=True, shows_figures=True)

        assert questions(client, f"{TEAM}union/") == few


class TestLog:
    def test_it_says_who_what_and_what_stood_there(self) -> None:
        cooperative, (amina, _brahim) = make_watched()
        seller = make_member(cooperative, role="seller", first_name="Hind")
        client = signed_in(amina)
        send(client, f"{TEAM}members/{seller.public_id}/role/", role="accountant")

        shown = page(client, f"{TEAM}log/")

        assert "A new place in the team" in shown
        assert "Hind" in shown
        assert "Accountant" in shown
        assert "Amina" in shown
        assert "127.0.0.1" in shown

    def test_field_agent_is_named_with_who_let_them_in(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        agent = make_agent(cooperative)
        let_in(agent, cooperative, brahim)
        client = signed_in(agent)
        data = {"minimum_order": "50", "weekdays": ["1", "2"]}
        send(client, f"/en/workspace/settings/season/{cooperative.public_id}/orders/", **data)

        shown = page(signed_in(amina), f"{TEAM}log/")

        assert "(field agent, let in by Brahim)" in shown

    def test_others_log_and_others_acts_are_not_there(self, cooperative: Cooperative) -> None:
        record_act(
            action="test.secret", subject=cooperative, by=None, cooperative=cooperative, after={"reason": "secret word"}
        )

        assert "secret word" not in page(signed_in(make_member(make_cooperative())), f"{TEAM}log/")
        assert "secret word" in page(signed_in(make_member(cooperative)), f"{TEAM}log/")

    def test_staff_are_named_as_staff(self, cooperative: Cooperative) -> None:
        staff = make_user(is_staff=True, first_name="Salma")
        record_act(action="cooperative.approved", subject=cooperative, by=staff, cooperative=cooperative)

        shown = page(signed_in(make_member(cooperative)), f"{TEAM}log/")

        assert "Staff of the platform" in shown
        assert "Salma" not in shown

    def test_it_is_read_page_by_page_with_the_same_questions(self, cooperative: Cooperative) -> None:
        client = signed_in(make_member(cooperative))
        for number in range(3):
            record_act(action=f"test.{number}", subject=cooperative, by=None, cooperative=cooperative)
        few = questions(client, f"{TEAM}log/")
        for number in range(30):
            record_act(action=f"test.{number}", subject=cooperative, by=None, cooperative=cooperative)

        assert questions(client, f"{TEAM}log/") == few
        first = client.get(f"{TEAM}log/")
        second = client.get(f"{TEAM}log/?before={first.context['older']}")

        assert (len(first.context["lines"]), len(second.context["lines"])) == (20, 13)
        assert second.context["older"] is None
        assert client.get(f"{TEAM}log/?before=x").status_code == 200

"""Joining in the workspace: screen by screen, each gap said beside its field, nothing typed lost, papers private."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cooperatives.enums import CooperativeStatus
from cooperatives.models import Cooperative, Membership
from cooperatives.services import approve_cooperative, refuse_cooperative
from tests.cooperatives.joining import (
    ICE,
    accept_all,
    applicant_of,
    ask,
    make_applied,
    make_complete,
    make_joining,
    paper_of,
)
from tests.factories import make_cooperative, make_member, make_place, make_user
from tests.fairs.organisers import questions, signed_in
from tests.marketplace.joining import at, wrong
from tests.marketplace.staff import send, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_joining()


@pytest.fixture
def applicant(cooperative: Cooperative) -> Client:
    return signed_in(applicant_of(cooperative))


class TestBeginning:
    def test_a_visitor_reads_what_it_takes_and_is_asked_to_sign_in_to_begin(self, client: Client) -> None:
        page = client.get(reverse("workspace:join")).content.decode()

        assert reverse("workspace:join-begin") in page
        answer = client.get(reverse("workspace:join-begin"))
        assert answer["Location"] == f"{reverse('account_login')}?next={reverse('workspace:join-begin')}"

    def test_every_page_of_the_shop_leads_there(self, client: Client) -> None:
        assert reverse("workspace:join") in client.get(reverse("cooperatives:list")).content.decode()

    def test_two_screens_write_a_cooperative_and_lead_to_the_list(self) -> None:
        place, user = make_place(), make_user()
        client = signed_in(user)

        first = send(client, reverse("workspace:join-begin"), name="تعاونية تيسة", kind="women")
        assert first["Location"] == reverse("workspace:join-begin-place")
        assert not Cooperative.objects.exists()
        second = send(client, first["Location"], place_text="Tafraout", place=place.public_id, place_for="Tafraout")

        cooperative = Cooperative.objects.get()
        assert second["Location"] == at(cooperative)
        assert (cooperative.status, cooperative.name_ar, cooperative.kind) == ("joining", "تعاونية تيسة", "women")
        assert cooperative.commune == place.commune
        assert Membership.objects.get().user == user

    def test_a_latin_name_is_kept_as_french_or_as_the_page_reads(self) -> None:
        place = make_place()
        for language, column in (("ar", "name_fr"), ("en", "name_en")):
            client = signed_in(make_user())
            with translation.override(language):
                begin, where = reverse("workspace:join-begin"), reverse("workspace:join-begin-place")
            send(client, begin, name="Tissa", kind="cooperative")
            send(client, where, place_text="Tafraout", place=place.public_id, place_for="Tafraout")
            assert getattr(Cooperative.objects.latest("pk"), column) == "Tissa"

    def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(self) -> None:
        client = signed_in(make_user())

        response = send(client, reverse("workspace:join-begin"), name="Tissa", kind="")

        assert wrong(response) == {"kind": ["Choose what you are."]}
        assert 'value="Tissa"' in response.content.decode()

    def test_a_place_nobody_knows_is_said_and_one_of_several_is_chosen(self) -> None:
        make_place()
        client = signed_in(make_user())
        send(client, reverse("workspace:join-begin"), name="Tissa", kind="union")
        where = reverse("workspace:join-begin-place")

        unknown = send(client, where, place_text="Zzzzz")
        several = send(client, where, place_text="Tafra")

        assert "We do not know this place" in wrong(unknown)["place_text"][0]
        assert 'value="Zzzzz"' in unknown.content.decode()
        assert wrong(several) == {"place_text": ["Choose your place from the list."]}
        assert 'name="place"' in several.content.decode()
        assert not Cooperative.objects.exists()

    def test_pressed_twice_one_is_begun(self) -> None:
        place, client = make_place(), signed_in(make_user())
        send(client, reverse("workspace:join-begin"), name="Tissa", kind="cooperative")
        data = {"once": "x" * 24, "place_text": "Tafraout", "place": place.public_id, "place_for": "Tafraout"}
        begun = client.session["joining.begun"]

        client.post(reverse("workspace:join-begin-place"), data)
        session = client.session
        session["joining.begun"] = begun
        session.save()
        again = client.post(reverse("workspace:join-begin-place"), data)

        assert again["Location"] == reverse("workspace:join")
        assert Cooperative.objects.count() == 1

    def test_pressed_twice_on_a_slow_line_the_list_comes_next(self) -> None:
        place, client = make_place(), signed_in(make_user())
        send(client, reverse("workspace:join-begin"), name="Tissa", kind="cooperative")
        data = {"once": "x" * 24, "place_text": "Tafraout", "place": place.public_id, "place_for": "Tafraout"}

        client.post(reverse("workspace:join-begin-place"), data)
        again = client.post(reverse("workspace:join-begin-place"), data)

        assert again["Location"] == reverse("workspace:join")

    def test_the_second_screen_without_the_first_leads_back_to_it(self) -> None:
        client = signed_in(make_user())

        assert client.get(reverse("workspace:join-begin-place"))["Location"] == reverse("workspace:join-begin")


class TestTheList:
    def test_the_workspace_of_who_joins_is_the_list(self, applicant: Client, cooperative: Cooperative) -> None:
        assert applicant.get(reverse("workspace:home"))["Location"] == reverse("workspace:join")
        assert applicant.get(reverse("workspace:join"))["Location"] == at(cooperative)

        page = applicant.get(at(cooperative))

        assert page.context["next"].code == "sector"
        assert (page.context["done"], page.context["may_send"]) == (2, False)
        assert "2 of 10 are done" in page.content.decode()

    def test_with_everything_there_its_one_action_is_to_send(self) -> None:
        cooperative = make_complete()
        client = signed_in(applicant_of(cooperative))
        assert at(cooperative, "send") in client.get(at(cooperative)).content.decode()

        answered = send(client, at(cooperative, "send"))

        cooperative.refresh_from_db()
        assert cooperative.status == CooperativeStatus.APPLIED
        assert told(answered) == "Sent. We look at your papers and send you a message."
        page = client.get(at(cooperative))
        assert "We are checking your papers" in page.content.decode()
        assert at(cooperative, "send") not in page.content.decode()

    def test_sending_too_early_is_answered_and_changes_nothing(
        self, applicant: Client, cooperative: Cooperative
    ) -> None:
        answered = send(applicant, at(cooperative, "send"))

        assert told(answered) == "Something is missing still: look at the list."
        cooperative.refresh_from_db()
        assert cooperative.status == CooperativeStatus.JOINING

    def test_a_paper_asked_again_comes_first_with_the_reason(self) -> None:
        cooperative = make_applied()
        ask(paper_of(cooperative, "ice"), "La photo est floue")

        page = signed_in(applicant_of(cooperative)).get(at(cooperative))

        assert page.context["next"].code == "ice"
        assert "La photo est floue" in page.content.decode()

    def test_who_was_refused_reads_why_and_sends_again(self) -> None:
        cooperative = make_applied()
        refuse_cooperative(cooperative_id=cooperative.pk, reason="Pas de siège", by=make_user())
        client = signed_in(applicant_of(cooperative))

        page = client.get(at(cooperative))
        send(client, at(cooperative, "send"))

        assert "Pas de siège" in page.content.decode()
        cooperative.refresh_from_db()
        assert cooperative.status == CooperativeStatus.APPLIED

    def test_who_was_approved_is_led_to_the_first_product(self) -> None:
        cooperative, staff = make_applied(), make_user()
        accept_all(cooperative, staff)
        approve_cooperative(cooperative_id=cooperative.pk, by=staff)
        client = signed_in(applicant_of(cooperative))

        assert reverse("workspace:products") in client.get(at(cooperative)).content.decode()
        assert client.get(reverse("workspace:home")).status_code == 200
        assert client.get(at(cooperative, "members")).status_code == 404

    def test_two_at_once_are_listed_to_choose_from(self) -> None:
        user = make_user()
        both = [make_joining(user), make_joining(user)]

        page = signed_in(user).get(reverse("workspace:join")).content.decode()

        assert all(at(each) in page for each in both)

    def test_takes_as_many_questions_with_little_as_with_everything(self) -> None:
        little, everything = make_joining(), make_complete()
        counts = [questions(signed_in(applicant_of(each)), at(each)) for each in (little, everything)]

        assert counts[0] - counts[1] in (0, 1)
        assert max(counts) < 25

    @pytest.mark.parametrize("language", ["ar", "fr", "en"])
    def test_every_screen_reads_in_every_language(self, language: str) -> None:
        cooperative = make_complete()
        client = signed_in(applicant_of(cooperative))
        with translation.override(language):
            pages = [
                at(cooperative, *parts)
                for parts in ((), ("name",), ("place",), ("sector",), ("members",), ("numbers",), ("papers", "ice"))
            ]
            pages += [reverse("workspace:join"), reverse("workspace:join-begin")]

        for page in pages:
            assert client.get(page, follow=True).status_code == 200, page


class TestTelling:
    def test_numbers_are_written_and_shown_again(self, applicant: Client, cooperative: Cooperative) -> None:
        send(applicant, at(cooperative, "members"), member_count="٢٠", women_count="12", youth_count="3")
        send(applicant, at(cooperative, "numbers"), registration_number=" RC  7 ", ice="00 15 61 19 10 00 066")
        send(applicant, at(cooperative, "sector"), sector="crafts")

        cooperative.refresh_from_db()
        assert (cooperative.member_count, cooperative.women_count, cooperative.youth_count) == (20, 12, 3)
        assert (cooperative.registration_number, cooperative.ice, cooperative.sector) == ("RC 7", ICE, "crafts")
        assert f'value="{ICE}"' in applicant.get(at(cooperative, "numbers")).content.decode()

    @pytest.mark.parametrize(
        ("ice", "said"),
        [
            ("", "Write the 15 digits of the ICE."),
            ("1234", "An ICE has 15 digits; here are 4."),
            ("00156119100006X", "An ICE has digits alone: write it without letters."),
            ("001561191000065", "The last two digits do not fit the others: one is wrong or two are swapped."),
            (ICE, "Another cooperative has this ICE. If it is yours, call us."),
        ],
    )
    def test_a_wrong_ice_is_told_beside_its_field_and_kept(
        self, ice: str, said: str, applicant: Client, cooperative: Cooperative
    ) -> None:
        make_cooperative(ice=ICE)

        response = send(applicant, at(cooperative, "numbers"), registration_number="RC 7", ice=ice)

        assert wrong(response) == {"ice": [said]}
        page = response.content.decode()
        assert f'value="{ice}"' in page or not ice
        assert 'value="RC 7"' in page
        cooperative.refresh_from_db()
        assert (cooperative.ice, cooperative.registration_number) == ("", "")

    @pytest.mark.parametrize(
        ("step", "typed", "field"),
        [
            ("members", {"member_count": "", "women_count": "1", "youth_count": "1"}, "member_count"),
            ("members", {"member_count": "0", "women_count": "0", "youth_count": "0"}, "member_count"),
            ("members", {"member_count": "9", "women_count": "10", "youth_count": "1"}, "women_count"),
            ("members", {"member_count": "9", "women_count": "1", "youth_count": "many"}, "youth_count"),
            ("members", {"member_count": "9", "women_count": "-1", "youth_count": "1"}, "women_count"),
            ("sector", {"sector": "gold"}, "sector"),
            ("name", {"name": " 12 ", "kind": "union"}, "name"),
            ("name", {"name": "Tissa", "kind": "bank"}, "kind"),
            ("place", {"place_text": ""}, "place_text"),
            ("numbers", {"registration_number": "", "ice": ICE}, "registration_number"),
        ],
    )
    def test_what_cannot_be_is_said_beside_its_field(
        self, step: str, typed: dict[str, str], field: str, applicant: Client, cooperative: Cooperative
    ) -> None:
        before = Cooperative.objects.values().get()

        assert list(wrong(send(applicant, at(cooperative, step), **typed))) == [field]

        assert Cooperative.objects.values().get() == before

    def test_a_womens_cooperative_is_not_asked_how_many_are_women(self) -> None:
        cooperative = make_joining(kind="women")
        client = signed_in(applicant_of(cooperative))

        assert "women_count" not in client.get(at(cooperative, "members")).content.decode()
        send(client, at(cooperative, "members"), member_count="9", youth_count="1")

        cooperative.refresh_from_db()
        assert (cooperative.member_count, cooperative.women_count) == (9, 9)

    def test_becoming_a_womens_cooperative_with_men_is_said_beside_the_kind(
        self, applicant: Client, cooperative: Cooperative
    ) -> None:
        send(applicant, at(cooperative, "members"), member_count="9", women_count="1", youth_count="1")

        response = send(applicant, at(cooperative, "name"), name=str(cooperative), kind="women")

        assert wrong(response) == {"kind": ["All members of a women's cooperative are women."]}

    def test_while_staff_look_nothing_is_changed(self) -> None:
        cooperative = make_applied()
        client = signed_in(applicant_of(cooperative))

        answered = send(client, at(cooperative, "members"), member_count="99", women_count="0", youth_count="0")

        assert answered["Location"] == at(cooperative)
        cooperative.refresh_from_db()
        assert cooperative.member_count == 12


class TestGivingUp:
    def test_who_withdraws_finds_a_way_back_and_no_other_page(
        self, applicant: Client, cooperative: Cooperative
    ) -> None:
        assert at(cooperative, "withdraw") in applicant.get(at(cooperative)).content.decode()
        assert applicant.get(at(cooperative, "withdraw")).status_code == 200

        answered = send(applicant, at(cooperative, "withdraw"), reason="")

        cooperative.refresh_from_db()
        assert cooperative.status == CooperativeStatus.WITHDRAWN
        assert told(answered) == "Withdrawn. Nothing is lost: you can go on whenever you like."
        assert applicant.get(reverse("workspace:home"))["Location"] == reverse("workspace:join")
        assert applicant.get(reverse("workspace:join"))["Location"] == at(cooperative)
        page = applicant.get(at(cooperative)).content.decode()
        assert at(cooperative, "take-up") in page
        for gone in ("withdraw", "members", "papers/ice"):
            assert applicant.get(at(cooperative, gone)).status_code == 404
        assert send(applicant, at(cooperative, "send")).status_code == 404

        again = send(applicant, at(cooperative, "take-up"))
        cooperative.refresh_from_db()
        assert (cooperative.status, told(again)) == (CooperativeStatus.JOINING, "Go on where you left it.")

    def test_too_long_a_reason_is_said_beside_it_and_stays(self, applicant: Client, cooperative: Cooperative) -> None:
        answer = send(applicant, at(cooperative, "withdraw"), reason="x" * 301)

        assert wrong(answer) == {"reason": ["Write 300 letters at most."]}
        assert "x" * 301 in answer.content.decode()
        cooperative.refresh_from_db()
        assert cooperative.status == CooperativeStatus.JOINING

    def test_who_keeps_the_catalogue_does_not_withdraw(self, cooperative: Cooperative) -> None:
        keeper = signed_in(make_member(cooperative, role="catalogue_keeper"))

        assert at(cooperative, "withdraw") not in keeper.get(at(cooperative)).content.decode()
        assert send(keeper, at(cooperative, "withdraw")).status_code == 404
        assert send(keeper, at(cooperative, "take-up")).status_code == 404
        cooperative.refresh_from_db()
        assert cooperative.status == CooperativeStatus.JOINING

    def test_after_it_an_account_can_be_deleted(self, applicant: Client, cooperative: Cooperative) -> None:
        person = applicant_of(cooperative)
        send(applicant, reverse("account-delete"), sure="on")
        person.refresh_from_db()
        assert person.anonymised_at is None
        send(applicant, at(cooperative, "withdraw"), reason="")

        send(applicant, reverse("account-delete"), sure="on")

        person.refresh_from_db()
        assert person.anonymised_at is not None
        assert not Membership.objects.current().exists()

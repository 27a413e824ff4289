"""Papers and the second officer in the workspace: photographed, private, asked under one's own sign-in."""

from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cooperatives.accounts.models import User
from cooperatives.enums import Role
from cooperatives.joining.models import Paper, PaperPage
from cooperatives.joining.selectors import what_is_missing
from cooperatives.models import Cooperative, Membership
from cooperatives.outbox.models import Message
from cooperatives.team.models import Invitation
from tests.cooperatives.joining import (
    applicant_of,
    ask,
    make_applied,
    make_joining,
    name_second,
    paper_of,
    picture,
)
from tests.factories import make_member, make_user
from tests.fairs.organisers import signed_in
from tests.marketplace.joining import at, photo, wrong
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


class TestPapers:
    def add(self, client: Client, cooperative: Cooperative, *photos: SimpleUploadedFile, kind: str = "ice") -> Any:
        return send(client, at(cooperative, "papers", kind), pages=list(photos))

    def test_photos_become_pages_that_the_screen_shows(self, applicant: Client, cooperative: Cooperative) -> None:
        self.add(applicant, cooperative, photo(), photo("two.jpg", picture(shade=10)))

        page = applicant.get(at(cooperative, "papers", "ice"))

        paper = Paper.objects.get()
        assert [each.number for each in page.context["pages"]] == [1, 2]
        assert f"/pages/{paper.public_id}/2.jpg" in page.content.decode()
        assert "ice" not in what_is_missing(cooperative)

    def test_sent_twice_it_is_kept_once(self, applicant: Client, cooperative: Cooperative) -> None:
        url = at(cooperative, "papers", "ice")
        applicant.post(url, {"once": "x" * 24, "pages": [photo()]})
        applicant.post(url, {"once": "x" * 24, "pages": [photo()]})
        again = self.add(applicant, cooperative, photo())

        assert PaperPage.objects.count() == 1
        assert told(again).endswith("This page was there already.")

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"%PDF-1.7", "“card.jpg” is not a photo. Take a photo of the page with your telephone."),
            (picture(size=(90, 90)), "“card.jpg” is too small to be read. Take the photo again, closer."),
            (b"x" * (10 * 1024 * 1024 + 1), "“card.jpg” is too large: 10 MB at most. Take the photo again."),
        ],
    )
    def test_what_is_no_photo_is_told_beside_the_field(
        self, content: bytes, said: str, applicant: Client, cooperative: Cooperative
    ) -> None:
        response = self.add(applicant, cooperative, photo("card.jpg", content))

        assert wrong(response) == {"pages": [said]}
        assert not Paper.objects.exists()

    def test_no_photo_at_all_is_told_too(self, applicant: Client, cooperative: Cooperative) -> None:
        assert wrong(self.add(applicant, cooperative)) == {"pages": ["Take a photo of the page first."]}

    def test_a_ninth_page_is_told(self, applicant: Client, cooperative: Cooperative) -> None:
        self.add(applicant, cooperative, *(photo(content=picture(shade=shade)) for shade in range(0, 160, 20)))

        response = self.add(applicant, cooperative, photo(content=picture(shade=250)))

        assert wrong(response) == {"pages": ["A paper has eight pages at most. Take one away first."]}
        assert PaperPage.objects.count() == 8

    def test_a_page_is_taken_away(self, applicant: Client, cooperative: Cooperative) -> None:
        self.add(applicant, cooperative, photo())
        url = reverse("workspace:join-page-remove", args=[cooperative.public_id, "ice", 1])

        send(applicant, url)
        again = send(applicant, url)

        assert not PaperPage.objects.exists()
        assert told(again).endswith("This was done already.")

    def test_a_page_is_handed_out_as_a_picture_and_nothing_else(
        self, applicant: Client, cooperative: Cooperative
    ) -> None:
        self.add(applicant, cooperative, photo("x.html"))

        response = applicant.get(page_url(cooperative))

        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "no-store" in response["Cache-Control"]
        assert b"".join(response.streaming_content)[:3] == b"\xff\xd8\xff"
        page = PaperPage.objects.get()
        assert storages["private"].path(page.file) not in (storages["default"].path(page.file),)

    def test_anothers_paper_does_not_exist(self, applicant: Client, cooperative: Cooperative, client: Client) -> None:
        self.add(applicant, cooperative, photo())
        other = make_joining()
        stranger = signed_in(applicant_of(other))
        paths = [page_url(cooperative), at(cooperative), at(cooperative, "papers", "ice"), at(cooperative, "name")]
        # Nor under one's own address.
        paths.append(page_url(cooperative).replace(cooperative.public_id, other.public_id))

        assert [client.get(path).status_code for path in paths] == [302] * len(paths)
        assert [stranger.get(path).status_code for path in paths] == [404] * len(paths)
        posts = [
            at(cooperative, "send"),
            at(cooperative, "officer"),
            at(cooperative, "papers", "ice"),
            reverse("workspace:join-page-remove", args=[cooperative.public_id, "ice", 1]),
        ]
        assert [send(stranger, path).status_code for path in posts] == [404] * len(posts)
        assert PaperPage.objects.count() == 1

    def test_who_left_sees_the_papers_no_more(self, applicant: Client, cooperative: Cooperative) -> None:
        self.add(applicant, cooperative, photo())
        Membership.objects.update(left_at="2026-01-01T00:00:00Z")

        assert applicant.get(page_url(cooperative)).status_code == 404

    def test_an_identity_card_is_for_managers_alone(self, applicant: Client, cooperative: Cooperative) -> None:
        self.add(applicant, cooperative, photo(), kind="identity")
        keeper = signed_in(make_member(cooperative, role=Role.CATALOGUE_KEEPER))
        seller = signed_in(make_member(cooperative, role=Role.SELLER))

        answers = [who.get(page_url(cooperative)).status_code for who in (applicant, keeper, seller)]

        assert answers == [200, 404, 404]
        page = keeper.get(at(cooperative, "papers", "identity")).content.decode()
        assert "Only the managers see this paper." in page

    def test_a_kind_that_is_not_asked_has_no_screen(self, applicant: Client, cooperative: Cooperative) -> None:
        for kind in ("onssa", "passport"):
            assert applicant.get(at(cooperative, "papers", kind)).status_code == 404

    def test_after_it_was_asked_again_the_photos_begin_anew(self) -> None:
        cooperative = make_applied()
        ask(paper_of(cooperative, "ice"), "Floue")
        client = signed_in(applicant_of(cooperative))

        page = client.get(at(cooperative, "papers", "ice"))
        assert page.context["pages"] == []
        assert "Floue" in page.content.decode()
        self.add(client, cooperative, photo())

        assert paper_of(cooperative, "ice").status == "sent"


def page_url(cooperative: Cooperative) -> str:
    paper = Paper.objects.latest("pk")
    return reverse("workspace:join-page", args=[cooperative.public_id, paper.public_id, 1])


class TestSecondOfficer:
    def test_named_asked_and_yes(self) -> None:
        cooperative = make_joining(make_user())
        applicant, zahra = signed_in(applicant_of(cooperative)), make_user()

        missing_name = send(applicant, at(cooperative, "officer"), phone=zahra.phone, own_name="")
        assert list(wrong(missing_name)) == ["own_name"]
        assert f'value="{zahra.phone}"' in missing_name.content.decode()
        send(applicant, at(cooperative, "officer"), phone=zahra.phone, own_name="Amina  Idrissi")

        assert "Amina Idrissi" in Message.objects.get().body
        assert applicant.get(at(cooperative)).context["waits"]
        client = signed_in(zahra)
        asked = client.get(reverse("workspace:join-asked"))
        assert "Amina Idrissi" in asked.content.decode()
        yes = reverse("workspace:join-answer", args=[Invitation.objects.get().public_id, "yes"])
        assert list(wrong(send(client, yes, own_name=""))) == ["own_name"]
        answered = send(client, yes, own_name="Zahra")

        assert answered["Location"] == at(cooperative)
        assert Membership.objects.get(user=zahra).is_officer
        assert User.objects.get(pk=zahra.pk).first_name == "Zahra"
        assert "second_officer" not in what_is_missing(cooperative)

    def test_after_signing_in_who_was_named_is_asked(self, cooperative: Cooperative) -> None:
        zahra = make_user()
        name_second(cooperative, zahra)

        assert signed_in(zahra).get(reverse("after-sign-in"))["Location"] == reverse("workspace:join-asked")

    def test_no_is_told_and_asked_no_more(self, cooperative: Cooperative) -> None:
        zahra = make_user()
        named = name_second(cooperative, zahra)
        client = signed_in(zahra)
        no = reverse("workspace:join-answer", args=[named.public_id, "no"])

        send(client, no)
        again = send(client, no)

        assert told(again).endswith("This was answered already, or somebody else was named.")
        assert client.get(reverse("workspace:join-asked"))["Location"] == reverse("workspace:join")
        assert Membership.objects.count() == 1

    def test_anothers_question_does_not_exist(self, cooperative: Cooperative) -> None:
        named = name_second(cooperative, make_user())
        stranger = signed_in(make_user())

        for answer in ("yes", "no", "maybe"):
            path = reverse("workspace:join-answer", args=[named.public_id, answer])
            assert send(stranger, path, own_name="X").status_code == 404

        assert Membership.objects.count() == 1

    @pytest.mark.parametrize(
        ("phone", "said"),
        [
            ("", "Write the phone number with its ten digits, such as 06 12 34 56 78."),
            ("0612", "This phone number does not exist. Check its digits."),
            ("own", "This is your own number. The second officer is somebody else, with another telephone."),
        ],
    )
    def test_a_number_that_cannot_be_is_told_beside_the_field(
        self, phone: str, said: str, applicant: Client, cooperative: Cooperative
    ) -> None:
        phone = applicant_of(cooperative).phone if phone == "own" else phone

        assert wrong(send(applicant, at(cooperative, "officer"), phone=phone)) == {"phone": [said]}
        assert not Message.objects.exists()

    def test_only_a_manager_names_one(self, cooperative: Cooperative) -> None:
        keeper = signed_in(make_member(cooperative, role=Role.CATALOGUE_KEEPER))

        assert keeper.get(at(cooperative, "officer")).status_code == 404
        assert keeper.get(at(cooperative)).status_code == 200

"""Papers photographed page by page: drawn anew, kept once, none added where nothing may change."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import storages
from PIL import Image

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.jobs.services import run_due
from cooperatives.joining.enums import PaperKind
from cooperatives.joining.exceptions import BeingChecked, PaperAccepted, TooManyPages
from cooperatives.joining.forgetting import forget_papers
from cooperatives.joining.models import Paper, PaperPage
from cooperatives.joining.papers import add_pages, remove_page
from cooperatives.joining.selectors import page_of, what_is_missing
from cooperatives.models import Cooperative
from cooperatives.photographs import TooLarge, TooSmall, Unreadable, read_photograph
from cooperatives.services import approve_cooperative
from tests.cooperatives.joining import (
    accept_all,
    add,
    applicant_of,
    ask,
    make_applied,
    make_complete,
    make_joining,
    paper_of,
    photograph,
    picture,
)
from tests.factories import make_cooperative, make_member, make_user

pytestmark = pytest.mark.django_db


class TestPhotographs:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_is_drawn_anew_without_place_and_device(self, kind: str) -> None:
        kept = read_photograph(BytesIO(picture(kind=kind)))

        drawn = Image.open(BytesIO(kept.content))
        assert (drawn.format, drawn.size) == ("JPEG", (900, 1200))
        assert not drawn.getexif()
        assert b"Telephone" not in kept.content

    def test_large_ones_are_made_smaller(self) -> None:
        kept = read_photograph(BytesIO(picture(size=(6000, 3000))))

        assert (kept.width, kept.height) == (2200, 1100)

    @pytest.mark.parametrize(
        ("sent", "refusal"),
        [
            (b"%PDF-1.7 not a picture", Unreadable),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Unreadable),
            (picture()[:500], Unreadable),
            (picture(size=(100, 100)), TooSmall),
            (b"\xff" * (10 * 1024 * 1024 + 1), TooLarge),
            (b"", Unreadable),
        ],
    )
    def test_what_is_no_photo_is_refused_by_its_content(self, sent: bytes, refusal: type[Exception]) -> None:
        with pytest.raises(refusal):
            read_photograph(BytesIO(sent))


class TestPapers:
    def test_pages_follow_each_other_and_none_is_kept_twice(self) -> None:
        cooperative = make_joining()

        assert [add(cooperative, PaperKind.ICE, 10, 20), add(cooperative, PaperKind.ICE, 20, 30, 30)] == [2, 1]

        pages = list(PaperPage.objects.order_by("number"))
        assert [page.number for page in pages] == [1, 2, 3]
        assert all(storages["private"].exists(page.file) for page in pages)
        assert Paper.objects.count() == 1

    def test_has_eight_pages_at_most(self) -> None:
        cooperative = make_joining()
        add(cooperative, PaperKind.ICE, *range(0, 160, 20))

        with pytest.raises(TooManyPages):
            add(cooperative, PaperKind.ICE, 250)

        assert PaperPage.objects.count() == 8

    def test_a_page_taken_away_lets_the_others_move_up(self) -> None:
        cooperative = make_joining()
        add(cooperative, PaperKind.ICE, 10, 20, 30)
        first, second, third = PaperPage.objects.order_by("number")

        remove_page(cooperative_id=cooperative.pk, kind=PaperKind.ICE, number=1, by=applicant_of(cooperative))
        assert storages["private"].exists(first.file)
        run_due()

        left = PaperPage.objects.order_by("number").values_list("number", "digest")
        assert list(left) == [(1, second.digest), (2, third.digest)]
        assert not storages["private"].exists(first.file)
        assert AuditEntry.objects.filter(action="paper.page_removed").count() == 1

    def test_sent_again_before_its_file_went_it_is_kept(self, django_capture_on_commit_callbacks: Any) -> None:
        cooperative = make_joining()
        add(cooperative, PaperKind.ICE, 10, 20)
        file = PaperPage.objects.get(number=1).file

        with django_capture_on_commit_callbacks() as callbacks:
            remove_page(cooperative_id=cooperative.pk, kind=PaperKind.ICE, number=1, by=applicant_of(cooperative))
        assert add(cooperative, PaperKind.ICE, 10) == 1
        for callback in callbacks:
            callback()
        run_due()

        assert PaperPage.objects.get(number=2).file == file
        assert storages["private"].exists(file)
        remove_page(cooperative_id=cooperative.pk, kind=PaperKind.ICE, number=2, by=applicant_of(cooperative))
        run_due()
        assert not storages["private"].exists(file)

    def test_without_its_last_page_a_paper_is_missing_again(self) -> None:
        cooperative = make_complete()
        by = applicant_of(cooperative)

        remove_page(cooperative_id=cooperative.pk, kind=PaperKind.ICE, number=1, by=by)

        assert what_is_missing(cooperative) == ["ice"]
        with pytest.raises(PaperPage.DoesNotExist):
            remove_page(cooperative_id=cooperative.pk, kind=PaperKind.ICE, number=1, by=by)
        assert add(cooperative, PaperKind.ICE, 10) == 1

    def test_nothing_is_added_to_or_taken_from_one_that_was_accepted(self) -> None:
        cooperative = make_applied()
        accept_all(cooperative, make_user())

        with pytest.raises(PaperAccepted):
            add(cooperative, PaperKind.ICE, 250)
        with pytest.raises(PaperAccepted):
            remove_page(cooperative_id=cooperative.pk, kind=PaperKind.ICE, number=1, by=applicant_of(cooperative))

        assert PaperPage.objects.count() == 4

    def test_who_has_joined_sends_no_papers_here(self) -> None:
        cooperative = make_cooperative()
        member = make_member(cooperative)

        with pytest.raises(BeingChecked):
            add_pages(cooperative_id=cooperative.pk, kind=PaperKind.ICE, photographs=[photograph()], by=member)


class TestForgetting:
    def pages(self, paper: Paper) -> list[str]:
        return list(paper.pages.values_list("file", flat=True))

    def night(self, days: int) -> int:
        with clock.frozen_at(clock.now() + timedelta(days=days)):
            return forget_papers()

    def test_photographs_of_a_paper_that_was_replaced_go_after_a_while_and_its_row_stays(self) -> None:
        cooperative = make_applied()
        refused = ask(paper_of(cooperative, "ice"))
        (file,) = self.pages(refused)
        add(cooperative, PaperKind.ICE, 30)
        fresh = paper_of(cooperative, "ice")

        assert self.night(89) == 0
        assert storages["private"].exists(file)
        assert self.night(91) == 1

        assert not storages["private"].exists(file)
        refused.refresh_from_db()
        assert (refused.status, refused.reason, self.pages(refused)) == ("asked_again", "Trop sombre", [""])
        assert page_of(Cooperative.objects.all(), paper=refused.public_id, number=1) is None
        assert all(storages["private"].exists(kept) for kept in self.pages(fresh))
        assert AuditEntry.objects.get(action="paper.photographs_forgotten").after == {"kind": "ice", "pages": 1}
        assert self.night(92) == 0

    def test_one_that_is_only_asked_for_again_goes_too(self) -> None:
        refused = ask(paper_of(make_applied(), "ice"))

        assert self.night(91) == 1
        assert self.pages(refused) == [""]

    def test_an_application_that_nobody_moved_for_a_year_has_no_photographs_left(self) -> None:
        cooperative = make_complete()
        assert self.night(364) == 0

        assert self.night(366) == 4

        assert what_is_missing(cooperative) == ["registration", "officers", "identity", "ice"]
        assert not PaperPage.objects.exclude(file="").exists()
        assert Paper.objects.count() == 4

    def test_papers_of_who_is_checked_or_was_taken_stay(self) -> None:
        cooperative, staff = make_applied(), make_user()
        assert self.night(800) == 0
        accept_all(cooperative, staff)
        approve_cooperative(cooperative_id=cooperative.pk, by=staff)

        assert self.night(800) == 0
        assert not PaperPage.objects.filter(file="").exists()

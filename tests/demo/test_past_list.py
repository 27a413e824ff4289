"""The demonstration's list of a past edition: most rows are in the book, three wait for a person."""

from decimal import Decimal

import pytest

from cooperatives.accounts.models import User
from fairs.enums import ImportStatus
from fairs.imports.loading import NotReadyToLoad, load_whole
from fairs.imports.models import ImportRow, PastImport
from fairs.imports.reversal import take_back
from fairs.load import load_programmes
from fairs.models import DeclaredTotal, Edition
from fairs.revenue.rollup import differences
from marketplace.demo.load.accounts import ORGANISER_EMAIL
from marketplace.demo.load.past_lists import CODE, EDITION, load_past_list
from tests.factories import make_commune, make_cooperative, make_user
from tests.fairs.facts import money_in

pytestmark = pytest.mark.django_db
NAMES = (
    *("أركان تافراوت", "نسيج الأطلس", "عسل إمي نتانوت", "زعفران تالوين", "فخار آسفي", "ورد قلعة مكونة"),
    *("زيت الزيتون بزو", "كسكس بنسليمان", "حناء تازارين", "صبار الرحامنة", "تمور أرفود", "أملو أيت باها"),
)


@pytest.fixture
def organiser() -> User:
    return make_user(email=ORGANISER_EMAIL)


def test_good_rows_are_loaded_and_three_wait_for_a_person(organiser: User) -> None:
    load_programmes()
    make_commune(code=EDITION["commune_code"])
    cooperatives = [
        make_cooperative(name_ar=f"تعاونية {name}", registration_number=f"DEMO-{number:03d}")
        for number, name in enumerate(NAMES, 1)
    ]

    load_past_list(cooperatives)

    past = PastImport.objects.get()
    edition = Edition.objects.get(code=CODE)
    assert (past.edition, past.status, past.loaded_by, edition.is_published) == (
        edition,
        ImportStatus.LOADED,
        organiser,
        False,
    )
    waiting = ImportRow.objects.filter(past_import=past, participation=None).order_by("number")
    assert [(row.decision, [problem["code"] for problem in row.problems]) for row in waiting] == [
        ("open", ["number_says_other"]),
        ("open", []),
        ("matched", ["unreadable_amount"]),
    ]
    assert waiting[1].candidates
    assert DeclaredTotal.objects.count() == 18
    with pytest.raises(NotReadyToLoad):
        load_whole(past_import_id=past.pk, by=organiser)
    take_back(past_import_id=past.pk, reason="Demonstrated", by=organiser)
    assert set(money_in().values()) == {Decimal("0.00")}
    assert differences() == []

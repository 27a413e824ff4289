"""Lists of past editions: read, judged, mended, loaded and taken back, to the centime."""

from decimal import Decimal

import pytest

from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.enums import CooperativeStatus
from cooperatives.jobs.services import run_due
from cooperatives.ledger.selectors import trial_balance
from cooperatives.models import Cooperative
from fairs.enums import Evidence, ImportStatus, MatchKind, ParticipationStatus, RowDecision
from fairs.imports import reading
from fairs.imports.exceptions import ChangedSince, ListClosed, NothingToLoad, NotReadyToLoad, RowLoaded, SameFileTwice
from fairs.imports.loading import load_good_rows, load_whole
from fairs.imports.models import ImportRow, PastImport
from fairs.imports.reversal import take_back
from fairs.imports.services import Mended, choose_columns, decide_unknown_as_new, drop_list, keep_list, mend_row
from fairs.models import DeclaredPart, DeclaredTotal, Edition, Participation
from fairs.revenue.declared import NewTotal, correct_declared_total, declare_total
from fairs.revenue.models import RevenueLine
from fairs.revenue.rollup import differences
from fairs.services.editions import EditionSettled
from tests.factories import make_cooperative, make_cooperatives, make_family, make_participation
from tests.fairs.facts import money_in
from tests.fairs.lists import DAY, as_csv, codes, ice, make_past_fair, read, rows_in
from tests.fairs.organisers import make_organiser, sell

pytestmark = pytest.mark.django_db
AUGUST_4 = "04/08/2025"


def the_books_agree() -> bool:
    balance = sum((account.balance for account in trial_balance()), Decimal(0))
    return differences() == [] and balance == 0


def turnover(edition: Edition) -> Decimal:
    return money_in(edition=edition)["lines"]


def said(**values: object) -> dict[str, object]:
    return {
        "name": "Coopérative Amal",
        "register_number": "",
        "ice": "",
        "counts_on": DAY,
        "amount": Decimal("100.00"),
        "people": 0,
        "women": 0,
    } | values


def test_five_hundred_participants_with_seven_bad_rows_say_which_and_why() -> None:
    edition = make_past_fair()
    by = make_organiser(edition)
    known = make_cooperatives(
        {"name_fr": f"Coopérative Tigmi {n}", "registration_number": f"R{n}/2019"} for n in range(500)
    )
    # The head is row 1 of the file, so that the first participant stands in row 2.
    rows = [[c.name_fr, c.registration_number, "", AUGUST_4, f"{1000 + n},50", 3, 2] for n, c in enumerate(known)]
    rows[10][0] = ""
    rows[50][2] = "001234567890123"
    rows[100][4] = "-300"
    rows[150][3] = "24/12/2025"
    rows[200][1] = rows[201][1]
    rows[200][0] = known[200].name_fr
    rows[300][4] = "beaucoup"
    rows[400][4] = "9000000"

    past = read(edition, as_csv(rows), by=by)
    found = rows_in(past)
    bad = {number: codes(row) for number, row in found.items() if row.problems}

    assert len(found) == 500
    assert bad == {
        12: ["no_name"],
        52: ["broken_ice"],
        102: ["negative_amount"],
        152: ["day_outside"],
        202: ["number_says_other"],
        302: ["unreadable_amount"],
        402: ["far_from_usual"],
    }
    with pytest.raises(NotReadyToLoad) as refusal:
        load_whole(past_import_id=past.pk, by=by)
    assert refusal.value.numbers == [12, 52, 102, 152, 202, 302, 402]
    assert (Participation.objects.count(), DeclaredTotal.objects.count(), RevenueLine.objects.count()) == (0, 0, 0)

    loaded = load_good_rows(past_import_id=past.pk, by=by)

    good = [n for n in range(500) if n not in (10, 50, 100, 150, 200, 300, 400)]
    expected = sum((Decimal(1000 + n) + Decimal("0.50") for n in good), Decimal(0))
    assert (loaded.rows, loaded.participations, loaded.totals, loaded.organisations) == (493, 493, 493, 0)
    assert turnover(edition) == expected
    assert set(DeclaredTotal.objects.values_list("evidence", flat=True)) == {Evidence.DECLARED}
    assert {row.raw["cells"][4] for row in rows_in(past).values() if row.number == 302} == {"beaucoup"}
    # Asked again, nothing is loaded twice.
    with pytest.raises(NothingToLoad):
        load_good_rows(past_import_id=past.pk, by=by)
    assert turnover(edition) == expected
    # What was left to be mended is loaded when it is.
    mended = Mended(values=said(name=known[300].name_fr, register_number="R300/2019", amount=Decimal("7.25")))
    assert mend_row(past_import_id=past.pk, number=302, mended=mended, by=by).decision == RowDecision.MATCHED
    load_good_rows(past_import_id=past.pk, by=by)
    assert turnover(edition) == expected + Decimal("7.25")
    assert the_books_agree()

    answer = take_back(past_import_id=past.pk, reason="The wrong year", by=by)

    assert (answer.totals, answer.participations_withdrawn, answer.participations_removed) == (494, 494, 0)
    assert turnover(edition) == Decimal("0.00")
    assert DeclaredTotal.objects.count() == 0
    assert the_books_agree()


def test_taking_back_leaves_the_book_as_it_was() -> None:
    edition = make_past_fair()
    by = make_organiser(edition)
    stood = make_participation(edition, make_cooperative(name_fr="Coopérative Stood", registration_number="S1"))
    sold = make_participation(edition, make_cooperative(name_fr="Coopérative Sold", registration_number="S2"))
    invited = make_participation(edition, make_cooperative(name_fr="Coopérative Invited", registration_number="S3"))
    Participation.objects.filter(pk=invited.pk).update(status=ParticipationStatus.INVITED)
    oils = make_family()
    declare_total(total=NewTotal(stood.pk, DAY, Decimal("500.00"), parts=((oils.pk, Decimal("200.00")),)), by=by)
    sell(sold, "120.00", counts_on=DAY)
    declare_total(total=NewTotal(sold.pk, DAY, Decimal("300.00"), Evidence.ESTIMATED), by=by)
    before = (turnover(edition), list(DeclaredTotal.objects.order_by("pk").values("participation", "amount", "note")))
    assert before[0] == Decimal("800.00")
    rows = [
        ["Coopérative Stood", "S1", "", AUGUST_4, "450", "", ""],
        ["Coopérative Sold", "S2", "", AUGUST_4, "1000", "", ""],
        ["Coopérative Invited", "S3", "", AUGUST_4, "", "", ""],
        ["Coopérative Neuve", "", ice(5), AUGUST_4, "70", 4, 3],
        ["Association Sans Total", "", "", AUGUST_4, "", 2, 2],
    ]
    past = read(edition, as_csv(rows), by=by)
    assert codes(rows_in(past)[2]) == ["total_differs"]
    values = said(name="Coopérative Stood", register_number="S1", amount=Decimal("450.00"))
    replaced = Mended(values, RowDecision.MATCHED, stood.cooperative_id, standing="replace")
    mend_row(past_import_id=past.pk, number=2, mended=replaced, by=by)
    decide_unknown_as_new(past_import_id=past.pk, kind="women", commune_id=edition.commune_id, by=by)

    loaded = load_whole(past_import_id=past.pk, by=by)

    assert (loaded.rows, loaded.organisations, loaded.participations, loaded.totals) == (5, 2, 2, 3)
    assert turnover(edition) == Decimal("1520.00")
    new = Cooperative.objects.get(ice=ice(5))
    assert (new.status, new.sells_online, new.kind) == (CooperativeStatus.APPLIED, False, "women")
    assert Participation.objects.get(cooperative=new).women == 3
    assert Participation.objects.get(pk=invited.pk).status == ParticipationStatus.CONFIRMED

    answer = take_back(past_import_id=past.pk, reason="Not signed", by=by)

    assert turnover(edition) == before[0]
    assert list(DeclaredTotal.objects.order_by("pk").values("participation", "amount", "note")) == before[1]
    assert list(DeclaredPart.objects.values_list("family", "amount")) == [(oils.pk, Decimal("200.00"))]
    assert Participation.objects.get(pk=invited.pk).status == ParticipationStatus.INVITED
    assert (answer.participations_removed, answer.participations_withdrawn) == (1, 1)
    # The book never forgets: whose corrected lines it holds stays, unchecked; whom nothing needs is gone.
    assert (answer.organisations_removed, answer.organisations_kept) == (1, 1)
    assert not Cooperative.objects.filter(name_fr="Association Sans Total").exists()
    assert the_books_agree()
    past.refresh_from_db()
    assert (past.status, past.reason, past.reversed_by) == (ImportStatus.REVERSED, "Not signed", by)
    assert StatusChange.objects.filter(subject_type="imports.pastimport", new_status="reversed").count() == 1
    assert AuditEntry.objects.filter(action="past_import.take_back", by=by).count() == 1
    with pytest.raises(ForbiddenMove):
        take_back(past_import_id=past.pk, reason="Again", by=by)
    # The same file may come again, and finds those it had withdrawn.
    again = read(edition, as_csv(rows), by=by)
    load_good_rows(past_import_id=again.pk, by=by)
    assert Participation.objects.get(cooperative=new).status == ParticipationStatus.CONFIRMED
    assert turnover(edition) == Decimal("1570.00")
    assert the_books_agree()


def test_a_kept_total_stays_and_an_equal_one_is_no_conflict() -> None:
    edition = make_past_fair()
    by = make_organiser(edition)
    kept = make_participation(edition, make_cooperative(name_fr="Coopérative Kept", registration_number="K1"))
    same = make_participation(edition, make_cooperative(name_fr="Coopérative Same", registration_number="K2"))
    declare_total(total=NewTotal(kept.pk, DAY, Decimal("500.00")), by=by)
    declare_total(total=NewTotal(same.pk, DAY, Decimal("60.00")), by=by)
    rows = [["Coop Kept", "K1", "", AUGUST_4, "450", "", ""], ["Coop Same", "K2", "", AUGUST_4, "60", "", ""]]
    past = read(edition, as_csv(rows), by=by)
    values = said(name="Coop Kept", register_number="K1", amount=Decimal("450.00"))
    mended = Mended(values, RowDecision.MATCHED, kept.cooperative_id, standing="keep")
    mend_row(past_import_id=past.pk, number=2, mended=mended, by=by)

    assert load_whole(past_import_id=past.pk, by=by).totals == 0
    take_back(past_import_id=past.pk, reason="Tried", by=by)

    assert list(DeclaredTotal.objects.order_by("pk").values_list("amount", flat=True)) == [Decimal(500), Decimal(60)]
    assert turnover(edition) == Decimal("560.00")
    assert set(Participation.objects.values_list("status", flat=True)) == {ParticipationStatus.CONFIRMED}


def test_a_total_corrected_since_is_not_taken_back_and_nothing_else_is() -> None:
    edition = make_past_fair()
    by = make_organiser(edition)
    for n in (1, 2):
        make_cooperative(name_fr=f"Coopérative Argane {n}", registration_number=f"A{n}")
    rows = [[f"Coopérative Argane {n}", f"A{n}", "", AUGUST_4, "100", "", ""] for n in (1, 2)]
    past = read(edition, as_csv(rows), by=by)
    load_whole(past_import_id=past.pk, by=by)
    correct_declared_total(total=rows_in(past)[3].total, amount=Decimal("90.00"), by=by)

    with pytest.raises(ChangedSince) as refusal:
        take_back(past_import_id=past.pk, reason="Wrong", by=by)

    assert refusal.value.numbers == [3]
    past.refresh_from_db()
    assert (past.status, past.reversed_at, turnover(edition)) == (ImportStatus.LOADED, None, Decimal("190.00"))
    assert DeclaredTotal.objects.count() == 2


def test_the_same_file_twice_is_refused_until_it_was_given_up() -> None:
    edition = make_past_fair()
    by = make_organiser(edition)
    content = as_csv([["Coopérative Amal", "", "", "", "10", "", ""]])
    past = read(edition, content, by=by)

    with pytest.raises(SameFileTwice):
        keep_list(edition=edition, file_name="other.csv", content=content, day=None, proofs=[], by=by)
    assert PastImport.objects.count() == 1

    drop_list(past_import_id=past.pk, by=by)
    assert read(edition, content, by=by).status == ImportStatus.READ
    with pytest.raises(ListClosed):
        load_good_rows(past_import_id=past.pk, by=by)
    with pytest.raises(ForbiddenMove):
        drop_list(past_import_id=past.pk, by=by)


def test_two_rows_for_one_organisation_on_one_day_name_each_other() -> None:
    edition = make_past_fair()
    make_cooperative(name_fr="Coopérative Amal Tiznit", registration_number="T7")
    rows = [
        ["Coopérative Amal Tiznit", "T7", "", AUGUST_4, "10", "", ""],
        ["Coop. Amal Tiznit", "", "", AUGUST_4, "20", "", ""],
        ["Coop. Amal Tiznit", "", "", "05/08/2025", "30", "", ""],
    ]
    found = rows_in(read(edition, as_csv(rows)))

    assert [row.problems for row in found.values()] == [
        [{"code": "twice", "rows": [3]}],
        [{"code": "twice", "rows": [2]}],
        [],
    ]


def test_an_amount_of_a_hundred_times_the_usual_is_asked_about_and_may_be_right() -> None:
    edition = make_past_fair()
    by = make_organiser(edition)
    one = make_participation(edition, make_cooperative(name_fr="Coopérative Safran", registration_number="Z1"))
    sell(one, "80.00", counts_on=DAY)
    past = read(edition, as_csv([["Coopérative Safran", "Z1", "", "05/08/2025", "8000,01", "", ""]]), by=by)
    assert rows_in(past)[2].problems == [{"code": "far_from_usual", "amount": "8000.01", "usual": "80.00"}]
    values = said(
        name="Coopérative Safran", register_number="Z1", amount=Decimal("8000.01"), counts_on=DAY.replace(day=5)
    )

    mended = Mended(values, RowDecision.MATCHED, one.cooperative_id, found_right=["far_from_usual"])
    mend_row(past_import_id=past.pk, number=2, mended=mended, by=by)

    assert load_whole(past_import_id=past.pk, by=by).totals == 1
    assert turnover(edition) == Decimal("8080.01")
    with pytest.raises(RowLoaded):
        mend_row(past_import_id=past.pk, number=2, mended=mended, by=by)


def test_a_settled_edition_takes_no_list_and_gives_none_back() -> None:
    edition = make_past_fair()
    by = make_organiser(edition)
    make_cooperative(name_fr="Coopérative Amal Tiznit", registration_number="T7")
    content = as_csv([["Coopérative Amal Tiznit", "T7", "", AUGUST_4, "10", "", ""]])
    past = read(edition, content, by=by)
    Edition.objects.filter(pk=edition.pk).update(settled_at=edition.ends_at, settled_by=by)

    with pytest.raises(EditionSettled):
        load_whole(past_import_id=past.pk, by=by)
    with pytest.raises(EditionSettled):
        keep_list(edition=edition, file_name="b.csv", content=content + b"x;;;;;;\n", day=None, proofs=[], by=by)
    assert (Participation.objects.count(), RevenueLine.objects.count()) == (0, 0)


def test_itemised_sales_are_counted_once_beside_the_lists_total() -> None:
    edition = make_past_fair()
    by = make_organiser(edition)
    one = make_participation(edition, make_cooperative(name_fr="Coopérative Safran", registration_number="Z1"))
    sell(one, "80.00", counts_on=DAY)
    past = read(edition, as_csv([["Coopérative Safran", "Z1", "", AUGUST_4, "200", "", ""]]), by=by)

    load_whole(past_import_id=past.pk, by=by)

    assert turnover(edition) == Decimal("200.00")


def test_a_long_list_is_read_by_jobs_that_say_how_far_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READ_AT_ONCE", 2)
    monkeypatch.setattr("fairs.imports.services.READ_AT_ONCE", 2)
    edition = make_past_fair()
    rows = [[f"Coopérative numéro {word}", "", "", AUGUST_4, "10", "", ""] for word in ("un", "deux", "trois")]

    by, content = make_organiser(edition), as_csv([*rows, rows[0]])
    kept = keep_list(edition=edition, file_name="long.csv", content=content, day=None, proofs=[], by=by)
    past = choose_columns(past_import_id=kept.pk, fields=kept.columns["fields"], day=None, by=by)
    assert (past.row_count, past.rows_read, ImportRow.objects.count()) == (4, 0, 0)
    with pytest.raises(ListClosed):
        load_good_rows(past_import_id=past.pk, by=past.read_by)
    run_due(limit=1)
    past.refresh_from_db()
    assert (past.rows_read, past.is_being_read, ImportRow.objects.count()) == (2, True, 2)
    run_due(limit=1)

    past.refresh_from_db()
    assert (past.rows_read, past.is_being_read) == (4, False)
    assert [(row.number, codes(row), row.match) for row in rows_in(past).values()] == [
        (2, ["twice"], MatchKind.NONE),
        (3, [], MatchKind.NONE),
        (4, [], MatchKind.NONE),
        (5, ["twice"], MatchKind.NONE),
    ]


def test_a_participation_on_which_more_hangs_stays() -> None:
    edition = make_past_fair()
    by = make_organiser(edition)
    make_cooperative(name_fr="Coopérative Safran", registration_number="Z1")
    past = read(edition, as_csv([["Coopérative Safran", "Z1", "", AUGUST_4, "200", "", ""]]), by=by)
    load_whole(past_import_id=past.pk, by=by)
    one = Participation.objects.select_related("stop", "cooperative").get()
    sell(one, "30.00", counts_on=DAY.replace(day=5))

    take_back(past_import_id=past.pk, reason="Wrong", by=by)

    one.refresh_from_db()
    assert (one.status, turnover(edition)) == (ParticipationStatus.CONFIRMED, Decimal("30.00"))
    assert the_books_agree()

"""Who a row of a list means: numbers, names in two scripts, and what is left to a person."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cooperatives.formats.lists import rows_of
from fairs.enums import MatchKind, RowDecision
from fairs.imports.cells import amount_of, day_of, ice_of
from fairs.imports.exceptions import UnreadableList
from fairs.imports.heads import columns_of
from fairs.imports.matching import Asked, Found, is_same_name, match_rows
from fairs.imports.reading import table_of
from tests.factories import make_commune, make_cooperative
from tests.fairs.lists import as_csv, as_xlsx, ice


def matched(*asked: Asked, region: str = "09") -> dict[int, Found]:
    with transaction.atomic():
        return match_rows(rows=asked, region_id=region)


def codes(found: Found) -> list[str]:
    return [problem["code"] for problem in found.problems]


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("تعاونية الأمل", "التعاونية الأمل"),
        ("تعاونية أركانة", "تعاونية اركانه"),
        ("تعاونية إيمان للعسل", "تَعاوُنية ايمان للعسل"),
        ("Coopérative Zohra", "Coop. Zohra"),
        ("Coopérative Féminine Tighanimine", "COOPERATIVE FEMININE TIGHANIMINE"),
        ("Cooperative Amal", "Amal Cooperative"),
        ("Sté Coopérative Taliouine", "Coopérative Taliouine"),
        ("Coopérative L'Œuvre", "coop l’oeuvre"),
    ],
)
@pytest.mark.django_db
def test_the_same_name_written_otherwise_is_the_same_organisation(known: str, asked: str) -> None:
    language = "name_ar" if known[0] > "\u0600" else "name_fr"
    one = make_cooperative(**{"name_ar": "تعاونية أخرى تماما", "name_fr": "", "name_en": "", language: known})

    found = matched(Asked(1, asked))[1]

    assert is_same_name(known, asked)
    assert (found.match, found.decision, found.cooperative_id) == (MatchKind.NAME, RowDecision.MATCHED, one.pk)
    assert found.candidates[0].likeness == Decimal("1.00")


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("تعاونية النساء لإنتاج زيت أركان", "تعاونية النساء لانتاج زيت الأركان"),
        ("Coopérative Agricole Tissaliwine", "Coop Tissaliwin"),
        ("Coopérative Zaouiat Ait Ishak", "Coopérative Zaouit Aït Ishaq"),
    ],
)
@pytest.mark.django_db
def test_a_similar_name_is_proposed_and_left_to_a_person(known: str, asked: str) -> None:
    language = "name_ar" if known[0] > "\u0600" else "name_fr"
    one = make_cooperative(**{"name_ar": "تعاونية أخرى تماما", "name_fr": "", "name_en": "", language: known})

    found = matched(Asked(1, asked))[1]

    assert (found.match, found.decision) == (MatchKind.SIMILAR, RowDecision.OPEN)
    assert found.candidates[0].cooperative_id == one.pk
    assert Decimal("0.45") <= found.candidates[0].likeness < 1


@pytest.mark.django_db
def test_the_register_number_comes_before_the_ice_and_the_name() -> None:
    one = make_cooperative(name_fr="Coopérative Amal", registration_number="12/2019", ice=ice(1))
    other = make_cooperative(name_fr="Coopérative Nour", registration_number="13/2019", ice=ice(2))

    found = matched(
        Asked(1, "Coop Amal", "12 - 2019"),
        Asked(2, "Coop Nour", "", ice(2)),
        Asked(3, "Coopérative Nour", "12/2019"),
        Asked(4, "Coopérative Amal", "12/2019", ice(2)),
        Asked(5, "Quelque chose de tout autre", "13/2019"),
        Asked(6, "Coopérative Amal", "99/2001"),
    )

    assert [(each.match, each.cooperative_id) for each in found.values()] == [
        (MatchKind.REGISTER, one.pk),
        (MatchKind.ICE, other.pk),
        (MatchKind.REGISTER, None),
        (MatchKind.REGISTER, None),
        (MatchKind.REGISTER, None),
        (MatchKind.NAME, None),
    ]
    assert [codes(each) for each in found.values()] == [
        [],
        [],
        ["number_says_other"],
        ["numbers_disagree"],
        ["name_differs"],
        ["number_differs"],
    ]
    assert [each.cooperative_id for each in found[3].candidates] == [one.pk, other.pk]


@pytest.mark.django_db
def test_of_two_with_one_name_the_nearer_comes_first_and_a_person_chooses() -> None:
    far = make_cooperative(name_fr="Coopérative Amal", commune=make_commune(code="021", region="02"))
    near = make_cooperative(name_fr="Coopérative Amal")

    found = matched(Asked(1, "Coop. Amal"))[1]

    assert (found.decision, codes(found)) == (RowDecision.OPEN, ["several"])
    assert [each.cooperative_id for each in found.candidates] == [near.pk, far.pk]


@pytest.mark.django_db
def test_nobody_is_found_where_nothing_is_alike() -> None:
    make_cooperative(name_fr="Coopérative Amal")
    assert matched(Asked(1, "Association Tifawin du Rif"))[1] == Found(MatchKind.NONE)


NAMES = ["Coop Amal", "تعاونية الأمل", "Coopérative Nour Azilal", "Nour d'Azilal", "Amal Nour", "زعفران تالوين", ""]


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["", "1/9", "2/9"])), min_size=1, max_size=8),
    st.randoms(),
)
def test_matching_does_not_depend_on_the_order_of_the_rows(rows: list[tuple[str, str]], chance: object) -> None:
    with transaction.atomic():
        for name, register in (("Coopérative Amal", "1/9"), ("Coopérative Nour d'Azilal", "2/9"), ("Amal", "")):
            make_cooperative(name_fr=name, name_ar="تعاونية الأمل", registration_number=register)
        asked = [Asked(number, *row) for number, row in enumerate(rows)]
        shuffled = list(asked)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]

        first, second = matched(*asked), matched(*shuffled)

        assert first == second == matched(*asked)
        assert all(first[a.number] == first[b.number] for a in asked for b in asked if rows[a.number] == rows[b.number])
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 250,50 DH", "1250.50"),
        ("1.250,50", "1250.50"),
        ("١٢٥٠٫٥", "1250.50"),
        ("1,250", "1250.00"),
        ("12 500 درهم", "12500.00"),
        ("0", "0.00"),
        ("0,125", "0.13"),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, amount: str) -> None:
    assert amount_of(typed) == (Decimal(amount), "")


def test_what_is_no_amount_day_or_ice_is_said() -> None:
    assert amount_of("-3") == (None, "negative_amount")
    assert amount_of("12a") == (None, "unreadable_amount")
    assert amount_of("10000000") == (None, "amount_too_large")
    assert day_of("31/08/2025") == day_of("2025-08-31") == day_of("٣١/٠٨/٢٠٢٥") == (date(2025, 8, 31), "")
    assert day_of("45900") == (date(2025, 8, 31), "")
    assert day_of("31/02/2025") == day_of("en août") == (None, "unreadable_day")
    whole = ice(1234567)
    assert ice_of(whole) == ice_of(whole.lstrip("0")) == ice_of(f" {whole[:5]} {whole[5:]}") == (whole, "")
    assert ice_of(whole[:-1] + str((int(whole[-1]) + 1) % 10)) == ice_of("1,2E+14") == ("", "broken_ice")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256"])
def test_lists_are_read_in_the_encodings_of_offices(separator: str, encoding: str) -> None:
    heads = ("اسم التعاونية", "رقم السجل", "المبلغ")
    content = as_csv([["تعاونية الأمل", "12/2019", "1250,50"]], heads=heads, separator=separator, encoding=encoding)

    table = table_of(content)

    assert table.rows == [["تعاونية الأمل", "12/2019", "1250,50"]]
    assert columns_of(table.heads) == {"name": 0, "register_number": 1, "amount": 2}


def test_french_of_windows_is_not_taken_for_arabic() -> None:
    content = as_csv([["COOPÉRATIVE L'ÉTOILE D'AÏN", "", "", "", "5", "", ""]], encoding="cp1252")
    assert table_of(content).rows[0][0] == "COOPÉRATIVE L'ÉTOILE D'AÏN"


def test_a_spreadsheet_keeps_its_zeros_and_days_and_its_title_is_no_head() -> None:
    whole = ice(15)
    content = as_xlsx(
        [["Amal", 12, int(whole), date(2025, 8, 4), 1250.125, 3, 2]], above=[["Liste des exposants 2025"], []]
    )

    table = table_of(content)

    assert table.first_number == 4
    assert table.rows == [["Amal", "12", whole.lstrip("0"), "2025-08-04", "1250.13", "3", "2"]]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no_rows"),
        (b"Nom;Montant\n", "no_rows"),
        (b"PK\x03\x04 broken", "not_a_list"),
        (b"\x00\x01\x02", "not_a_list"),
        (b"a" * (5 * 1024 * 1024 + 1), "too_large"),
        (b"Nom;Montant\n" + b"a;1\n" * 6000, "too_many_rows"),
    ],
)
def test_what_is_no_list_is_refused_in_words(content: bytes, why: str) -> None:
    with pytest.raises(UnreadableList) as refusal:
        table_of(content)
    assert refusal.value.why == why
    assert rows_of(b"a;b\n1;2\n\n;\n") == [["a", "b"], ["1", "2"]]

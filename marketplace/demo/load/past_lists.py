"""A list of a fair of long ago, loaded as its office would: some rows wait for a person to say who is meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook

from cooperatives.accounts.models import User
from cooperatives.models import Cooperative
from cooperatives.texts import texts_of
from fairs.imports.loading import load_good_rows
from fairs.imports.services import choose_columns, keep_list
from fairs.models import Edition
from marketplace.demo.load.accounts import ORGANISER_EMAIL
from marketplace.demo.load.cooperatives import communes_by_code
from marketplace.demo.load.editions import StopPlan, write_edition, write_stops

CODE = "fair-2019-souss-massa"
FIRST, LAST = date(2019, 11, 15), date(2019, 11, 16)
GOOD_ROWS = 9
REGION = "09"
HEADS = ("اسم التعاونية", "رقم السجل", "اليوم", "المبلغ", "عدد الأشخاص", "منهم نساء")
EDITION = {
    "code": CODE,
    "programme": "regional_fairs",
    "commune_code": "090010101",
    "name_ar": "المعرض الجهوي للاقتصاد الاجتماعي والتضامني، سوس - ماسة 2019",
    "name_fr": "Salon régional de l'ESS, Souss-Massa 2019",
    "name_en": "Regional fair, Souss-Massa 2019",
}
Cells = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """An organisation as the list writes it."""

    name: str
    number: str


def load_past_list(cooperatives: Sequence[Cooperative]) -> None:
    """Write an edition that nobody published yet, and load the good rows of its list; three wait for a person."""
    edition = _edition()
    by = User.objects.get(email=ORGANISER_EMAIL)
    content = _as_xlsx(_rows(cooperatives))
    kept = keep_list(edition=edition, file_name="معرض 2019.xlsx", content=content, day=LAST, proofs=[], by=by)
    choose_columns(past_import_id=kept.pk, fields=kept.columns["fields"], day=LAST, by=by)
    load_good_rows(past_import_id=kept.pk, by=by)


def _edition() -> Edition:
    commune = communes_by_code()[EDITION["commune_code"]]
    plan = StopPlan(1, {}, commune, FIRST, LAST, exhibitors=0, turnover=None)
    edition = write_edition(EDITION, [plan], commune=commune, online=None)
    # Whoever checks the list publishes it: the years before 2021 are in no published figure.
    edition.is_published = False
    edition.save(update_fields=["is_published"])
    write_stops(edition, [plan])
    return edition


def _rows(cooperatives: Sequence[Cooperative]) -> Iterator[Cells]:
    # Those of the region first: most came from near.
    near = sorted(cooperatives, key=lambda each: each.region_id != REGION)
    known = [_Named(texts_of(each, "name")["ar"], each.registration_number) for each in near]
    for place, each in enumerate(known[:GOOD_ROWS]):
        for day in (FIRST, FIRST + timedelta(days=1)):
            amount = Decimal(640 + 130 * place + 90 * day.day)
            yield each.name, each.number, day, amount, 2, 1 + place % 2
    # The number of one cooperative and the name of another.
    first, second, third = known[GOOD_ROWS : GOOD_ROWS + 3]
    yield first.name, second.number, FIRST, Decimal(1250), 2, 1
    # A name that lacks its last word, without a number.
    yield third.name.rsplit(" ", 1)[0], "", FIRST, Decimal(980), 2, 2
    # An amount in words.
    yield third.name, third.number, LAST, "ألفان", 2, 2


def _as_xlsx(rows: Iterator[Cells]) -> bytes:
    book, written = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    for row in (HEADS, *rows):
        sheet.append(list(row))
    book.save(written)
    return written.getvalue()

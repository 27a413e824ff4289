"""The till's API: each sale once, one result for each, whatever the others are."""

import json
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from catalogue.partner.models import Shortage, StockRecord
from cooperatives import clock
from cooperatives.ledger.models import LedgerEntry, LedgerTransaction
from fairs.enums import CashHolder
from fairs.models import CommissionRule
from fairs.revenue.models import CoarseCell, DetailCell, RevenueLine
from fairs.revenue.rollup import differences
from fairs.tills.models import QuarantinedRecord, Sale, SaleLine, Till, TillSession
from fairs.tills.services import digest_of, enrol_till, revoke_till
from tests.factories import make_cooperative, make_participation, make_product, make_stall
from tests.fairs.facts import money_in
from tests.fairs.tills import FIRST_DAY, NOON, SESSION, Stand, make_stand

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_hour_after_the_sale():
    with clock.frozen_at(NOON + timedelta(hours=1)):
        yield


def codes(result: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in result["problems"]]


def nothing_was_posted() -> bool:
    return not (Sale.objects.exists() or RevenueLine.objects.exists() or LedgerTransaction.objects.exists())


class TestGoodSales:
    def test_a_sale_reaches_stock_ledger_lines_and_cells(self, stand: Stand) -> None:
        CommissionRule.objects.create(position=1, valid_from=FIRST_DAY, rate=Decimal("0.0500"))
        line = stand.line("180.00", quantity="1.500")
        sent = stand.sale("180.00", lines=[line])

        (result,) = stand.send(sent)

        assert result == {"id": sent["id"], "status": "accepted", "problems": [], "first_status": None}
        record = StockRecord.objects.get(product=stand.products[0])
        assert record.num_in_stock == Decimal("8.500")
        posted = LedgerTransaction.objects.get()
        assert (posted.key, posted.kind, posted.counts_on) == (f"sale:{sent['id']}", "sale", FIRST_DAY)
        coop = stand.participation.cooperative_id
        assert dict(posted.entries.values_list("account__code", "amount")) == {
            f"held:coop:{coop}": Decimal("180.00"),
            f"coop:{coop}": Decimal("-169.20"),
            "commission": Decimal("-9.00"),
            "commission:tax": Decimal("-1.80"),
        }
        cell = DetailCell.objects.get()
        assert (cell.gross, cell.sales, cell.units, cell.hour) == (Decimal("180.00"), 1, Decimal("1.500"), 12)
        assert (cell.stall_id, cell.cooperative_id, cell.channel) == (stand.stall.pk, coop, "stall")
        assert differences() == []

    def test_what_was_true_when_it_was_sold_is_frozen_on_the_line(self, stand: Stand) -> None:
        stand.send(stand.sale())

        line = SaleLine.objects.get()
        assert (line.title, line.language, line.unit) == (stand.products[0].title_fr, "fr", "piece")
        assert (line.tax_rate, line.tax) == (Decimal("0.200"), Decimal("20.00"))
        revenue = RevenueLine.objects.get()
        assert (revenue.tax_rate, revenue.tax, revenue.family_id) == (
            Decimal("0.200"),
            Decimal("20.00"),
            stand.products[0].product_class_id,
        )

    def test_money_that_the_operator_keeps_is_owed_by_the_operator(self) -> None:
        stand = make_stand(cash_held_by=CashHolder.OPERATOR)

        stand.send(stand.sale())

        holder = LedgerEntry.objects.get(amount__gt=0)
        assert (holder.account.code, holder.amount) == (f"held:operator:{stand.edition.code}", Decimal("120.00"))

    def test_an_unknown_session_is_opened_by_its_first_sale(self, stand: Stand) -> None:
        stand.send(stand.sale(sold_at="2026-08-03T12:30:00+01:00"), stand.sale(sold_at="2026-08-03T10:00:00Z"))

        session = TillSession.objects.get()
        assert (session.pk, session.till, session.opened_by_sale) == (SESSION, stand.till, True)
        assert session.opened_at.isoformat() == "2026-08-03T10:00:00+00:00"

    def test_a_sale_after_midnight_belongs_to_the_day_before(self, stand: Stand) -> None:
        with clock.frozen_at(NOON + timedelta(days=1)):
            (result,) = stand.send(stand.sale(sold_at="2026-08-04T02:30:00+01:00"))

        assert (result["status"], Sale.objects.get().counts_on) == ("accepted", FIRST_DAY)

    def test_a_bare_amount_is_of_the_one_cooperative_that_has_the_stall(self, stand: Stand) -> None:
        (result,) = stand.send(stand.sale("45.50", lines=[{"product": None, "amount": "45.50"}]))

        assert result["status"] == "accepted"
        line = RevenueLine.objects.get()
        assert (line.cooperative_id, line.amount) == (stand.participation.cooperative_id, Decimal("45.50"))
        assert (line.product_id, line.units, line.tax, line.sales) == (None, None, None, 1)

    def test_a_shared_till_splits_a_sale_among_the_cooperatives(self, stand: Stand) -> None:
        other = make_participation(stand.edition, make_cooperative())
        product = make_product(cooperative=other.cooperative)
        shared = make_stall(stand.edition, stand.participation, other, code="SHARED", is_shared=True)
        _, stand.token = enrol_till(stall=shared, by=None)
        lines = [stand.line("120.00"), stand.line("80.00", product=product.public_id)]

        (result,) = stand.send(stand.sale("200.00", lines=lines))

        assert result["status"] == "accepted"
        by_cooperative = dict(DetailCell.objects.values_list("cooperative_id", "gross"))
        assert by_cooperative == {
            stand.participation.cooperative_id: Decimal("120.00"),
            other.cooperative_id: Decimal("80.00"),
        }
        assert LedgerTransaction.objects.count() == 1

    def test_what_is_not_there_any_more_is_sold_all_the_same_and_becomes_a_shortage(self, stand: Stand) -> None:
        sent = stand.sale("1440.00", lines=[stand.line("1440.00", quantity="12")])

        (result,) = stand.send(sent)

        assert result["status"] == "accepted"
        assert StockRecord.objects.get(product=stand.products[0]).num_in_stock == Decimal(0)
        shortage = Shortage.objects.get()
        assert (shortage.key, shortage.quantity) == (f"sale:{sent['id']}:0", Decimal("2.000"))


class TestOnce:
    def test_the_same_sale_again_is_a_duplicate_and_changes_nothing(self, stand: Stand) -> None:
        sent = stand.sale()
        stand.send(sent)

        (again,) = stand.send(sent)

        assert (again["status"], again["first_status"], again["problems"]) == ("duplicate", "accepted", [])
        assert money_in() == dict.fromkeys(("lines", "coarse", "detail", "ledger"), Decimal("120.00"))
        assert StockRecord.objects.get(product=stand.products[0]).num_in_stock == Decimal(9)

    def test_the_same_id_twice_in_one_batch_counts_once(self, stand: Stand) -> None:
        sent = stand.sale()

        first, second, other = stand.send(sent, sent, stand.sale())

        assert [first["status"], second["status"], other["status"]] == ["accepted", "duplicate", "accepted"]
        assert money_in()["ledger"] == Decimal("240.00")

    def test_a_duplicate_tells_the_first_problems_and_that_it_differs(self, stand: Stand) -> None:
        sent = stand.sale(total="99.00")
        assert codes(stand.send(sent)[0]) == ["wrong_total"]

        (again,) = stand.send(sent | {"total": "98.00"})

        assert (again["status"], again["first_status"], codes(again)) == (
            "duplicate",
            "flagged",
            ["wrong_total", "differs"],
        )
        assert money_in()["ledger"] == Decimal("120.00")
        # The other content is not thrown away either.
        assert QuarantinedRecord.objects.get().payload["total"] == "98.00"

    def test_another_order_of_the_same_names_does_not_differ(self, stand: Stand) -> None:
        sent = stand.sale()
        stand.send(sent)

        (again,) = stand.send(dict(reversed(sent.items())))

        assert (again["status"], codes(again)) == ("duplicate", [])

    def test_an_id_that_was_kept_aside_is_known_as_well(self, stand: Stand) -> None:
        sent = stand.sale(lines=[stand.line(product="nonesuch")])
        stand.send(sent)

        (again,) = stand.send(sent)

        assert (again["status"], again["first_status"], codes(again)) == ("duplicate", "invalid", ["unknown_product"])
        assert QuarantinedRecord.objects.count() == 1


class TestFlagged:
    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"total": "100.00"}, "wrong_total"),
            ({"sold_at": "2026-08-03T14:30:00Z"}, "in_the_future"),
            ({"sold_at": "2026-07-30T12:00:00Z"}, "outside_days"),
        ],
    )
    def test_what_is_odd_is_posted_and_flagged(self, stand: Stand, given: dict[str, Any], code: str) -> None:
        (result,) = stand.send(stand.sale(**given))

        assert (result["status"], codes(result)) == ("flagged", [code])
        assert Sale.objects.get().status == "flagged"
        assert money_in(edition=stand.edition)["coarse"] == Decimal("120.00")

    def test_a_clock_that_is_ahead_sells_into_no_day_to_come(self, stand: Stand) -> None:
        stand.send(stand.sale(sold_at="2027-01-01T12:00:00Z"))

        sale = Sale.objects.get()
        assert (sale.counts_on, sale.sold_at.year) == (FIRST_DAY, 2027)

    def test_an_offset_that_the_database_does_not_know_is_told_in_utc(self, stand: Stand) -> None:
        (result,) = stand.send(stand.sale(sold_at="2026-08-02T18:00:00-17:00"))

        assert (result["status"], Sale.objects.get().sold_at) == ("accepted", NOON)

    def test_a_few_minutes_ahead_are_nothing(self, stand: Stand) -> None:
        ahead = (clock.now() + timedelta(minutes=9)).isoformat()

        assert stand.send(stand.sale(sold_at=ahead))[0]["status"] == "accepted"

    @pytest.mark.parametrize(("price", "status"), [("99.99", "flagged"), ("100.00", "accepted"), ("150.01", "flagged")])
    def test_a_price_outside_the_cooperatives_range_is_flagged(self, stand: Stand, price: str, status: str) -> None:
        StockRecord.objects.update(stall_price_min=Decimal("100.00"), stall_price_max=Decimal("150.00"))

        (result,) = stand.send(stand.sale(price, lines=[stand.line(price, unit_price=price)]))

        assert result["status"] == status
        assert codes(result) == (["price_out_of_range"] if status == "flagged" else [])

    def test_a_product_of_someone_who_does_not_take_part_is_flagged(self, stand: Stand) -> None:
        stranger = make_product()

        (result,) = stand.send(stand.sale(lines=[stand.line(product=stranger.public_id)]))

        assert (result["status"], codes(result)) == ("flagged", ["not_participating"])
        line = RevenueLine.objects.get()
        assert (line.cooperative_id, line.participation_id) == (stranger.cooperative_id, None)
        assert line.edition == stand.edition

    def test_a_sale_for_a_settled_edition_is_a_correction(self, stand: Stand) -> None:
        stand.edition.settled_at = clock.now()
        stand.edition.save()

        (result,) = stand.send(stand.sale())

        assert (result["status"], codes(result)) == ("flagged", ["settled"])
        cell = CoarseCell.objects.get()
        assert (cell.gross, cell.corrections) == (Decimal(0), Decimal("120.00"))

    def test_a_sale_for_a_closed_session_is_flagged(self, stand: Stand) -> None:
        stand.send(stand.sale())
        TillSession.objects.update(status="closed", closed_at=clock.now())

        (result,) = stand.send(stand.sale())

        assert (result["status"], codes(result)) == ("flagged", ["session_closed"])

    def test_the_session_of_another_till_is_not_written_into(self, stand: Stand) -> None:
        other, token = enrol_till(stall=stand.stall, by=None)
        stand.send(stand.sale())
        stand.token = token

        (result,) = stand.send(stand.sale())

        assert codes(result) == ["session_of_another_till"]
        assert Sale.objects.get(till=other).session.till == other
        assert Sale.objects.filter(session=SESSION).count() == 1


class TestKeptAside:
    UNREADABLE = [
        "a text",
        7,
        None,
        [],
        {},
        {"id": "no uuid"},
    ]

    @pytest.mark.parametrize("sent", UNREADABLE)
    def test_what_is_no_sale_at_all_is_kept_word_for_word(self, stand: Stand, sent: Any) -> None:
        (result,) = stand.send(sent)

        assert result["status"] == "invalid"
        assert set(codes(result)) == {"unreadable"}
        assert QuarantinedRecord.objects.get().payload == ({"as_text": "null"} if sent is None else sent)
        assert nothing_was_posted()

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"total": "12,50"}, "total"),
            ({"total": "1.005"}, "total"),
            ({"total": "-1.00"}, "total"),
            ({"total": "NaN"}, "total"),
            ({"total": True}, "total"),
            ({"sold_at": "2026-08-03T12:00:00"}, "sold_at"),
            ({"sold_at": 1785758400}, "sold_at"),
            ({"sold_at": "9999-12-31T23:59:59Z"}, "sold_at"),
            ({"payment": "cheque"}, "payment"),
            ({"payment": "cash_on_delivery"}, "sale"),
            ({"number": -1}, "number"),
            ({"number": 2**31}, "number"),
            ({"session": "x"}, "session"),
            ({"lines": []}, "lines"),
            ({"lines": [{"product": None, "amount": None}]}, "lines.0.amount"),
            ({"lines": [{"product": "x", "amount": "1.00"}]}, "lines.0"),
        ],
    )
    def test_a_sale_that_cannot_be_read_says_where(self, stand: Stand, given: dict[str, Any], field: str) -> None:
        sent = stand.sale(**given)

        (result,) = stand.send(sent)

        assert (result["id"], result["status"]) == (sent["id"], "invalid")
        assert [problem["field"] for problem in result["problems"]] == [field]
        assert QuarantinedRecord.objects.get().sale_id == UUID(sent["id"])
        assert nothing_was_posted()

    @pytest.mark.parametrize("text", ["nul \u0000 inside", "half \ud83d a character", "plain é ع"])
    def test_characters_that_the_database_refuses_are_kept_escaped(self, stand: Stand, text: str) -> None:
        broken = stand.sale(note=text, total="no number")

        result, good = stand.send(broken, stand.sale())

        assert (result["status"], good["status"]) == ("invalid", "accepted")
        assert "total" in json.dumps(QuarantinedRecord.objects.get().payload)

    @pytest.mark.parametrize("product", ["nonesuch", "", "a\u0000b", "\ud83d", 17, "x" * 300])
    def test_a_product_that_nobody_has_keeps_only_its_own_sale_aside(self, stand: Stand, product: Any) -> None:
        result, good = stand.send(stand.sale(lines=[stand.line(product=product)]), stand.sale())

        assert (result["status"], codes(result), good["status"]) == ("invalid", ["unknown_product"], "accepted")
        assert result["problems"][0]["line"] == 0

    def test_numbers_too_long_for_anything_harm_only_their_sale(self, stand: Stand) -> None:
        body = json.dumps({"sales": [stand.sale(number=0), stand.sale()]}).replace(
            '"number": 0', '"number": ' + "9" * 6000
        )

        response = stand.post(body)

        assert [result["status"] for result in response.json()["results"]] == ["invalid", "accepted"]

    def test_amounts_may_be_exact_numbers_too(self, stand: Stand) -> None:
        body = json.dumps({"sales": [stand.sale("120.00")]}).replace('"120.00"', "120.10")

        assert stand.post(body).json()["results"][0]["status"] == "accepted"
        assert money_in()["ledger"] == Decimal("120.10")

    def test_a_bare_amount_at_a_shared_stall_is_nobodys(self, stand: Stand) -> None:
        other = make_participation(stand.edition, make_cooperative())
        shared = make_stall(stand.edition, stand.participation, other, code="SHARED", is_shared=True)
        _, stand.token = enrol_till(stall=shared, by=None)

        (result,) = stand.send(stand.sale(lines=[{"product": None, "amount": "120.00"}]))

        assert (result["status"], codes(result)) == ("invalid", ["no_cooperative"])
        assert nothing_was_posted()

    def test_a_revoked_till_loses_nothing_and_posts_nothing(self, stand: Stand) -> None:
        before = stand.sale()
        stand.send(before)
        revoke_till(till=stand.till, by=None)

        known, late = stand.send(before, stand.sale())

        assert (known["status"], known["first_status"]) == ("duplicate", "accepted")
        assert (late["status"], codes(late)) == ("invalid", ["till_revoked"])
        assert QuarantinedRecord.objects.get().payload["id"] == late["id"]
        assert money_in()["ledger"] == Decimal("120.00")
        products = stand.client.get("/api/till/v1/products", headers={"Authorization": f"Bearer {stand.token}"})
        assert products.status_code == 403

    def test_one_broken_sale_among_a_hundred_stops_none_of_the_others(self, stand: Stand) -> None:
        batch: list[Any] = [stand.sale(number=number) for number in range(100)]
        batch[41] = {"id": str(uuid4()), "lines": "rubbish"}

        results = stand.send(*batch)

        assert [place for place, result in enumerate(results) if result["status"] != "accepted"] == [41]
        assert [result["id"] for result in results] == [sent["id"] for sent in batch]
        assert money_in() == dict.fromkeys(("lines", "coarse", "detail", "ledger"), Decimal("11880.00"))
        assert CoarseCell.objects.get().sales == 99


class TestTheDoor:
    @pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nobody"}, {"Authorization": "Basic x"}])
    def test_an_unknown_token_is_refused(self, stand: Stand, headers: dict[str, str]) -> None:
        for method, path in (("get", "products"), ("post", "sales")):
            response = getattr(stand.client, method)(
                f"/api/till/v1/{path}", headers=headers | {"Accept-Language": "fr"}
            )
            assert response.status_code == 401
            assert response.json() == {"detail": "Cette caisse n'est pas connue. Demandez qu'on l'inscrive à nouveau."}

    @pytest.mark.parametrize("body", ["", "{", "[]", "7", '{"sales": 3}', '{"sales": null}', b"\xff\xfe", "[" * 200000])
    def test_a_body_that_is_no_batch_is_refused_with_a_sentence(self, stand: Stand, body: str) -> None:
        response = stand.post(body)

        assert response.status_code == 400
        assert response.json()["detail"]

    def test_too_much_at_once_is_refused(self, stand: Stand) -> None:
        assert stand.post({"sales": [{}] * 501}).status_code == 413
        assert stand.post({"sales": ["x" * (2 * 1024 * 1024)]}).status_code == 413
        assert not QuarantinedRecord.objects.exists()

    def test_an_empty_batch_is_fine(self, stand: Stand) -> None:
        assert stand.send() == []

    @pytest.mark.parametrize("language", ["ar", "fr", "en"])
    def test_problems_have_a_sentence_in_the_language_asked_for(self, stand: Stand, language: str) -> None:
        response = stand.post({"sales": [stand.sale(total="1.00")]}, **{"Accept-Language": language})

        (problem,) = response.json()["results"][0]["problems"]
        with translation.override(language):
            assert problem["text"] == translation.gettext("The total is not the sum of the lines.")

    def test_the_token_is_kept_only_as_a_hash(self, stand: Stand) -> None:
        assert stand.till.token_digest == digest_of(stand.token)
        assert stand.token not in str(Till.objects.values().get())

    def test_the_command_prints_the_token_last(self, stand: Stand) -> None:
        out = StringIO()
        call_command("enrol_till", edition=stand.edition.code, stall=stand.stall.code, stdout=out)

        stand.token = out.getvalue().split()[-1]

        assert stand.send(stand.sale())[0]["status"] == "accepted"
        with pytest.raises(CommandError, match="There are: A1"):
            call_command("enrol_till", edition=stand.edition.code, stall="Z9")


class TestProducts:
    def products(self, stand: Stand) -> list[dict[str, Any]]:
        response = stand.client.get("/api/till/v1/products", headers={"Authorization": f"Bearer {stand.token}"})
        assert response.status_code == 200
        return response.json()["products"]

    def test_a_till_gets_what_its_stall_sells(self, stand: Stand) -> None:
        make_product(cooperative=stand.participation.cooperative)
        other = make_product()
        make_participation(stand.edition, other.cooperative, products=[other])

        listed = self.products(stand)

        product = stand.products[0]
        assert [row["id"] for row in listed] == [each.public_id for each in stand.products]
        assert listed[0] == {
            "id": product.public_id,
            "title": {"ar": product.title_ar, "fr": product.title_fr, "en": product.title_en},
            "cooperative": stand.participation.cooperative.public_id,
            "price": "120.00",
            "unit": "piece",
            "picture": None,
            "price_min": None,
            "price_max": None,
        }

    def test_where_nothing_is_listed_it_gets_all_that_is_on_sale(self, stand: Stand) -> None:
        stand.participation.listings.all().delete()

        assert len(self.products(stand)) == 2

    def test_a_stall_given_to_nobody_sells_for_all_who_take_part(self, stand: Stand) -> None:
        _, stand.token = enrol_till(stall=make_stall(stand.edition, code="DESK"), by=None)

        assert len(self.products(stand)) == 2

    def test_a_title_nobody_wrote_falls_back_on_another_language(self, stand: Stand) -> None:
        product = stand.products[0]
        product.title_ar = product.title_en = ""
        product.save()

        assert set(self.products(stand)[0]["title"].values()) == {product.title_fr}


def test_a_declared_total_and_the_till_of_the_same_day_never_count_twice(stand: Stand) -> None:
    call = {"participation": stand.participation, "counts_on": date(2026, 8, 3)}
    from_word = stand.participation.declared_totals.create(counts_on=call["counts_on"], amount=Decimal("500.00"))

    stand.send(stand.sale())

    turnover = {cell.evidence: cell.gross - cell.returns for cell in CoarseCell.objects.all()}
    assert turnover == {"itemised": Decimal("120.00"), "declared": Decimal("380.00")}
    assert from_word.amount == Decimal("500.00")

"""The bank's file: true to its schema, with exactly what is on its way, and taken once."""

import threading
from decimal import Decimal

import pytest
from django.db import connection
from lxml import etree

from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import ForbiddenMove
from cooperatives.settlements.bank_file import NAMESPACE, SCHEMA, FileNotValid, Head, Payer, bank_name, check, write_xml
from cooperatives.settlements.enums import FileFormat, RunStatus
from cooperatives.settlements.exceptions import AllowedByItsTaker, FileTakenBefore, NoBankTransfers, PayerUnknown
from cooperatives.settlements.models import Payout, PayoutRun
from cooperatives.settlements.services.files import allow_file_again, take_bank_file, take_postal_orders
from cooperatives.settlements.services.marks import mark_rejected
from tests.cooperatives.paying import (
    JULY,
    at,
    give_addressee,
    make_payable,
    owe,
    pay_out,
    prepare,
    refuses,
    settle,
)
from tests.factories import make_cooperative, make_user

IN = {"p": NAMESPACE}


@pytest.fixture
def run() -> PayoutRun:
    """Two transfers of 100.00 and 50.25 and one postal order, on their way."""
    make_payable("100.00", when=at(7, 3))
    make_payable("50.25", when=at(7, 3))
    postal = make_cooperative()
    give_addressee(postal)
    owe(postal, "30.00", when=at(7, 3))
    settle(JULY)
    return pay_out(JULY)


def taken(run: PayoutRun, file_format: FileFormat = FileFormat.XML) -> bytes:
    return take_bank_file(run_id=run.pk, file_format=file_format, by=make_user()).read()


@pytest.mark.django_db
class TestContent:
    def test_it_follows_the_official_schema(self, run: PayoutRun) -> None:
        document = etree.fromstring(taken(run))

        etree.XMLSchema(etree.parse(str(SCHEMA))).assertValid(document)
        assert etree.QName(document).namespace == "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"

    def test_its_sums_are_those_of_its_lines(self, run: PayoutRun, settings) -> None:
        document = etree.fromstring(taken(run))

        amounts = [Decimal(node.text) for node in document.iterfind(".//p:InstdAmt", IN)]
        assert sorted(amounts) == [Decimal("50.25"), Decimal("100.00")]
        assert {node.text for node in document.iterfind(".//p:CtrlSum", IN)} == {"150.25"}
        assert {node.text for node in document.iterfind(".//p:NbOfTxs", IN)} == {"2"}
        assert {node.get("Ccy") for node in document.iterfind(".//p:InstdAmt", IN)} == {"MAD"}
        assert document.findtext(".//p:DbtrAcct//p:Othr/p:Id", namespaces=IN) == settings.PAYER_RIB

    def test_each_line_names_its_reference_and_the_rib(self, run: PayoutRun) -> None:
        document = etree.fromstring(taken(run))

        lines = {
            line.findtext(".//p:EndToEndId", namespaces=IN): line.findtext(".//p:CdtrAcct//p:Othr/p:Id", namespaces=IN)
            for line in document.iterfind(".//p:CdtTrfTxInf", IN)
        }
        assert lines == {payout.reference: payout.rib for payout in Payout.objects.filter(way="bank")}

    def test_the_table_says_the_same(self, run: PayoutRun) -> None:
        lines = taken(run, FileFormat.CSV).decode("utf-8-sig").splitlines()

        first = Payout.objects.filter(way="bank").order_by("pk")[0]
        assert len(lines) == 3
        assert lines[1] == f"{first.reference};Cooperative Amal;{first.rib};100.00;MAD;Decompte 07/2026"

    def test_a_line_that_was_refused_before_is_left_out(self, run: PayoutRun) -> None:
        payout = Payout.objects.get(amount=100)
        mark_rejected(payout_id=payout.pk, on=run.approved_at.date(), reason="Closed", by=make_user())

        body = taken(run)

        assert payout.reference.encode() not in body
        assert b">50.25</CtrlSum>" in body

    def test_what_does_not_follow_the_schema_is_handed_to_nobody(self, run: PayoutRun, monkeypatch) -> None:
        monkeypatch.setattr("cooperatives.settlements.services.files.read_rib", lambda _rib: "not a rib" * 9)

        refuses(FileNotValid, lambda: taken(run))

    def test_names_are_spelled_in_latin_letters(self) -> None:
        assert bank_name("Coopérative  Amal & <fille>") == "Cooperative Amal fille"
        assert bank_name("تعاونية").isascii()
        assert bank_name("###") == "-"
        assert len(bank_name("x" * 200)) == 70

    def test_a_file_of_nobody_is_refused_by_the_schema(self, run: PayoutRun) -> None:
        file = take_bank_file(run_id=run.pk, file_format=FileFormat.XML, by=make_user())
        check(file)

        with pytest.raises(FileNotValid):
            write_xml(_head_of(run), Payer("x", "1"), [])


@pytest.mark.django_db
class TestTakingOnce:
    def test_a_second_time_is_refused_with_who_and_when(self, run: PayoutRun) -> None:
        first = make_user()
        take_bank_file(run_id=run.pk, file_format=FileFormat.XML, by=first)
        run.refresh_from_db()

        refuses(FileTakenBefore, lambda: taken(run, FileFormat.CSV))

        with pytest.raises(FileTakenBefore) as refusal:
            taken(run)
        assert (refusal.value.by, refusal.value.at) == (first, run.file_taken_at)
        assert run.status == RunStatus.SENT
        assert AuditEntry.objects.filter(action="payout_run.file").get().after["total"] == "150.25"

    def test_another_person_may_allow_it_again_and_the_taker_not(self, run: PayoutRun) -> None:
        taker = make_user()
        body = take_bank_file(run_id=run.pk, file_format=FileFormat.CSV, by=taker).read()
        refuses(AllowedByItsTaker, lambda: allow_file_again(run_id=run.pk, reason="Lost", by=taker))

        allow_file_again(run_id=run.pk, reason="The bank never got it", by=make_user())

        assert taken(run, FileFormat.CSV) == body
        allowed = AuditEntry.objects.get(action="payout_run.file_again")
        assert allowed.after == {"reason": "The bank never got it"}
        assert allowed.before["taken_by"] == str(taker)

    def test_before_it_is_in_the_book_there_is_no_file(self) -> None:
        make_payable("100.00", when=at(7, 3))
        settle(JULY)
        run = prepare(JULY)

        refuses(ForbiddenMove, lambda: taken(run))
        refuses(ForbiddenMove, lambda: take_postal_orders(run_id=run.pk, by=make_user()))
        refuses(ForbiddenMove, lambda: allow_file_again(run_id=run.pk, reason="x", by=make_user()))

    def test_without_our_account_or_transfers_there_is_no_file(self, run: PayoutRun, settings) -> None:
        settings.PAYER_RIB = ""
        refuses(PayerUnknown, lambda: taken(run))
        for payout in Payout.objects.filter(way="bank"):
            mark_rejected(payout_id=payout.pk, on=run.approved_at.date(), reason="Closed", by=make_user())

        refuses(NoBankTransfers, lambda: taken(run))

    def test_postal_orders_are_listed_in_clear_and_that_is_written_down(self, run: PayoutRun) -> None:
        (order,) = take_postal_orders(run_id=run.pk, by=make_user())

        assert (order.name, order.cin, order.office, str(order.amount)) == (
            "Fatima Amrani",
            "AB123456",
            "Tafraout",
            "30.00",
        )
        assert AuditEntry.objects.filter(action="payout_run.postal_orders").count() == 1


@pytest.mark.threads
@pytest.mark.usefixtures("committed_db")
def test_two_who_take_it_at_once_get_one_file(run: PayoutRun) -> None:
    people, outcomes = [make_user(), make_user()], []

    def take(by) -> None:
        try:
            outcomes.append(type(take_bank_file(run_id=run.pk, file_format=FileFormat.CSV, by=by)).__name__)
        except FileTakenBefore:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[by]) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes) == ["SpooledTemporaryFile", "refused"]


def _head_of(run: PayoutRun):
    return Head(run.number, run.approved_at, run.approved_at.date(), 0, Decimal(0))

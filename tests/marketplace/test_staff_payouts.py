"""The staff's screens of months, payout runs and bank accounts: two people, one file, and every refusal in the log."""

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.jobs.services import run_due
from cooperatives.settlements.models import BankAccount, MonthEnd, Payout, PayoutRun
from cooperatives.settlements.months import last_month_over
from tests.cooperatives.paying import (
    JULY,
    approve,
    at,
    give_account,
    give_addressee,
    make_payable,
    make_rib,
    owe,
    prepare,
    settle,
    stands,
)
from tests.factories import make_cooperative
from tests.fairs.organisers import signed_in
from tests.marketplace.staff import make_staff, send, staff_client, told

# Wagtail's own templates print what nobody gave them.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def page_of(screen: str, row) -> str:
    return reverse(f"{screen}:inspect", args=[row.pk])


def act(client: Client, screen: str, row, name: str, **data):
    return send(client, reverse(f"{screen}:act", args=[row.pk, name]), **data)


def refusals() -> list[str]:
    return list(AuditEntry.objects.filter(action__endswith=".refused").values_list("action", flat=True))


@pytest.fixture
def run() -> PayoutRun:
    """A run of July, in the book, with one transfer and one postal order."""
    make_payable("100.00", when=at(7, 3))
    postal = make_cooperative()
    give_addressee(postal)
    owe(postal, "50.00", when=at(7, 3))
    settle(JULY)
    return approve(prepare(JULY))


def test_a_month_is_drawn_up_made_final_and_paid_out_by_two_people() -> None:
    cooperative = make_payable("100.00", when=clock.now().replace(year=2025))
    author, approver = staff_client(), staff_client()
    month = last_month_over()

    send(author, reverse("months:add"), month=month.isoformat())
    waiting = author.get(page_of("months", MonthEnd.objects.get()))
    run_due()
    act(author, "months", MonthEnd.objects.get(), "final")
    send(author, reverse("payout_runs:add"), month=month.isoformat(), minimum="0")
    run_due()
    act(approver, "payout_runs", PayoutRun.objects.get(), "approve")
    run_due()

    page = author.get(page_of("payout_runs", PayoutRun.objects.get()))
    assert waiting["Refresh"] == "5"
    assert "<progress" in waiting.content.decode()
    assert "Refresh" not in page
    assert str(Payout.objects.get().reference) in page.content.decode()
    assert stands(cooperative) == ("0.00", "-100.00", "0.00")


def test_the_author_reads_that_another_person_must_approve(run: PayoutRun) -> None:
    author = make_staff()
    make_payable("10.00", when=at(7, 3))
    other = PayoutRun.objects.create(month=JULY, created_by=author, status="draft")

    response = act(signed_in(author), "payout_runs", other, "approve")

    assert response.status_code == 302
    assert told(response)
    other.refresh_from_db()
    assert (other.status, other.approved_by) == ("draft", None)
    assert refusals() == ["payoutrun.approve.refused"]


def test_the_running_month_cannot_be_chosen() -> None:
    response = send(staff_client(), reverse("months:add"), month=clock.today().replace(day=1).isoformat())

    assert response.status_code == 200
    assert "month" in response.context["form"].errors
    assert not MonthEnd.objects.exists()


def test_the_file_is_handed_over_once_and_a_second_person_may_allow_it_again(run: PayoutRun) -> None:
    taker, other = staff_client(), staff_client()

    first = act(taker, "payout_runs", run, "bank-file", file_format="xml")
    body = b"".join(first.streaming_content)
    second = act(other, "payout_runs", run, "bank-file", file_format="csv")

    assert first["Content-Disposition"] == f'attachment; filename="payouts-2026-07-{run.number}.xml"'
    assert b"pain.001.001.09" in body
    assert second.status_code == 422
    assert refusals() == ["payoutrun.bank-file.refused"]
    act(taker, "payout_runs", run, "file-again", reason="Lost")
    run.refresh_from_db()
    assert run.file_taken_at is not None
    act(other, "payout_runs", run, "file-again", reason="The bank never got it")
    third = act(taker, "payout_runs", run, "bank-file", file_format="csv")
    assert third.status_code == 200
    assert b"100.00" in b"".join(third.streaming_content)


def test_postal_orders_are_printed_and_listed_and_that_is_written_down(run: PayoutRun) -> None:
    client = staff_client()

    page = act(client, "payout_runs", run, "postal-orders", shape="page").content.decode()
    table = b"".join(act(client, "payout_runs", run, "postal-orders", shape="csv").streaming_content).decode()

    assert "Fatima Amrani" in page
    assert "AB123456" in page
    assert table.splitlines()[1].split(";")[1:] == ["Fatima Amrani", "AB123456", "Tafraout", "50.00", "MAD"]
    assert AuditEntry.objects.filter(action="payout_run.postal_orders").count() == 2


def test_lines_are_marked_one_by_one_and_all_at_once(run: PayoutRun) -> None:
    client, today = staff_client(), clock.today().isoformat()
    by_bank, by_post = Payout.objects.order_by("way")

    act(client, "payouts", by_bank, "returned", on=today, reason="Account closed")
    future = act(client, "payouts", by_post, "paid", on="2099-01-01")
    act(client, "payout_runs", run, "all-paid", on=today)
    run_due()

    assert future.status_code == 422
    assert sorted(Payout.objects.values_list("status", flat=True)) == ["paid", "returned"]
    act(client, "payouts", by_post, "take-back", reason="Wrong line")
    assert sorted(Payout.objects.values_list("status", flat=True)) == ["in_transit", "returned"]


def test_a_rib_is_checked_by_typing_it_from_the_paper() -> None:
    account = give_account(make_cooperative(), checked=False)
    client = staff_client()

    other = act(client, "bank_accounts", account, "check", rib=make_rib(999_999))
    short = act(client, "bank_accounts", account, "check", rib="123")
    right = act(client, "bank_accounts", account, "check", rib=account.rib)

    assert (other.status_code, short.status_code, right.status_code) == (422, 422, 302)
    assert BankAccount.objects.get().checked_at is not None
    assert len(refusals()) == 2
    assert account.rib not in client.get(page_of("bank_accounts", account)).content.decode()
    assert account.rib[-4:] in client.get(page_of("bank_accounts", account)).content.decode()

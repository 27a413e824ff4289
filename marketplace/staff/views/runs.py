"""Payout runs: prepared by one, approved by another, sent in one file, marked as the bank says."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperatives.settlements.bank_file import write_postal_csv
from cooperatives.settlements.enums import (
    ExclusionReason,
    FileFormat,
    PayoutStatus,
    PayoutWay,
    RunStatus,
)
from cooperatives.settlements.exceptions import (
    AllowedByItsTaker,
    ApprovedByItsAuthor,
    FileTakenBefore,
    NoBankTransfers,
    PayerUnknown,
    WorkUnderWay,
)
from cooperatives.settlements.models import PayoutRun
from cooperatives.settlements.services.files import allow_file_again, take_bank_file, take_postal_orders
from cooperatives.settlements.services.marks import (
    mark_all_paid,
    mark_all_rejected,
)
from cooperatives.settlements.services.posting import approve_payout_run
from cooperatives.settlements.services.preparing import cancel_payout_run
from marketplace.staff.forms.base import Refusal
from marketplace.staff.forms.payouts import (
    DayAndReasonForm,
    DayForm,
    FileForm,
    PayoutRunForm,
    PostalForm,
    ReasonForm,
    month_text,
)
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, page_of, table
from marketplace.staff.views.logs import acts_of, moves_of
from marketplace.staff.views.paying import DAY_REFUSALS, SHOWN, HandedOver, HandingOverView, WaitingView


def _bank_file(_request: HttpRequest, run: PayoutRun, result: Any) -> HttpResponse:
    file, file_format = result
    return FileResponse(file, as_attachment=True, filename=f"payouts-{run.month:%Y-%m}-{run.number}.{file_format}")  # type: ignore[return-value]


def _postal_orders(request: HttpRequest, run: PayoutRun, result: Any) -> HttpResponse:
    orders, shape = result
    if shape == "csv":
        name = f"postal-orders-{run.month:%Y-%m}-{run.number}.csv"
        return FileResponse(write_postal_csv(orders), as_attachment=True, filename=name)  # type: ignore[return-value]
    context = {"run": run, "orders": orders, "total": sum(order.amount for order in orders)}
    return render(request, "marketplace/staff/payouts/postal.html", context | {"month": month_text(run.month)})


HANDED_OVER: HandedOver = {"bank-file": _bank_file, "postal-orders": _postal_orders}


APPROVE = Act(
    name="approve",
    title=_("Approve"),
    done=_("Approved: the payouts are being written to the book."),
    explained=_("You say that these amounts may go. Whoever prepared the run cannot approve it."),
    icon="check",
    do=lambda row, by, _given: approve_payout_run(run_id=row.pk, by=by),
    is_offered=lambda row: row.status == RunStatus.DRAFT,
    refusals={
        ApprovedByItsAuthor: Refusal(_("You prepared this run: another person must approve it.")),
        WorkUnderWay: Refusal(_("This is under way already: wait until it is done.")),
    },
)
CANCEL = Act(
    name="cancel",
    title=_("Call off"),
    done=_("Called off: nothing of it is sent."),
    icon="cross",
    form=ReasonForm,
    do=lambda row, by, given: cancel_payout_run(run_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.status in (RunStatus.PREPARING, RunStatus.DRAFT),
)


def _taken_text(error: FileTakenBefore) -> str:
    return gettext(
        "%(who)s took the file on %(when)s. Sent twice, it pays twice."
        " If it was lost, another person can allow it again."
    ) % {"who": error.by, "when": columns.as_moment(error.at)}


BANK_FILE = Act(
    name="bank-file",
    title=_("Take the bank's file"),
    done=_("Taken: nobody gets it again unless another person allows it."),
    explained=_("It can be taken once. Your name and the moment are written down."),
    icon="download",
    form=FileForm,
    do=lambda row, by, given: (
        take_bank_file(run_id=row.pk, file_format=FileFormat(given["file_format"]), by=by),
        given["file_format"],
    ),
    is_offered=lambda row: row.status in (RunStatus.READY, RunStatus.SENT),
    refusals={
        FileTakenBefore: Refusal(_taken_text),
        NoBankTransfers: Refusal(_("No line of this run goes through the bank.")),
        PayerUnknown: Refusal(_("Our own account is not set: PAYER_NAME and PAYER_RIB are missing.")),
    },
)
FILE_AGAIN = Act(
    name="file-again",
    title=_("Allow the file again"),
    done=_("Allowed: it can be taken once more."),
    explained=_("Only when the file did not reach the bank: ask the bank first. Not by the one who took it."),
    icon="rotate",
    form=ReasonForm,
    do=lambda row, by, given: allow_file_again(run_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.file_taken_at is not None and row.status == RunStatus.SENT,
    refusals={AllowedByItsTaker: Refusal(_("You took the file: another person must allow it again."))},
)
POSTAL_ORDERS = Act(
    name="postal-orders",
    title=_("Postal orders"),
    done=_("That you saw the names and card numbers is written down."),
    explained=_("Names and card numbers are in clear: keep the paper safe."),
    icon="mail",
    form=PostalForm,
    do=lambda row, by, given: (take_postal_orders(run_id=row.pk, by=by), given["shape"]),
    is_offered=lambda row: (
        row.status in (RunStatus.READY, RunStatus.SENT, RunStatus.DONE)
        and row.payouts.filter(way=PayoutWay.POSTAL).exists()
    ),
)
ALL_PAID = Act(
    name="all-paid",
    title=_("All paid"),
    done=_("Being marked as paid: this page says how far it is."),
    explained=_("Every payout of this run that is still on its way is marked as paid."),
    icon="check",
    form=DayForm,
    do=lambda row, by, given: mark_all_paid(run_id=row.pk, on=given["on"], by=by),
    is_offered=lambda row: row.status in (RunStatus.READY, RunStatus.SENT),
    refusals=DAY_REFUSALS,
)
ALL_REJECTED = Act(
    name="all-refused",
    title=_("All refused"),
    done=_("Being taken back: this page says how far it is."),
    explained=_("The bank refused the whole file: the cooperatives are owed the money again."),
    icon="cross",
    form=DayAndReasonForm,
    do=lambda row, by, given: mark_all_rejected(run_id=row.pk, on=given["on"], reason=given["reason"], by=by),
    is_offered=lambda row: row.status in (RunStatus.READY, RunStatus.SENT),
    refusals=DAY_REFUSALS,
)
_PAYOUT_COLUMNS = (
    columns.link(_("Reference"), lambda row: columns.as_code(row.reference), page_of("payouts")),
    columns.text(_("Cooperative"), "cooperative"),
    columns.text(_("How"), "get_way_display"),
    columns.text(_("Status"), "get_status_display"),
    columns.money(_("Amount"), "amount"),
)
_LEFT_OUT_COLUMNS = (
    columns.text(_("Cooperative"), "cooperative"),
    columns.text(_("Why"), "get_reason_display"),
    columns.money(_("Amount"), "amount"),
)
_SUM_COLUMNS = (
    columns.text(_("What"), lambda row: row["label"]),
    columns.number(_("How many"), lambda row: row["count"]),
    columns.money(_("Amount"), lambda row: row["total"]),
)


def _sums(run: PayoutRun) -> list[dict[str, Any]]:
    """How many go which way and where they stand, then who is left out and why."""
    going = run.payouts.order_by("way", "status").values_list("way", "status").annotate(Count("pk"), Sum("amount"))
    left = run.exclusions.order_by("reason").values_list("reason").annotate(Count("pk"), Sum("amount"))
    return [
        {"label": f"{PayoutWay(way).label} · {PayoutStatus(status).label}", "count": count, "total": total}
        for way, status, count, total in going
    ] + [{"label": ExclusionReason(reason).label, "count": count, "total": total} for reason, count, total in left]


class PayoutRunViewSet(StaffViewSet):
    model = PayoutRun
    names = Names(_("Payout run"), _("Payout runs"), _("Prepare a payout run"))
    icon = "list-ul"
    form = PayoutRunForm
    is_editable = False
    acts = (APPROVE, CANCEL, BANK_FILE, POSTAL_ORDERS, FILE_AGAIN, ALL_PAID, ALL_REJECTED)
    inspect_view_class = WaitingView
    list_display = (
        columns.code(_("Number"), "number"),
        columns.text(_("Month"), lambda row: month_text(row.month), sort="month"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.text(_("Prepared by"), "created_by"),
        columns.text(_("Approved by"), "approved_by"),
    )

    @property
    def act_view(self) -> Any:
        return self.construct_view(HandingOverView, acts={act.name: act for act in self.acts}, handed_over=HANDED_OVER)

    def rows(self) -> QuerySet:
        return PayoutRun.objects.select_related("created_by", "approved_by").order_by("-pk")

    def facts(self, row: PayoutRun) -> Sequence[Fact]:
        total = row.payouts.exclude(status=PayoutStatus.CANCELLED).aggregate(total=Sum("amount"))["total"]
        links = format_html(
            '<a href="{}?run={}">{}</a> · <a href="{}?run={}">{}</a>',
            *(reverse("payouts:index"), row.pk, _("All payouts")),
            *(reverse("left_out:index"), row.pk, _("All who are left out")),
        )
        return [
            Fact(_("Number"), row.number, is_code=True),
            Fact(_("Month"), month_text(row.month)),
            Fact(_("Status"), row.get_status_display()),
            Fact(_("To be sent or sent"), columns.as_money(total or 0)),
            Fact(_("Smallest amount sent"), columns.as_money(row.minimum)),
            Fact(_("Prepared by"), row.created_by),
            Fact(_("Approved by"), row.approved_by or "–"),
            Fact(_("Approved"), columns.as_moment(row.approved_at)),
            Fact(_("File taken by"), row.file_taken_by or "–"),
            Fact(_("File taken"), columns.as_moment(row.file_taken_at)),
            Fact(_("Lists"), links),
        ]

    def related(self, row: PayoutRun, request: HttpRequest) -> Sequence[Related]:
        payouts = row.payouts.select_related("cooperative").defer("rib", "cin").order_by("-amount", "pk")
        left = row.exclusions.select_related("cooperative").order_by("reason", "pk")
        return [
            Related(_("Together"), table(_SUM_COLUMNS, _sums(row))),
            Related(_("The largest payouts"), table(_PAYOUT_COLUMNS, payouts[:SHOWN])),
            Related(_("Left out, and why"), table(_LEFT_OUT_COLUMNS, left[:SHOWN])),
            moves_of(row),
            acts_of(row),
        ]


payout_runs = PayoutRunViewSet("payout_runs")

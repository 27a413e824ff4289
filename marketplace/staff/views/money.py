"""The menu Money: what the platform keeps, what was declared by word, and the book itself."""

from collections.abc import Sequence

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup

from cooperatives.formats.numbers import percent_text
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.models import LedgerEntry, LedgerTransaction
from cooperatives.texts import search_form
from fairs.enums import Evidence
from fairs.models import CommissionRule, DeclaredTotal
from marketplace.staff.forms.money import CommissionRuleForm
from marketplace.staff.views import columns
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, table
from marketplace.staff.views.fairs import every_edition
from marketplace.staff.views.months import months
from marketplace.staff.views.payouts import bank_accounts, left_out, payouts
from marketplace.staff.views.runs import payout_runs


class DeclaredFilters(WagtailFilterSet):
    edition = django_filters.ModelChoiceFilter(
        field_name="participation__stop__edition", queryset=every_edition, label=_("Edition")
    )
    evidence = django_filters.ChoiceFilter(choices=Evidence.choices, label=_("How it is known"))

    class Meta:
        model = DeclaredTotal
        fields = ["evidence"]


class TransactionFilters(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(choices=EntryKind.choices, label=_("What it is"))
    counts_on = django_filters.DateFromToRangeFilter(label=_("Day of sales"), widget=DateRangePickerWidget)

    class Meta:
        model = LedgerTransaction
        fields = ["kind", "counts_on"]


class CommissionRuleViewSet(StaffViewSet):
    model = CommissionRule
    names = Names(_("Commission rule"), _("Commission rules"), _("Add a commission rule"))
    icon = "sliders"
    form = CommissionRuleForm
    inspect_view_enabled = False
    list_display = (
        columns.number(_("Place in the order"), "position", sort="position"),
        columns.text(_("What the platform keeps"), lambda row: percent_text(row.rate), sort="rate"),
        columns.day(_("From which day of sales"), "valid_from", sort="valid_from"),
        columns.text(_("Where it is sold"), lambda row: row.get_channel_display() or _("All")),
        columns.text(_("Programme"), lambda row: row.programme or _("All")),
        columns.text(_("Family"), lambda row: row.family or _("All")),
        columns.text(_("Cooperative"), lambda row: row.cooperative or _("All")),
    )

    def rows(self) -> QuerySet:
        return CommissionRule.objects.select_related("programme", "family", "cooperative").order_by("position")


class DeclaredTotalViewSet(StaffViewSet):
    model = DeclaredTotal
    names = Names(_("Declared total"), _("Declared totals"))
    icon = "clipboard-list"
    filterset_class = DeclaredFilters
    inspect_view_enabled = False
    list_display = (
        columns.text(_("Cooperative"), "participation.cooperative"),
        columns.text(_("Stop"), "participation.stop"),
        columns.day(_("Day of sales"), "counts_on", sort="counts_on"),
        columns.money(_("Amount"), "amount", sort="amount"),
        columns.text(_("How it is known"), "get_evidence_display", sort="evidence"),
        columns.text(_("Who wrote it"), "declared_by"),
        columns.text(_("Note"), "note"),
    )

    def rows(self) -> QuerySet:
        read = DeclaredTotal.objects.select_related(
            "participation__cooperative", "participation__stop__edition", "declared_by"
        )
        return read.order_by("-counts_on", "-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(participation__cooperative__search_text__contains=search_form(words))


class LedgerTransactionViewSet(StaffViewSet):
    model = LedgerTransaction
    names = Names(_("Posting in the book"), _("The book"))
    icon = "table"
    filterset_class = TransactionFilters
    list_display = (
        columns.code(_("Key"), "key"),
        columns.text(_("What it is"), "get_kind_display"),
        columns.day(_("Day of sales"), "counts_on", sort="counts_on"),
        columns.moment(_("Posted"), "posted_at"),
        columns.text(_("Note"), "note"),
    )

    def rows(self) -> QuerySet:
        return LedgerTransaction.objects.order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(Q(key=words.strip()) | Q(key__startswith=words.strip()))

    def facts(self, row: LedgerTransaction) -> Sequence[Fact]:
        return [
            Fact(_("Key"), row.key, is_code=True),
            Fact(_("What it is"), row.get_kind_display()),
            Fact(_("Day of sales"), columns.as_day(row.counts_on)),
            Fact(_("Posted"), columns.as_moment(row.posted_at)),
            Fact(_("Takes back"), row.reverses.key if row.reverses else "–", is_code=True),
            Fact(_("Note"), row.note or "–"),
        ]

    def related(self, row: LedgerTransaction, request: HttpRequest) -> Sequence[Related]:
        entries = LedgerEntry.objects.filter(transaction=row).select_related("account").order_by("pk")
        shown = (columns.code(_("Account"), "account.code"), columns.money(_("Amount"), "amount"))
        return [Related(_("Entries"), table(shown, entries[:500]))]


commission_rules = CommissionRuleViewSet("commission_rules")
declared_totals = DeclaredTotalViewSet("declared_totals")
ledger_transactions = LedgerTransactionViewSet("book")


class MoneyMenu(ViewSetGroup):
    menu_label = _("Money")
    menu_name = "money"
    menu_icon = "table"
    menu_order = 250
    items = (
        months,
        payout_runs,
        payouts,
        left_out,
        bank_accounts,
        commission_rules,
        declared_totals,
        ledger_transactions,
    )

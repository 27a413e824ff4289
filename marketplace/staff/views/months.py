"""Ending months: every cooperative's settlement drawn up, looked at, and made final."""

from collections.abc import Sequence

from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cooperatives.settlements.enums import (
    MonthStatus,
)
from cooperatives.settlements.models import MonthEnd, Settlement
from cooperatives.settlements.services.months import draft_settlements, finalise_settlements
from marketplace.staff.forms.payouts import (
    MONTH_REFUSALS,
    MonthForm,
    month_text,
)
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, table
from marketplace.staff.views.logs import acts_of, moves_of
from marketplace.staff.views.paying import SHOWN, WaitingView

DRAW_UP_AGAIN = Act(
    name="again",
    title=_("Draw up again"),
    done=_("Being drawn up again: this page says how far it is."),
    explained=_("What was posted late for this month is added. Nothing that is final changes."),
    icon="rotate",
    do=lambda row, by, _given: draft_settlements(month=row.month, by=by),
    is_offered=lambda row: row.status == MonthStatus.DRAFT,
    refusals=MONTH_REFUSALS,
)
MAKE_FINAL = Act(
    name="final",
    title=_("Make final"),
    done=_("Final: these settlements never change again."),
    explained=_("From now on nothing of this month changes. What comes late stands on the next month."),
    icon="lock",
    do=lambda row, by, _given: finalise_settlements(month_end_id=row.pk, by=by),
    is_offered=lambda row: row.status == MonthStatus.DRAFT,
)
_SETTLEMENT_COLUMNS = (
    columns.text(_("Cooperative"), "cooperative"),
    columns.money(_("Owed before"), "opening"),
    columns.money(_("In this month"), "covered"),
    columns.money(_("Owed at its end"), "closing"),
    columns.number(_("Lines"), "line_count"),
)


class MonthEndViewSet(StaffViewSet):
    model = MonthEnd
    names = Names(_("End of a month"), _("Months"), _("Draw up a month"))
    icon = "calendar-alt"
    form = MonthForm
    is_editable = False
    acts = (DRAW_UP_AGAIN, MAKE_FINAL)
    inspect_view_class = WaitingView
    list_display = (
        columns.text(_("Month"), lambda row: month_text(row.month), sort="month"),
        columns.text(_("Status"), "get_status_display", sort="status"),
        columns.moment(_("Drawn up"), "drafted_at"),
        columns.moment(_("Final"), "final_at"),
    )

    def rows(self) -> QuerySet:
        return MonthEnd.objects.order_by("-month")

    def facts(self, row: MonthEnd) -> Sequence[Fact]:
        settled = Settlement.objects.filter(month=row.month)
        owed = settled.filter(closing__gt=0).aggregate(count=Count("pk"), total=Sum("closing"))
        owing = settled.filter(closing__lt=0).aggregate(count=Count("pk"), total=Sum("closing"))
        return [
            Fact(_("Month"), month_text(row.month)),
            Fact(_("Status"), row.get_status_display()),
            Fact(_("Cooperatives that are owed"), columns.as_number(owed["count"])),
            Fact(_("Together"), columns.as_money(owed["total"] or 0)),
            Fact(_("Cooperatives that owe us"), columns.as_number(owing["count"])),
            Fact(_("Together they owe"), columns.as_money(-(owing["total"] or 0))),
            Fact(_("Drawn up by"), row.drafted_by or "–"),
            Fact(_("Made final by"), row.final_by or "–"),
        ]

    def related(self, row: MonthEnd, request: HttpRequest) -> Sequence[Related]:
        settled = Settlement.objects.filter(month=row.month).select_related("cooperative").order_by("-closing", "pk")
        return [Related(_("The largest"), table(_SETTLEMENT_COLUMNS, settled[:SHOWN])), moves_of(row), acts_of(row)]


months = MonthEndViewSet("months")

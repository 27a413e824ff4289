"""What the screens of payouts share: pages that wait for work, acts that hand something over and refuse loudly."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.settlements.exceptions import (
    MarkedBeforeItWasSent,
    MarkedInTheFuture,
    WorkUnderWay,
)
from cooperatives.settlements.models import MonthEnd, PayoutRun, Work
from marketplace.staff.forms.base import ActForm, Refusal, Refusals
from marketplace.staff.views.acts import ActView
from marketplace.staff.views.base import RowView

SHOWN = 50
LOOK_AGAIN_SECONDS = "5"
DAY_REFUSALS: Refusals = {
    MarkedInTheFuture: Refusal(_("This day is still to come."), field="on"),
    MarkedBeforeItWasSent: Refusal(_("This day is before the run was approved."), field="on"),
    WorkUnderWay: Refusal(_("This is under way already: wait until it is done.")),
}


# How what an act gives is handed to the person, by the name of the act.
HandedOver = dict[str, Callable[[HttpRequest, Any, Any], HttpResponse]]


class HandingOverView(ActView):
    """An act that may end in a file or a page to print, and whose refusals stand in the log."""

    result: Any = None
    handed_over: HandedOver = {}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        act = self.act

        def keep(row: Any, by: User, given: Any) -> None:
            self.result = act.do(row, by, given)

        self.act = replace(act, do=keep)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        if self.result is None or self.act.name not in self.handed_over:
            return answer
        return self.handed_over[self.act.name](request, self.object, self.result)

    def _answer(self, form: ActForm, field_name: str | None, text: Any) -> HttpResponse:
        # After the act was undone: this line stands though nothing else does.
        with translation.override("en"):
            why = str(text)
        record_act(
            action=f"{self.model._meta.model_name}.{self.act.name}.refused"[:60],
            subject=self.object,
            by=cast(User, self.request.user),
            after={"why": why},
        )
        return super()._answer(form, field_name, text)


class WaitingView(RowView):
    """A row's page that loads itself again while work goes through its lines."""

    template_name = "marketplace/staff/payouts/waiting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"work": under_way(self.object)}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **kwargs)
        if context["work"]:
            response["Refresh"] = LOOK_AGAIN_SECONDS
        return response


def under_way(row: MonthEnd | PayoutRun) -> Work | None:
    return Work.objects.filter(ended_at__isnull=True, **{_owner(row): row}).first()


def _owner(row: MonthEnd | PayoutRun) -> str:
    return "month_end" if isinstance(row, MonthEnd) else "run"

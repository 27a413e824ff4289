"""One application: where it stands, what was said, and what can be done now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.permissions import Area, cooperatives_where
from fairs.applications import answers, services
from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Appeal, Application
from fairs.applications.selectors import applications_for, applications_of, rank_in_list
from fairs.calls.enums import CallStatus
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.fairs.apply import summary_of
from marketplace.workspace.fairs.around import frame
from marketplace.workspace.fairs.forms import AppealForm, GiveUpForm
from marketplace.workspace.fairs.words import REFUSALS, appeal_text, is_asked, refusal_of, standing_of, standings_of

A_PAGE = 20
Do = Callable[[Application, User, Mapping[str, Any]], object]


class Nothing(forms.Form):
    """An act that asks nothing."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done with an application: what it asks, its service, and what is said after."""

    name: str
    do: Do
    done: str | Promise
    form: type[forms.Form] = Nothing


SEND = Act(
    "send",
    lambda application, by, _given: services.send_application(application_id=application.pk, by=by),
    gettext_lazy("It is sent. We write to you when there is an answer."),
)
TAKE_BACK = Act(
    "take-back",
    lambda application, by, _given: services.withdraw_application(application_id=application.pk, by=by),
    gettext_lazy("You took it back."),
)
COME = Act(
    "come",
    lambda application, by, _given: answers.confirm_place(application_id=application.pk, by=by),
    gettext_lazy("You come: the organisers know it."),
)
TAKE = Act(
    "take",
    lambda application, by, _given: answers.answer_offer(application_id=application.pk, takes=True, by=by),
    gettext_lazy("You come: the organisers know it."),
)
DECLINE = Act(
    "decline",
    lambda application, by, _given: answers.answer_offer(application_id=application.pk, takes=False, by=by),
    gettext_lazy("The place goes to the next. Thank you for saying so."),
)
GIVE_UP = Act(
    "give-up",
    lambda application, by, given: answers.give_up_place(
        application_id=application.pk, by=by, reason=given.get("reason", "")
    ),
    gettext_lazy("The place goes to the next. Thank you for saying so."),
    GiveUpForm,
)
APPEAL = Act(
    "appeal",
    lambda application, by, given: answers.send_appeal(application_id=application.pk, text=given["text"], by=by),
    gettext_lazy("It is sent. The committee answers in writing."),
    AppealForm,
)
ACTS = {act.name: act for act in (SEND, TAKE_BACK, COME, TAKE, DECLINE, GIVE_UP, APPEAL)}


@never_cache
@login_required
@require_GET
def index(request: SignedInRequest) -> HttpResponse:
    """Every application of the person's organisations, the latest first."""
    # Named one by one: joined to who may, the planner reads the applications of the whole country.
    permitted = list(cooperatives_where(request.user, Area.FAIRS))
    if not permitted:
        raise Http404
    page = Paginator(applications_of(permitted), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "standings": standings_of(list(page.object_list))}
    return render(request, "marketplace/workspace/fairs/applications.html", frame(request) | context)


@never_cache
@login_required
@require_GET
def detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One application of one's own."""
    return _page(request, get_object_or_404(applications_for(request.user), public_id=public_id))


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def act(request: SignedInRequest, public_id: str, name: str) -> HttpResponse:
    """Do one thing with an application, once; refused in plain words beside what was typed."""
    application, chosen = get_object_or_404(applications_for(request.user), public_id=public_id), ACTS.get(name)
    if chosen is None:
        raise Http404
    if request.method == "GET":
        # The page of a refusal was loaded again, or in another language.
        return redirect("workspace:application", public_id=public_id)
    form = chosen.form(request.POST)
    if not form.is_valid():
        return _page(request, application, form=form)
    try:
        fresh = act_once(
            request.POST,
            action=f"workspace.application.{name}",
            act=lambda: chosen.do(application, request.user, form.cleaned_data),
        )
    except REFUSALS as refusal:
        application = applications_for(request.user).get(pk=application.pk)
        return _page(request, application, form=form, note=refusal_of(refusal))
    messages.success(request, str(chosen.done) if fresh else _("This was done already."))
    return redirect("workspace:application", public_id=public_id)


def _page(
    request: SignedInRequest, application: Application, *, form: forms.Form | None = None, note: str = ""
) -> HttpResponse:
    appeal = Appeal.objects.filter(application=application).first()
    standing = standing_of(application, rank=rank_in_list(application))
    open_to = _open_to(application, appeal)
    context: dict[str, Any] = {
        "application": application,
        "standing": standing,
        "note": note,
        "appeal": appeal,
        "appeal_text": appeal_text(appeal) if appeal else "",
        "appeal_form": form if isinstance(form, AppealForm) else AppealForm(),
        "give_up_form": form if isinstance(form, GiveUpForm) else GiveUpForm(),
        # What somebody wrote into a form that is not there any more.
        "typed": form.data.get("text", "") if isinstance(form, AppealForm) and not open_to["may_appeal"] else "",
        **open_to,
        **summary_of(application),
    }
    status = 422 if form is not None else 200
    return render(request, "marketplace/workspace/fairs/application.html", frame(request) | context, status=status)


def _open_to(application: Application, appeal: Appeal | None) -> dict[str, bool]:
    """Which of the acts the page offers now."""
    status, of = application.status, ApplicationStatus
    is_open = application.call.status == CallStatus.OPEN
    is_over = application.call.stop.ends_at <= clock.now()
    may_answer = is_asked(application) and not is_over
    return {
        "is_open": is_open,
        "may_send": is_open and status in (of.DRAFT, of.WITHDRAWN),
        "may_change": is_open and status == of.SENT,
        "may_take_back": status in (of.DRAFT, of.SENT),
        "may_come": may_answer and status == of.SELECTED,
        "may_take": may_answer and status == of.OFFERED,
        "may_give_up": not is_over and status in (of.SELECTED, of.WAITING, of.CONFIRMED),
        "may_appeal": not is_over and status == of.REFUSED and appeal is None,
        "has_stall": status == of.CONFIRMED and application.participation is not None,
    }

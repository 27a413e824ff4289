"""Acts: what staff do with a row besides editing it. Each is asked first, done once, and ends in one service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib.admin.utils import quote, unquote
from django.forms import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove
from cooperatives.idempotency import FIELD, new_token
from marketplace.once import act_once
from marketplace.staff.forms.base import ActForm, Refusal, Refusals, Text, expected, said

ELSEWHERE = Refusal(gettext_lazy("It stands elsewhere by now: somebody was faster, or it does not go this way."))


def _always(_row: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """Something done with a row: its button, what it asks, the service that does it, what that may refuse."""

    name: str
    title: Text
    done: Text
    do: Callable[[Any, User, Mapping[str, Any]], object]
    form: type[ActForm] = ActForm
    explained: Text = ""
    # What is pressed to do it, where the title does not say so.
    button: Text = ""
    icon: str = "arrow-right"
    is_offered: Callable[[Any], bool] = _always
    refusals: Refusals = field(default_factory=dict)

    @property
    def answers(self) -> Refusals:
        return {ForbiddenMove: ELSEWHERE, **self.refusals}


class ActView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Ask for what an act needs, then do it; whoever may change a row may act on it."""

    template_name = "marketplace/staff/act.html"
    permission_required = "change"
    model: Any = None
    acts: Mapping[str, Act] = {}
    names: Any = None
    index_url_name = ""
    inspect_url_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["name"] not in self.acts:
            raise Http404
        self.act = self.acts[kwargs["name"]]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.user_has_permission("change"):
            return super().dispatch(request, *args, **kwargs)
        self.object = get_object_or_404(self.model._default_manager, pk=unquote(str(kwargs["pk"])))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.act.is_offered(self.object):
            return self._refused(str(ELSEWHERE.text))
        return self.render_to_response(self.get_context_data(form=self.act.form(subject=self.object)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.act.form(request.POST, request.FILES, subject=self.object)
        if not form.is_valid():
            return self._again(form)
        try:
            fresh = act_once(
                request.POST,
                action=f"staff.{self.model._meta.model_name}.{self.act.name}"[:60],
                act=lambda: self.act.do(self.object, cast(User, request.user), form.cleaned_data),
            )
        except expected(self.act.answers) as error:
            refusal = said(error, self.act.answers)
            if refusal is None:
                raise
            return self._answer(form, *refusal)
        if fresh:
            messages.success(request, self.act.done)
        else:
            messages.warning(request, _("This was done already."))
        return redirect(self._back())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        once = self.request.POST.get(FIELD) or new_token()
        media = kwargs["form"].media
        return super().get_context_data(**kwargs) | {
            "act": self.act,
            "object": self.object,
            "once": once,
            "back": self._back(),
            "media": media,
        }

    def get_page_title(self) -> Text:
        return self.act.title

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": self.names.many},
            {"url": self._back(), "label": str(self.object)},
            {"url": "", "label": self.act.title},
        ]

    def _answer(self, form: ActForm, field_name: str | None, text: Text) -> HttpResponse:
        """Beside the field where there is one, with what was typed; else on the row's page."""
        if form.fields:
            form.add_error(field_name if field_name in form.fields else None, ValidationError(text))
            return self._again(form)
        return self._refused(str(text))

    def _again(self, form: ActForm) -> HttpResponse:
        messages.validation_error(self.request, _("Not done yet: look at what is marked below."), form)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _refused(self, text: str) -> HttpResponse:
        messages.error(self.request, text)
        return redirect(self._back())

    def _back(self) -> str:
        return reverse(self.inspect_url_name, args=[quote(self.object.pk)])

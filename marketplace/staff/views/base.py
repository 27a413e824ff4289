"""Lists, pages and forms of the staff. Nothing is deleted here, and nothing is written but by a service."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.contrib.admin.utils import quote
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cooperatives.idempotency import FIELD, new_token
from marketplace.once import act_once
from marketplace.staff.forms.base import ServiceForm, Text, expected, said
from marketplace.staff.views.acts import Act, ActView
from marketplace.staff.views.columns import link_column


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the page of a row says."""

    label: Text
    value: Any
    # Phones, codes and the like read from left to right in every language.
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A table on the page of a row, and where more of it is added."""

    title: Text
    table: Table
    add_url: str = ""
    add_label: Text = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What a person reads for one row, for many, and for adding one."""

    one: Text
    many: Text
    add: Text = field(default="")


def page_of(viewset: str) -> Callable[[Any], str]:
    """The address of a row's page, by the name of its viewset."""
    return lambda row: reverse(f"{viewset}:inspect", args=[quote(row.pk)])


def form_of(viewset: str) -> Callable[[Any], str]:
    """The address of the form on a row, by the name of its viewset."""
    return lambda row: reverse(f"{viewset}:edit", args=[quote(row.pk)])


def adding(viewset: str, **given: Any) -> str:
    """The address of an empty form with some fields filled."""
    return f"{reverse(f'{viewset}:add')}?{urlencode(given)}"


def table(columns: Sequence[Column], rows: Any) -> Table:
    """A table of a row's page; `rows` are read here, once."""
    return Table(columns, list(rows))


class Titled:
    """Titles and crumbs in our own words, where Wagtail would take a model's."""

    names = Names("", "")
    inspect_url_name: str | None = None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [{"url": reverse(self.index_url_name), "label": self.names.many}]  # type: ignore[attr-defined]
        subject = getattr(self, "object", None)
        if subject is not None and subject.pk and self.inspect_url_name and self.own_crumb():
            items.append({"url": reverse(self.inspect_url_name, args=[quote(subject.pk)]), "label": str(subject)})
        return [*self.breadcrumbs_items, *items, {"url": "", "label": self.own_crumb() or str(subject)}]  # type: ignore[attr-defined]

    def own_crumb(self) -> Text:
        """What this page is called below the row's own page; empty for that page itself."""
        return ""


class ListView(Titled, generic.IndexView):
    """A list that is searched in the row's own search text, and whose rows are read with what they show."""

    rows: Callable[[], QuerySet] | None = None
    find: Callable[[QuerySet, str], QuerySet] | None = None
    inspect_url_name = None

    @cached_property
    def is_searchable(self) -> bool:
        return self.find is not None

    def get_base_queryset(self) -> QuerySet:
        return self.rows() if self.rows else super().get_base_queryset()

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return self.find(queryset, self.search_query) if self.find and self.is_searching else queryset

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.names.many}]

    @cached_property
    def columns(self) -> list[Column]:
        first, *others = self.list_display
        return [link_column(first, self.url_of), *others]

    def url_of(self, row: Model) -> str | None:
        """The row's own page, or its form where it has no page."""
        return self.get_inspect_url(row) or self.get_edit_url(row)

    def get_list_buttons(self, instance: Model) -> list[Any]:
        """None: what can be done with a row stands on its page, and asking for each row would cost queries."""
        return []


class ThroughService(Titled):
    """A form view whose row is written by the form's service, in one transaction with the form's token."""

    template_name = "marketplace/staff/form.html"

    def form_valid(self, form: ServiceForm) -> HttpResponse:
        self.form = form
        try:
            fresh = self.write(form)
        except expected(form.refusals) as error:
            refusal = said(error, form.refusals)
            if refusal is None:
                raise
            field_name, text = refusal
            form.add_error(field_name if field_name in form.fields else None, forms.ValidationError(text))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)  # type: ignore[attr-defined]
        if not fresh:
            messages.warning(self.request, _("This was done already."))  # type: ignore[attr-defined]
            return redirect(self.index_url_name)  # type: ignore[attr-defined]
        return self.save_action()  # type: ignore[attr-defined]

    def write(self, form: ServiceForm) -> bool:
        """Call the form's service; False when this very form was sent before."""
        self.object = form.carry_out(by=self.request.user)  # type: ignore[attr-defined]
        return True

    def get_success_url(self) -> str:
        if self.inspect_url_name:
            return reverse(self.inspect_url_name, args=[quote(self.object.pk)])
        return reverse(self.index_url_name)  # type: ignore[attr-defined]

    def get_success_message(self, *_args: Any) -> str:
        return _("Saved: %(row)s") % {"row": self.object}

    def get_success_buttons(self) -> list[Any]:
        return []

    def get_error_message(self) -> str:
        return _("Not saved yet: look at what is marked below.")


class NewView(ThroughService, generic.CreateView):
    """A form for a new row; sent twice, it adds one."""

    inspect_url_name = None

    def write(self, form: ServiceForm) -> bool:
        def add() -> None:
            self.object = form.carry_out(by=self.request.user)

        return act_once(self.request.POST, action=f"staff.{self.model._meta.model_name}.create", act=add)

    def get_initial(self) -> dict[str, Any]:
        given = {name: self.request.GET[name] for name in self.form_class.prefilled if name in self.request.GET}
        return super().get_initial() | given

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        once = self.request.POST.get(FIELD) or new_token()
        return super().get_context_data(**kwargs) | {"once": once}

    def own_crumb(self) -> Text:
        return self.names.add


class ChangeView(ThroughService, generic.EditView):
    """A form on a row that is there."""

    inspect_url_name = None

    def own_crumb(self) -> Text:
        return _("Edit")

    def get_page_subtitle(self) -> str:
        return str(self.model._default_manager.get(pk=self.object.pk)) if self.form.is_bound else str(self.object)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []


class RowView(Titled, generic.InspectView):
    """The page of one row: what is known of it, what belongs to it, and what can be done with it."""

    template_name = "marketplace/staff/row.html"
    acts: tuple[Act, ...] = ()
    act_url_name = ""
    facts: Callable[[Any], Sequence[Fact]] | None = None
    related: Callable[[Any, HttpRequest], Sequence[Related]] | None = None

    def get_fields(self) -> list[str]:
        return []

    def get_page_title(self) -> Text:
        return self.names.one

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.user_has_permission("change")
        offered = [act for act in self.acts if may and act.is_offered(self.object)]
        return super().get_context_data(**kwargs) | {
            "facts": self.facts(self.object) if self.facts else [],
            "related": self.related(self.object, self.request) if self.related else [],
            "edit_url": self.get_edit_url(),
            "acts": [(act, reverse(self.act_url_name, args=[quote(self.object.pk), act.name])) for act in offered],
        }


class StaffViewSet(ModelViewSet):
    """A list with a page and, where a form is given, forms for one kind of row.

    Without deleting, copying and Wagtail's own history: rows here are hidden, suspended or
    withdrawn by acts, and every act stands in the audit log.
    """

    names: ClassVar[Names]
    form: ClassVar[type[ServiceForm] | None] = None
    is_addable = True
    is_editable = True
    acts: ClassVar[tuple[Act, ...]] = ()
    # Methods of a subclass: find(rows, words), facts(row), related(row, request).
    find: Any = None
    facts: Any = None
    related: Any = None
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 30
    index_view_class = ListView
    add_view_class = NewView
    edit_view_class = ChangeView
    inspect_view_class = RowView

    def rows(self) -> QuerySet:
        """What the list shows, read with all that its columns need."""
        return self.model._default_manager.all()

    @cached_property
    def menu_label(self) -> Text:
        return self.names.many

    def get_form_class(self, for_update: bool = False) -> type[ServiceForm] | None:
        return self.form

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        may_add, may_edit = (self.form is not None and may for may in (self.is_addable, self.is_editable))
        return super().get_common_view_kwargs(
            **{
                "names": self.names,
                "history_url_name": self.UNDEFINED,
                "usage_url_name": self.UNDEFINED,
                "delete_url_name": self.UNDEFINED,
                "add_url_name": self.get_url_name("add") if may_add else self.UNDEFINED,
                "edit_url_name": self.get_url_name("edit") if may_edit else self.UNDEFINED,
                "verbose_name": self.names.one,
                "verbose_name_plural": self.names.many,
                **kwargs,
            }
        )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(
            page_title=self.names.many, add_item_label=self.names.add, rows=self.rows, find=self.find, **kwargs
        )

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_add_view_kwargs(
            page_title=self.names.add,
            page_subtitle=self.names.one,
            submit_button_label=gettext_lazy("Save"),
            submit_button_active_label=gettext_lazy("Saving…"),
            **kwargs,
        )

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_edit_view_kwargs(
            submit_button_label=gettext_lazy("Save"), submit_button_active_label=gettext_lazy("Saving…"), **kwargs
        )

    def get_inspect_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_inspect_view_kwargs(
            acts=self.acts,
            act_url_name=self.get_url_name("act"),
            facts=self.facts,
            related=self.related,
            **kwargs,
        )

    @property
    def act_view(self) -> Any:
        return self.construct_view(ActView, acts={act.name: act for act in self.acts})

    def get_urlpatterns(self) -> list[Any]:
        pk = f"<{self.pk_path_converter}:pk>"
        patterns = [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]
        if self.inspect_view_enabled:
            patterns.append(path(f"inspect/{pk}/", self.inspect_view, name="inspect"))
        if self.form and self.is_addable:
            patterns.append(path("new/", self.add_view, name="add"))
        if self.form and self.is_editable:
            patterns.append(path(f"edit/{pk}/", self.edit_view, name="edit"))
        if self.acts:
            patterns.append(path(f"inspect/{pk}/<slug:name>/", self.act_view, name="act"))
        return patterns

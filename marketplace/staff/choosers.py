"""Windows in which staff choose a commune or a cooperative by what people call it."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser

from cooperatives.enums import OrganisationKind
from cooperatives.models import Cooperative
from cooperatives.territory.models import Commune
from cooperatives.texts import LANGUAGES, search_form


class _SearchForm(BaseFilterForm):
    """One field in which people type a name as they know it."""

    q = forms.CharField(label=_("Search"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False)

    def filter(self, objects: QuerySet) -> QuerySet:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return self.find(super().filter(objects), self.search_query) if self.is_searching else objects

    def find(self, objects: QuerySet, words: str) -> QuerySet:
        raise NotImplementedError


class _CommuneSearch(_SearchForm):
    def find(self, objects: QuerySet, words: str) -> QuerySet:
        """By the names of places in it too: people know their city or douar, not the commune."""
        condition = Q(places__search_text__contains=search_form(words))
        for language in LANGUAGES:
            condition |= Q(**{f"name_{language}__icontains": words})
        return objects.filter(condition).distinct()


class _CooperativeSearch(_SearchForm):
    def find(self, objects: QuerySet, words: str) -> QuerySet:
        return objects.filter(search_text__contains=search_form(words))


class _ChooseCommune(ChooseView):
    filter_form_class = _CommuneSearch


class _ChooseCommuneResults(ChooseResultsView):
    filter_form_class = _CommuneSearch


class _ChooseCooperative(ChooseView):
    filter_form_class = _CooperativeSearch


class _ChooseCooperativeResults(ChooseResultsView):
    filter_form_class = _CooperativeSearch


def full_name(commune: Commune) -> str:
    """A commune with its province and region: several share a name."""
    return f"{commune.name} — {commune.province.name}, {commune.province.region.name}"


class _CommuneWidget(BaseChooser):
    def get_instance(self, value: Any) -> Any:
        if value is None or isinstance(value, Commune):
            return value
        return Commune.objects.select_related("province__region").filter(pk=value).first()

    def get_display_title(self, instance: Commune) -> str:
        return full_name(instance)


class CommuneChooser(ChooserViewSet):
    """Choosing a commune."""

    model = Commune
    icon = "site"
    choose_one_text = _("Choose a commune")
    choose_another_text = _("Choose another commune")
    choose_view_class = _ChooseCommune
    choose_results_view_class = _ChooseCommuneResults
    base_widget_class = _CommuneWidget

    def get_object_list(self) -> QuerySet:
        return Commune.objects.select_related("province__region")


class CooperativeChooser(ChooserViewSet):
    """Choosing a cooperative."""

    model = Cooperative
    icon = "group"
    choose_one_text = _("Choose a cooperative")
    choose_another_text = _("Choose another cooperative")
    choose_view_class = _ChooseCooperative
    choose_results_view_class = _ChooseCooperativeResults

    def get_object_list(self) -> QuerySet:
        return Cooperative.objects.defer("story", "phone")


class UnionChooser(CooperativeChooser):
    """Choosing a union of cooperatives."""

    # A form that means a cooperative of any kind keeps the window for those.
    register_widget = False
    choose_one_text = _("Choose a union")
    choose_another_text = _("Choose another union")

    def get_object_list(self) -> QuerySet:
        return super().get_object_list().filter(kind=OrganisationKind.UNION)


commune_chooser = CommuneChooser("commune_chooser")
cooperative_chooser = CooperativeChooser("cooperative_chooser")
union_chooser = UnionChooser("union_chooser")

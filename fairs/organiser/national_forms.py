"""Which editions the screen over all of them shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.territory.models import Region
from fairs.business_days import CASABLANCA
from fairs.models import Edition
from fairs.organiser.forms import FilterForm


@dataclass(frozen=True, slots=True)
class Period:
    """Days between which an edition begins, both counted."""

    first: date | None
    last: date | None

    def covers(self, edition: Edition) -> bool:
        begins = edition.starts_at.astimezone(CASABLANCA).date()
        return (self.first is None or begins >= self.first) and (self.last is None or begins <= self.last)


class NationalFilterForm(FilterForm):
    """Programme, region, year and period. A value that is not offered, or no day, is not applied."""

    first = forms.DateField(label=_("Begins from"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("Begins until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, editions: Sequence[Edition], regions: Iterable[Region], **kwargs: Any) -> None:
        programmes = {edition.programme_id: edition.programme for edition in editions}
        years = sorted({edition.starts_at.astimezone(CASABLANCA).year for edition in editions}, reverse=True)
        super().__init__(
            *args, programmes=[programmes[key] for key in sorted(programmes)], regions=regions, years=years, **kwargs
        )

    def editions_within(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in wanted.items() if name in ("programme", "region", "year")}

    def period(self, wanted: Mapping[str, Any]) -> Period:
        return Period(wanted.get("first"), wanted.get("last"))

"""The page of public figures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperatives.enums import OrganisationKind
from fairs.enums import Evidence
from fairs.impact.selectors import Impact, impact
from fairs.revenue.public import OTHER

# The same colour for the same evidence as on the organisers' screens, what is surest first.
TONES = {Evidence.ITEMISED: 1, Evidence.DECLARED: 2, Evidence.ESTIMATED: 3, OTHER: 4}


@require_safe
def impact_page(request: HttpRequest) -> HttpResponse:
    figures = impact()
    return render(request, "fairs/impact/index.html", {"impact": figures, **_charts(figures)})


def _charts(figures: Impact) -> dict[str, Any]:
    return {
        "evidence_rows": [
            {"label": _known(known), "value": figures.evidence[known], "tone": tone}
            for known, tone in TONES.items()
            if known in figures.evidence
        ],
        "region_rows": [
            {
                "label": region.name if region else _("Other regions, too few to tell apart"),
                "value": row.figures.turnover,
            }
            for region, row in figures.by_region
        ],
        "year_rows": [
            {"label": _("Other years") if row.key == OTHER else str(row.key), "value": row.figures.turnover}
            for row in figures.by_year
        ],
        "kind_rows": [
            {"label": str(OrganisationKind(kind).label), "value": count}
            for kind, count in figures.organisations.items()
        ],
    }


def _known(evidence: str) -> str:
    return _("In several ways, too few to tell apart") if evidence == OTHER else str(Evidence(evidence).label)

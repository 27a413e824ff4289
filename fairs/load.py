"""Write the four programmes and the published reference figures: base data of every installation."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from fairs.enums import ProgrammeKind
from fairs.models import Programme, ReferenceFigure

DATA = Path(__file__).parent / "data"
TRANSLATED = ("label", "attribution", "source", "note")

PROGRAMMES = (
    (
        ProgrammeKind.REGIONAL_FAIRS,
        "المعارض الجهوية للاقتصاد الاجتماعي والتضامني",
        "Salons régionaux de l'économie sociale et solidaire",
        "Regional fairs of the social and solidarity economy",
    ),
    (ProgrammeKind.NATIONAL_FAIRS, "المعارض الوطنية", "Salons nationaux", "National fairs"),
    (ProgrammeKind.MOBILE_MARKETS, "الأسواق المتنقلة", "Marchés itinérants", "Mobile markets"),
    (
        ProgrammeKind.PERMANENT_PLATFORMS,
        "المنصات الدائمة للتسويق",
        "Plateformes permanentes de commercialisation",
        "Permanent marketing platforms",
    ),
)


@transaction.atomic
def load_programmes() -> None:
    """Write the programmes that are missing; what staff edited since stays as it is."""
    for kind, arabic, french, english in PROGRAMMES:
        Programme.objects.get_or_create(
            code=kind, defaults={"kind": kind, "name_ar": arabic, "name_fr": french, "name_en": english}
        )


@transaction.atomic
def load_reference_figures() -> None:
    """Write the figures of `data/reference_figures.csv`, new or changed; safe to repeat."""
    with (DATA / "reference_figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ReferenceFigure.objects.update_or_create(key=row["key"].replace(".", "-"), defaults=_figure(row))


def _figure(row: dict[str, str]) -> dict[str, object]:
    texts = {f"{name}_{language}": row[f"{name}_{language}"] for name in TRANSLATED for language in ("ar", "fr", "en")}
    return texts | {
        "programme": row["programme"],
        "measure": row["measure"],
        "value": Decimal(row["value"]),
        "unit": row["unit"],
        "period_start": _day(row["period_start"]),
        "period_end": _day(row["period_end"]),
        "source_date": _day(row["source_date"]),
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

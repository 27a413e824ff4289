"""Write Morocco's regions, provinces, communes and place names from the files beside this one."""

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from django.db import models, transaction

from cooperatives.territory.models import Commune, Place, PlaceKind, Province, Region
from cooperatives.texts import search_form

DATA = Path(__file__).parent / "data"
BATCH = 500


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file among the territory's data."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_territory() -> None:
    """Write all rows, new or changed; safe to repeat."""
    _write([_region(row) for row in rows("regions.csv")], key="code")
    _write([_province(row) for row in rows("provinces.csv")], key="code")
    communes = [_commune(row) for row in rows("communes.csv")]
    _write(communes, key="code")
    by_code = {commune.code: commune for commune in communes}
    places = [_place_of(commune) for commune in communes]
    places += [_place_named(number, row, by_code) for number, row in enumerate(rows("place_aliases.csv"), 1)]
    _write(places, key="public_id")


def _write(instances: Sequence[models.Model], *, key: str) -> None:
    model = type(instances[0])
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key and field.name != key]
    model._default_manager.bulk_create(
        instances, batch_size=BATCH, update_conflicts=True, unique_fields=[key], update_fields=fields
    )


def _names(row: dict[str, str]) -> dict[str, str]:
    english = row.get("name_en") or row["name_fr"]
    return {"name_ar": row["name_ar"], "name_fr": row["name_fr"], "name_en": english, "name": row["name_ar"]}


def _region(row: dict[str, str]) -> Region:
    return Region(code=row["code"], slug=row["slug"], population=int(row["population_2024"]), **_names(row))


def _province(row: dict[str, str]) -> Province:
    return Province(code=row["code"], region_id=row["region_code"], kind=row["kind"], slug=row["slug"], **_names(row))


def _commune(row: dict[str, str]) -> Commune:
    return Commune(
        code=row["code"],
        province_id=row["province_code"],
        kind=row["kind"],
        slug=row["slug"],
        population=int(row["population_2024"] or 0),
        longitude=Decimal(row["lon"]) if row["lon"] else None,
        latitude=Decimal(row["lat"]) if row["lat"] else None,
        **_names(row),
    )


def _place_of(commune: Commune) -> Place:
    kind = PlaceKind.CITY if commune.kind == "urban" else PlaceKind.COMMUNE
    return _place(f"c{commune.code}", commune, kind, {n: getattr(commune, f"name_{n}") for n in ("ar", "fr", "en")})


def _place_named(number: int, row: dict[str, str], communes: dict[str, Commune]) -> Place:
    """An alias is another way to write a city; quarters and douars are places of their own."""
    kind = PlaceKind.CITY if row["kind"] == "alias" else PlaceKind(row["kind"])
    names = {"ar": row["name_ar"], "fr": row["name_fr"], "en": row["name_fr"]}
    return _place(f"n{number:04d}", communes[row["commune_code"]], kind, names)


def _place(public_id: str, commune: Commune, kind: PlaceKind, names: dict[str, str]) -> Place:
    return Place(
        public_id=public_id,
        commune_id=commune.code,
        kind=kind,
        search_text=search_form(f"{names['ar']} {names['fr']}"),
        name=names["ar"],
        **{f"name_{language}": name for language, name in names.items()},
    )

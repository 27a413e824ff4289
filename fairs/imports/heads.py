"""Which column of a list says what, by its head in Arabic, French or English."""

from collections.abc import Mapping, Sequence

from cooperatives.formats.lists import Row
from cooperatives.texts import search_form

FIELDS = ("name", "register_number", "ice", "counts_on", "amount", "people", "women")
HEADS_WITHIN = 15
# In the form in which texts are compared. The longest words that a head holds decide.
_WORDS: Mapping[str, str] = {
    "name": "name|organisation|organization|cooperative|participant|exhibitor|nom|denomination|raison sociale|exposant"
    "|nom de la cooperative|organisme|الاسم|اسم|اسم التعاونية|التعاونية|تعاونية|العارض|اسم العارض|المشارك|التسمية"
    "|الهيئة|اسم الهيئة",
    "register_number": "register number|registration number|register|rc|n rc|numero de registre|numero du registre"
    "|numero d'enregistrement|numero d'immatriculation|n d'immatriculation|immatriculation|n registre|registre"
    "|رقم السجل|السجل|رقم التسجيل|رقم القيد|رقم التقييد|السجل المحلي|رقم السجل المحلي",
    "ice": "ice|i c e|n ice|identifiant commun de l'entreprise|identifiant commun|المعرف الموحد|المعرف الموحد للمقاولة"
    "|رقم التعريف الموحد|التعريف الموحد للمقاولة",
    "counts_on": "day|date|jour|journee|اليوم|يوم|التاريخ|تاريخ",
    "amount": "amount|total|turnover|sales|total sales|montant|chiffre d'affaires|ca|c a|ventes|recette|recettes"
    "|total des ventes|montant des ventes|المبلغ|مبلغ|المجموع|مجموع|رقم المعاملات|المبيعات|مجموع المبيعات"
    "|مبلغ المبيعات|المداخيل",
    "people": "people|persons|number of people|personnes|nombre de personnes|effectif|nombre|عدد الاشخاص|الاشخاص|العدد"
    "|عدد|عدد المشاركين|عدد الافراد",
    "women": "women|number of women|femmes|nombre de femmes|dont femmes|النساء|نساء|عدد النساء|منهم نساء|من بينهم نساء"
    "|الاناث|عدد الاناث",
}
_KNOWN = {search_form(words): field for field, alternatives in _WORDS.items() for words in alternatives.split("|")}


def head_row(rows: Sequence[Row]) -> int:
    """The place of the row with the heads: the first of those with the most that are known."""
    known = [len(set(columns_of(row).values())) for row in rows[:HEADS_WITHIN]]
    return known.index(max(known)) if max(known, default=0) else _first_filled(rows)


def _first_filled(rows: Sequence[Row]) -> int:
    return next((place for place, row in enumerate(rows) if any(row)), 0)


def columns_of(heads: Row) -> dict[str, int]:
    """What is known of the columns: field -> place. Of two columns for one field the clearer counts, then the first."""
    best: dict[str, tuple[int, int]] = {}
    for place, head in enumerate(heads):
        field, clearness = _meant(search_form(head))
        if field and clearness > best.get(field, (0, 0))[0]:
            best[field] = (clearness, place)
    return {field: place for field, (_clearness, place) in best.items()}


def _meant(head: str) -> tuple[str, int]:
    """The field that a head names, and how clearly: a head that is nothing else is clearer than one that holds it."""
    if head in _KNOWN:
        return _KNOWN[head], 1000
    held = [words for words in _KNOWN if f" {words} " in f" {head} "]
    words = max(held, key=len, default="")
    return (_KNOWN[words], len(words)) if words else ("", 0)

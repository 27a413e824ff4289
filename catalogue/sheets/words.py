"""What is wrong with a sheet or one of its rows, in plain words of the language of the page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalogue.sheets.columns import BY_FIELD
from cooperatives.formats.lists import MOST_ROWS

_ROWS: dict[str, str | Promise] = {
    "unknown_code": _("None of your products has this code. Leave the cell empty for a new product."),
    "twice_in_sheet": _("This product stands in row %(row)s already: keep one of the two rows."),
    "no_name": _("Write what it is called, in one language at least."),
    "name_twice": _("Row %(row)s has the same name and content: keep one of the two rows."),
    "name_taken": _("You have a product of this name. To change it, write its code %(code_of)s in the first column."),
    "no_kind": _("Say what kind of product it is: choose one from the list."),
    "unknown_kind": _("This kind is not in the list: choose one from the list."),
    "no_price": _("Write the price."),
    "price_not_a_number": _("A price is a number, such as 45 or 45,50."),
    "price_zero": _("The price must be more than 0."),
    "amount_too_large": _("This is too much: look at the number again."),
    "not_a_number": _("This must be a number, such as 12 or 2,5."),
    "below_zero": _("This cannot be less than 0."),
    "zero": _("This must be more than 0."),
    "too_large": _("This is too much: look at the number again."),
    "too_many_places": _("Write three digits at most after the comma."),
    "not_whole": _("Write a whole number."),
    "too_long": _("This text is too long."),
    "unknown_unit": _("This unit is not in the list: choose one from the list."),
    "content_half": _("The net content needs its number and its unit: write both or none."),
    "only_one": _("There is only one of this product: the quantity is 1 or 0."),
    "one_by_weight": _("Only what is sold by the piece can be the only one."),
    "promised": _("%(promised)s are promised to orders: there must be as many at least."),
    "law_asks": _("Shoppers know it, and the law asks for this: write it, or leave the rest of the row as it was."),
    "changed_meanwhile": _("Somebody changed this after the sheet was read. Send the sheet again."),
    "gone": _("This product was deleted after the sheet was read."),
    "undo_bought": _("It stays: somebody bought it, or it is listed for a fair."),
    "undo_hidden": _("Shoppers know it already, so it cannot vanish: it is hidden, with nothing in stock."),
    "undo_changed": _("It stays as it is: somebody changed it after the sheet was taken over."),
    "undo_counted": _("The quantity stays: somebody counted it after the sheet was taken over."),
    "undo_promised": _("Some of the quantity stays: it is promised to orders."),
    "undo_waits": _("Shoppers know it: we look at it first, then it is as before."),
    "undo_gone": _("It was deleted before."),
}
_FILES: dict[str, str | Promise] = {
    "not_xlsx": _("This is not a spreadsheet (XLSX). Save it as XLSX and choose it again."),
    "not_a_list": _("This file cannot be read. Save it as XLSX once more and choose it again."),
    "has_macros": _("There is a program (macro) in this file. Save it as XLSX without macros."),
    "too_large": _("The file is too large: 5 MB at most."),
    "no_rows": _("There is no product in this sheet."),
    "too_many_rows": _("There are too many rows: %(most)s at most. Share them between several files."),
    "no_heads": _("The heads of the columns are missing. Take our sheet and keep its first row."),
    "file_gone": _("The file is not there any more. Send it again."),
    "read_failed": _("Something went wrong on our side. Send the file once more. If it happens again, call us."),
    "load_failed": _(
        "Something went wrong on our side, and nothing of it was written. Try again, or put the sheet away. If it "
        "happens again, call us."
    ),
    "undo_failed": _(
        "Something went wrong on our side, and everything is as it was. Try again. If it happens again, call us."
    ),
}


def refusal_text(why: str) -> str:
    """Why a whole file is refused."""
    return str(_FILES.get(why, _FILES["not_a_list"])) % {"most": MOST_ROWS}


def problem_texts(problems: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Each problem of a row: the head of its column, what was typed there, and what is wrong with it."""
    language = (get_language() or "ar")[:2]
    return [
        {
            "column": BY_FIELD[each["column"]].head(language) if each["column"] in BY_FIELD else "",
            "value": str(each.get("value", "")),
            "text": str(_ROWS[each["code"]]) % each,
        }
        for each in problems
    ]

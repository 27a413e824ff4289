"""What is wrong with a row or a file, in plain words, with the way to mend it."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cooperatives.formats.days import day_text
from cooperatives.formats.numbers import money_text

FIELD_NAMES: Mapping[str, Any] = {
    "name": gettext_lazy("Name of the organisation"),
    "register_number": gettext_lazy("Register number"),
    "ice": gettext_lazy("ICE"),
    "counts_on": gettext_lazy("Business day"),
    "amount": gettext_lazy("Amount in dirhams"),
    "people": gettext_lazy("People at the stall"),
    "women": gettext_lazy("Of them, women"),
}
_PROBLEMS: Mapping[str, Any] = {
    "no_name": gettext_lazy("The name is missing. Write who it was."),
    "broken_ice": gettext_lazy("The ICE “%(text)s” is not right: it has 15 digits, the last two prove the others."),
    "unreadable_amount": gettext_lazy("The amount “%(text)s” cannot be read. Write it as 1250,50."),
    "negative_amount": gettext_lazy("The amount “%(text)s” is below zero."),
    "amount_too_large": gettext_lazy(
        "The amount “%(text)s” is ten million dirhams or more. Is there a digit too many?"
    ),
    "unreadable_day": gettext_lazy("The day “%(text)s” cannot be read. Write it as 31/08/2025."),
    "unreadable_count": gettext_lazy("“%(text)s” is no number of people."),
    "women_above_people": gettext_lazy("More women than people: %(text)s."),
    "no_day": gettext_lazy("No day is known for this row. Write on which day it counts."),
    "day_outside": gettext_lazy("%(day)s is no day of this edition."),
    "day_to_come": gettext_lazy("%(day)s has not come yet."),
    "stop_settled": gettext_lazy("The stop of %(day)s is closed for good: its figures never change."),
    "several": gettext_lazy("Several organisations have this name or number. Choose which one is meant."),
    "name_differs": gettext_lazy("The number is that of “%(name)s”, a quite different name."),
    "number_says_other": gettext_lazy("The number says “%(number)s”, the name says “%(name)s”. Choose who is meant."),
    "numbers_disagree": gettext_lazy(
        "The register number says “%(register)s”, the ICE says “%(ice)s”. Choose who is meant."
    ),
    "number_differs": gettext_lazy("The name is that of “%(name)s”, which has another number with us."),
    "far_from_usual": gettext_lazy(
        "%(amount)s is more than a hundred times the usual (%(usual)s). Correct it, or say that it is right."
    ),
    "total_differs": gettext_lazy(
        "A total of %(stands)s stands already for this day; the list says %(amount)s. Choose which one counts."
    ),
    "kind_unknown": gettext_lazy("Say what kind of organisation the new one is."),
    "ice_taken": gettext_lazy("The ICE belongs to “%(name)s”, which we know. Choose it instead of a new organisation."),
}
_REFUSED: Mapping[str, Any] = {
    "too_large": gettext_lazy("The file is too large: 5 MB at most."),
    "not_a_list": gettext_lazy("This file cannot be read as a list. Save it as XLSX or CSV and choose it again."),
    "no_rows": gettext_lazy("The file has no rows below its heads."),
    "too_many_rows": gettext_lazy("The list has more than 5000 rows. Cut it in parts."),
    "file_gone": gettext_lazy("The file is not there any more. Give this import up and choose the file again."),
    "proof_too_large": gettext_lazy("%(name)s is too large: 8 MB at most."),
    "proof_unfit": gettext_lazy("%(name)s is no PDF, JPEG or PNG."),
    "too_many_proofs": gettext_lazy("A list has ten proofs at most."),
}


def problem_text(problem: Mapping[str, Any]) -> str:
    """One problem of a row as a sentence."""
    if problem["code"] == "twice":
        return _twice(problem["rows"])
    return str(_PROBLEMS[problem["code"]]) % {name: _shown(name, value) for name, value in problem.items()}


def problem_texts(problems: Iterable[Mapping[str, Any]]) -> list[str]:
    return [problem_text(problem) for problem in problems]


def refusal_text(why: str, *, name: str = "") -> str:
    """Why a file was refused."""
    return str(_REFUSED[why]) % {"name": name}


def _twice(rows: list[int]) -> str:
    return ngettext(
        "Row %(rows)s is the same organisation on the same day. Leave one out, or mend name or day.",
        "Rows %(rows)s are the same organisation on the same day. Leave all but one out, or mend name or day.",
        len(rows),
    ) % {"rows": ", ".join(map(str, rows))}


def _shown(name: str, value: Any) -> str:
    if name in ("amount", "usual", "stands"):
        return money_text(Decimal(value))
    return day_text(date.fromisoformat(value)) if name == "day" else str(value)


def loaded_text(rows: int, organisations: int) -> str:
    """What loading came to, said to whoever loaded."""
    text = ngettext("%(rows)s row is in the book.", "%(rows)s rows are in the book.", rows) % {"rows": rows}
    if not organisations:
        return text
    new = ngettext(
        "%(count)s new organisation was written, unchecked and not on sale.",
        "%(count)s new organisations were written, unchecked and not on sale.",
        organisations,
    )
    return f"{text} {new % {'count': organisations}}"


def taken_back_text(kept: int) -> str:
    """What taking back came to."""
    text = _("The import is taken back: every total is what it was before.")
    if not kept:
        return text
    stay = ngettext(
        "%(count)s organisation that it made stays, unchecked: the book holds its corrected lines.",
        "%(count)s organisations that it made stay, unchecked: the book holds their corrected lines.",
        kept,
    )
    return f"{text} {stay % {'count': kept}}"

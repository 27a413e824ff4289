"""The lines of the log as a manager reads them: who, when, from where, what, before and after."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from catalogue.models import Product
from cooperatives.accounts.names import known_as
from cooperatives.audit.models import AuditEntry
from cooperatives.enums import CooperativeStatus, Role
from cooperatives.formats.days import day_text, hour_text
from cooperatives.formats.numbers import quantity_text
from cooperatives.models import Cooperative, Membership
from cooperatives.officers.enums import ConsentAct
from cooperatives.texts import LANGUAGES
from marketplace.storefront.selectors.product_page import ALLERGENS
from marketplace.workspace.people.log_words import ACTS, FIELDS, KINDS, VERBS, Text

A_PAGE = 20
CHOICES: Mapping[str, Mapping[str, Text]] = {
    "role": dict(Role.choices),
    "status": {**dict(CooperativeStatus.choices), **VERBS},
    "act": dict(ConsentAct.choices),
    "allergens": ALLERGENS,
}
MOMENT, DAY, NUMBER = re.compile(r"\d{4}-\d\d-\d\dT\d.*"), re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a row, with what stood there and what stands there now."""

    name: Text
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One act."""

    entry: AuditEntry
    what: Text
    about: str
    who: str
    on_behalf_of: str
    changes: Sequence[Change]


def lines_of(cooperative: Cooperative, *, before: int | None) -> tuple[list[LogLine], int | None]:
    """A page of a cooperative's log older than the key `before`, and the key that the next page begins below."""
    entries = AuditEntry.objects.filter(cooperative=cooperative).select_related("by", "on_behalf_of").order_by("-pk")
    if before is not None:
        entries = entries.filter(pk__lt=before)
    found = list(entries[: A_PAGE + 1])
    shown = found[:A_PAGE]
    names = _names(shown)
    lines = [_line(entry, names.get((entry.subject_type, entry.subject_id), "")) for entry in shown]
    return lines, shown[-1].pk if len(found) > A_PAGE else None


def _line(entry: AuditEntry, about: str) -> LogLine:
    return LogLine(
        entry=entry,
        what=_what(entry),
        about=about,
        who=_who(entry),
        on_behalf_of=known_as(entry.on_behalf_of) if entry.on_behalf_of else "",
        changes=list(_changes(entry)),
    )


def _what(entry: AuditEntry) -> Text:
    if entry.action in ACTS:
        return ACTS[entry.action]
    kind, _dot, verb = entry.action.rpartition(".")
    model = _model(entry)
    usual = str(model._meta.verbose_name).capitalize() if model else entry.action
    said = KINDS.get(kind) or KINDS.get(entry.subject_type.rpartition(".")[2]) or usual
    return f"{said}: {VERBS[verb]}" if verb in VERBS else said


def _who(entry: AuditEntry) -> str:
    if entry.by is None:
        return _("By itself, when it was due")
    return _("Staff of the platform") if entry.by.is_staff else known_as(entry.by)


def _names(entries: Sequence[AuditEntry]) -> dict[tuple[str, str], str]:
    """What the lines are about, where a name says more than a kind: two questions for a whole page."""
    keys = {kind: {each.subject_id for each in entries if each.subject_type == kind} for kind in _NAMED}
    members = Membership.objects.filter(pk__in=keys["cooperatives.membership"]).select_related("user")
    products = Product.objects.filter(pk__in=keys["catalogue.product"])
    return {
        **{("cooperatives.membership", str(each.pk)): known_as(each.user) for each in members},
        **{("catalogue.product", str(each.pk)): str(each.title) for each in products},
    }


_NAMED = ("cooperatives.membership", "catalogue.product")


def _changes(entry: AuditEntry) -> Iterator[Change]:
    model = _model(entry)
    for name in dict.fromkeys([*entry.before, *entry.after]):
        before, after = _value(name, entry.before.get(name), model), _value(name, entry.after.get(name), model)
        label = _label(name)
        # A new row is told by what was written, not by what was left empty.
        if label and before != after:
            yield Change(label, before, after)


def _label(name: str) -> Text:
    """The words for a part of a row; nothing for what a program wrote for itself, such as a key or a digest."""
    base, _underscore, language = name.rpartition("_")
    if language in LANGUAGES and base in FIELDS:
        return f"{FIELDS[base]} ({language})"
    if name in FIELDS:
        return FIELDS[name]
    # Some lines name what was changed in the words of the cooperative itself: a product of an order.
    return "" if name.isidentifier() and name.isascii() and name.islower() else name


def _value(name: str, value: Any, model: type[Model] | None) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(_said(name, str(each), model) for each in value)[:200]
    return _said(name, str(value), model)


def _said(name: str, value: str, model: type[Model] | None) -> str:
    """A value in the words of the page: a choice by its name, a day and a number as they are written there."""
    if value in CHOICES.get(name, {}):
        return str(CHOICES[name][value])
    for choice, words in _choices(name, model):
        if str(choice) == value:
            return str(words)
    if MOMENT.fullmatch(value) and (moment := parse_datetime(value)):
        return f"{day_text(moment)}, {hour_text(moment)}"
    if DAY.fullmatch(value):
        with suppress(ValueError):
            return day_text(date.fromisoformat(value))
    if NUMBER.fullmatch(value):
        return quantity_text(Decimal(value))
    return value[:300]


def _choices(name: str, model: type[Model] | None) -> Sequence[tuple[Any, Text]]:
    with suppress(FieldDoesNotExist):
        return list(getattr(model._meta.get_field(name), "flatchoices", ())) if model else []
    return []


def _model(entry: AuditEntry) -> type[Model] | None:
    try:
        return apps.get_model(entry.subject_type)
    except (LookupError, ValueError):
        return None

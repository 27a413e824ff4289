"""The lines of the log as a manager reads them: who, when, from where, what, before and after."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
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
from cooperatives.models import Cooperative, Membership
from cooperatives.officers.enums import ConsentAct
from cooperatives.texts import LANGUAGES
from marketplace.workspace.people.log_words import ACTS, FIELDS, KINDS, VERBS, Text

A_PAGE = 20
CHOICES: Mapping[str, Mapping[str, Text]] = {
    "role": dict(Role.choices),
    "status": dict(CooperativeStatus.choices),
    "act": dict(ConsentAct.choices),
}
# Of no use to a reader, or told elsewhere in the line.
UNSAID = frozenset({"id", "slug", "search_text", "version", "position", "created_at"})


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
        before, after = _value(name, entry.before.get(name)), _value(name, entry.after.get(name))
        label = _label(name, model)
        # A new row is told by what was written, not by what was left empty.
        if label and before != after:
            yield Change(label, before, after)


def _label(name: str, model: type[Model] | None) -> Text:
    """The words for a part of a row; nothing for keys of other rows and what is of no use."""
    if name in UNSAID or name.endswith(("_id", "_digest")):
        return ""
    base, _underscore, language = name.rpartition("_")
    if language in LANGUAGES and base in FIELDS:
        return f"{FIELDS[base]} ({language})"
    if name in FIELDS:
        return FIELDS[name]
    if model is not None:
        with suppress(FieldDoesNotExist):
            field = model._meta.get_field(name)
            return "" if field.is_relation else str(getattr(field, "verbose_name", name)).capitalize()
    return name.replace("_", " ").capitalize()


def _value(name: str, value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name in CHOICES and str(value) in CHOICES[name]:
        return str(CHOICES[name][str(value)])
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)[:200]
    if isinstance(value, str) and name.endswith("_at"):
        moment = parse_datetime(value)
        return f"{day_text(moment)}, {hour_text(moment)}" if moment else value
    if isinstance(value, str) and name.endswith("_on"):
        with suppress(ValueError):
            return day_text(date.fromisoformat(value))
    return str(value)[:300]


def _model(entry: AuditEntry) -> type[Model] | None:
    try:
        return apps.get_model(entry.subject_type)
    except (LookupError, ValueError):
        return None

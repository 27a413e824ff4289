"""Plain words for what was done in a committee, and for why rules clash."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cooperatives.audit.models import AuditEntry
from fairs.calls.models import Quota
from fairs.calls.naming import quota_name, quota_of_log
from fairs.selection.enums import DecisionOutcome, RefusalReason

ACTS: dict[str, Any] = {
    "committee.stood_aside": gettext_lazy("Stood aside"),
    "committee.handed_in": gettext_lazy("Handed in a sheet of points"),
    "committee.scoring_ended": gettext_lazy("Ended scoring"),
    "committee.agreed": gettext_lazy("Wrote points that were agreed on"),
    "proposal.ordered": gettext_lazy("Asked for a proposal"),
    "proposal.made": gettext_lazy("The proposal was made"),
    "proposal.clashed": gettext_lazy("No list keeps all rules"),
    "proposal.unsolved": gettext_lazy("The proposal was given up: too hard a question"),
    "decision.moved": gettext_lazy("Decided by hand"),
    "decision.undone": gettext_lazy("Took a decision back"),
    "decision.reasons_given": gettext_lazy("Gave one reason to several refusals"),
    "call.announced": gettext_lazy("Announced the decisions"),
    "minutes.drawn_up": gettext_lazy("Drew up minutes"),
    "appeal.answered": gettext_lazy("Answered an appeal"),
    "call.create": gettext_lazy("Wrote the call"),
    "call.change": gettext_lazy("Changed the call"),
    "call.open": gettext_lazy("Opened the call"),
    "call.criteria": gettext_lazy("Changed the criteria"),
    "call.quota_added": gettext_lazy("Added a quota"),
    "call.quota_removed": gettext_lazy("Took a quota away"),
    "call.areas": gettext_lazy("Changed the areas struck by disaster"),
    "call.copy": gettext_lazy("Copied the call"),
}


def act_words(act: AuditEntry, names: Mapping[str, str]) -> dict[str, str]:
    """What an act did, about whom, and what it says itself."""
    about = names.get(str(act.after.get("application", "")), "")
    return {"what": str(ACTS.get(act.action, act.action)), "about": about, "said": _said(act)}


def _said(act: AuditEntry) -> str:
    after = act.after
    told = [_outcome(act.before.get("outcome")), _outcome(after.get("outcome"))]
    parts = [" → ".join(one for one in told if one)]
    if after.get("points") is not None:
        parts.append(_("%(points)s points") % {"points": after["points"]})
    ready = (after.get("facts") or {}).get("ready") or after.get("ready")
    if ready in RefusalReason.values:
        parts.append(str(RefusalReason(ready).label))
    parts.append(str(after.get("reason") or after.get("answer") or ""))
    if act.action == "call.announced":
        parts.insert(0, _counts(after))
    if quota := after.get("quota") or act.before.get("quota"):
        parts.append(rule_text(quota_of_log(quota)))
    return " · ".join(part for part in parts if part)


def _counts(after: Mapping[str, Any]) -> str:
    said = _("%(selected)s come, %(waiting)s wait, %(refused)s do not come")
    return said % {name: after.get(name, 0) for name in ("selected", "waiting", "refused")}


def _outcome(value: Any) -> str:
    return str(DecisionOutcome(value).label) if value in DecisionOutcome.values else ""


def clash_words(clash: Mapping[str, Any], quotas: Sequence[Quota]) -> dict[str, Any]:
    """Which rules no list can keep together: the quotas with their names, and sentences that say by how much."""
    by_key = {str(quota.pk): quota for quota in quotas}
    named = [by_key[key] for key in clash["quotas"] if key in by_key]
    return {
        "quotas": [{"pk": quota.pk, "text": rule_text(quota)} for quota in named],
        "has_capacity": clash["has_capacity"],
        "has_by_person": clash["has_by_person"],
        "sentences": [*_shortfalls(clash, by_key), *_stalls(clash)],
    }


def rule_text(quota: Quota) -> str:
    """A quota with its numbers, as one reads it aloud."""
    parts = []
    if quota.at_least is not None:
        parts.append(_("at least %(count)s") % {"count": quota.at_least})
    if quota.at_most is not None:
        parts.append(_("at most %(count)s") % {"count": quota.at_most})
    return f"{quota_name(quota)}: {', '.join(parts)}"


def _shortfalls(clash: Mapping[str, Any], by_key: Mapping[str, Quota]) -> list[str]:
    found = []
    for short in clash["shortfalls"]:
        quota = by_key.get(short["part"]["quota"])
        if quota is None:
            continue
        if short["part"]["is_floor"]:
            said = _("%(quota)s: %(asked)s are asked for, %(reachable)s can be reached.")
        else:
            said = _("%(quota)s: %(asked)s are allowed, and no list has fewer than %(reachable)s.")
        about = {"quota": quota_name(quota), "asked": short["asked"], "reachable": short["reachable"]}
        found.append(said % about)
    return found


def _stalls(clash: Mapping[str, Any]) -> list[str]:
    needed = clash.get("stalls_needed")
    if needed is None:
        return []
    said = ngettext("The other rules need %(count)s stall.", "The other rules need %(count)s stalls.", needed)
    return [said % {"count": needed}]

"""The log of a committee's decisions: read from the audit log, which nobody can rewrite."""

from django.db.models import QuerySet

from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import subject_type
from fairs.calls.models import Call


def acts_of(call: Call) -> QuerySet[AuditEntry]:
    """Everything that was done to a call and in its committee, the latest first."""
    acts = AuditEntry.objects.filter(subject_type=subject_type(call), subject_id=str(call.pk))
    return acts.select_related("by").order_by("-pk")

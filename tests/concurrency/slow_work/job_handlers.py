"""A job whose effect can be counted."""

from cooperatives.audit.models import UsedToken
from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler
from tests.concurrency.slow_work import linger


@handler("slow")
def write_and_linger(job: Job) -> None:
    """Write one row, which would be a second one if the job were done twice."""
    done_before = UsedToken.objects.filter(action=f"slow-{job.subject_id}").count()
    UsedToken.objects.create(token=f"slow-{job.subject_id}-{done_before + 1}", action=f"slow-{job.subject_id}")
    linger("handling")

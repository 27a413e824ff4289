"""What comes due for accounts that are recovered."""

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler
from cooperatives.officers.recoveries import RECOVER
from cooperatives.officers.recovering import finish_due


@handler(RECOVER)
def recover(job: Job) -> None:
    """Give somebody who lost the telephone the new number, if nobody stopped it."""
    finish_due(recovery_id=job.subject_id)

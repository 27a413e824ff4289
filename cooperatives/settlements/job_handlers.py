"""What the worker does for settlements and payouts."""

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler
from cooperatives.settlements.services.steps import do_part
from cooperatives.settlements.services.work import STEP


@handler(STEP)
def step(job: Job) -> None:
    """Do the next part of what goes through many cooperatives."""
    do_part(work_id=job.subject_id)

"""What comes due for applications."""

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler
from fairs.applications.waiting import ANSWERS_END, lapse_unanswered


@handler(ANSWERS_END)
def answers_have_ended(job: Job) -> None:
    """Let the places go of those who did not say in time that they come, and offer them to the next in line."""
    lapse_unanswered(job.subject_id)

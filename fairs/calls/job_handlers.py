"""What comes due for calls."""

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler
from fairs.calls import notices
from fairs.calls.notices import TELL_DRAFTS, TELL_REGION


@handler(TELL_REGION)
def call_opened(job: Job) -> None:
    """Say to the next organisations that they may apply."""
    notices.tell_region(job=job)


@handler(TELL_DRAFTS)
def call_extended(job: Job) -> None:
    """Say to those who have not sent theirs that there is more time."""
    notices.tell_drafts(job=job)

"""What comes due for committees."""

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import calling_handler, handler
from fairs.selection.announcing import TELL_APPLICANTS
from fairs.selection.minutes import PRINT_MINUTES
from fairs.selection.minutes_paper import print_minutes
from fairs.selection.proposing import MAKE_PROPOSAL, make_proposal
from fairs.selection.telling import tell_applicants


@calling_handler(MAKE_PROPOSAL)
def proposal_is_wanted(job: Job) -> None:
    """Propose who comes: by the solver, which is a process of its own."""
    make_proposal(job=job)


@handler(TELL_APPLICANTS)
def decisions_were_announced(job: Job) -> None:
    """Tell every applicant of a call what was decided."""
    tell_applicants(job=job)


@calling_handler(PRINT_MINUTES)
def minutes_are_to_be_printed(job: Job) -> None:
    """Set a committee's minutes: by the typesetter, which is a process of its own."""
    print_minutes(job=job)

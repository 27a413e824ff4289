"""Why something cannot be done with an application."""

from datetime import datetime

from fairs.applications.models import Application
from fairs.calls.models import Call


class CallNotOpen(Exception):
    """Nobody applies to this call now: not yet, or no more."""

    def __init__(self, call: Call) -> None:
        super().__init__(call.public_id)
        self.call = call


class NotApproved(Exception):
    """Only organisations whose papers were checked apply."""


class AppliedAlready(Exception):
    """The organisation has an application to this call, and it was sent."""

    def __init__(self, application: Application) -> None:
        super().__init__(application.public_id)
        self.application = application


class TooManyStalls(Exception):
    """More stalls than one organisation may ask for."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most


class NothingToShow(Exception):
    """Neither a product nor a word says what would stand at the stall."""

    def __init__(self, application: Application) -> None:
        super().__init__(application.public_id)
        self.application = application


class NotChangeable(Exception):
    """What was taken back, or decided, is not written any more."""


class NothingToAnswer(Exception):
    """No place waits for the organisation's answer."""


class CrossedOut(Exception):
    """The organisers have written since that the organisation does not come."""


class AnswerTooLate(Exception):
    """The deadline of the answer has passed."""

    def __init__(self, answer_by: datetime | None) -> None:
        super().__init__(str(answer_by))
        self.answer_by = answer_by


class StopOver(Exception):
    """The stop is over: nobody gives up or takes a place of it any more."""


class AppealedBefore(Exception):
    """A refusal is appealed against once."""

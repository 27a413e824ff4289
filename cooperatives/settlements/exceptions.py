"""What settlements and payouts refuse; each names a fact, and doors say it in the person's words."""

from datetime import date, datetime

from cooperatives.accounts.models import User


class MonthNotOver(Exception):
    """The month is not over: there is nothing to settle and no statement yet."""

    def __init__(self, month: date) -> None:
        super().__init__(f"{month:%Y-%m}")
        self.month = month


class EarlierMonthOpen(Exception):
    """An earlier month is not final yet; months are settled one after the other."""

    def __init__(self, month: date) -> None:
        super().__init__(f"{month:%Y-%m}")
        self.month = month


class LaterMonthSettled(Exception):
    """A later month has settlements already, which begin with what this one ends with."""


class SettlementAlreadyFinal(Exception):
    """A final settlement never changes."""


class MonthNotFinal(Exception):
    """Only a month whose settlements are final is paid out."""


class WorkUnderWay(Exception):
    """Something is going through this month's or run's lines; it must end first."""


class ApprovedByItsAuthor(Exception):
    """Whoever prepared a payout run cannot approve it."""


class CheckedByItsAuthor(Exception):
    """Whoever wrote a bank account cannot check it."""


class RibDiffers(Exception):
    """The RIB typed from the bank's paper is not the one that was given."""


class AccountReplaced(Exception):
    """The cooperative has given another account since."""


class AccountSettledBefore(Exception):
    """The account was checked or turned down before."""


class FileTakenBefore(Exception):
    """The bank's file was downloaded: sent twice, it pays twice."""

    def __init__(self, by: User, at: datetime) -> None:
        super().__init__(f"{by} {at:%Y-%m-%d %H:%M}")
        self.by, self.at = by, at


class AllowedByItsTaker(Exception):
    """Whoever took the bank's file cannot allow it again."""


class NoBankTransfers(Exception):
    """The run has no line that goes through the bank."""


class PayerUnknown(Exception):
    """PAYER_NAME and PAYER_RIB are not set: nobody to take the money from."""


class SentLinesOpen(Exception):
    """A run is done once every line is paid or came back."""


class MarkedInTheFuture(Exception):
    """Nothing can have arrived on a day that is still to come."""


class MarkedBeforeItWasSent(Exception):
    """Nothing can have arrived before it was sent."""

"""What the house asks of whoever carries card payments, in its own words: one small interface, one provider behind it.

Amounts are dirhams with two places everywhere but inside the provider's module. No call of a gateway belongs inside
a transaction: claim, commit, call, record. What a call raises says what the caller may believe:

* `GatewayUnavailable`: nobody knows whether it happened; call again later with the same idempotency key;
* `GatewayRefused`: it did not happen, and asking the same again will not help;
* `NotKnownThere`: the provider has no such object (a simulator forgets everything when it is started again);
* `CannotList`: this provider cannot be asked that; reconciliation does without, and says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class SessionStatus(StrEnum):
    """How a hosted page stands: it can still be paid, it was used, it is shut."""

    OPEN = "open"
    COMPLETE = "complete"
    EXPIRED = "expired"


class PaymentStatus(StrEnum):
    """Whether the money of a session came; a complete session may be unpaid while a slow method is on its way."""

    PAID = "paid"
    UNPAID = "unpaid"


class IntentStatus(StrEnum):
    """How one collection of money stands at the provider."""

    WAITING = "waiting"  # for a card, an answer, a second try
    PROCESSING = "processing"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


class GatewayRefundStatus(StrEnum):
    """How a refund stands; one that succeeded can still fail days later."""

    PENDING = "pending"
    REQUIRES_ACTION = "requires_action"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"


class GatewayDisputeStatus(StrEnum):
    """How a dispute stands; an inquiry has taken no money yet, and one that was closed never did."""

    INQUIRY = "inquiry"
    CLOSED = "closed"
    OPEN = "open"
    WON = "won"
    LOST = "lost"


class EventAbout(StrEnum):
    """The kind of object that an event is a hint to read again."""

    SESSION = "session"
    INTENT = "intent"
    REFUND = "refund"
    DISPUTE = "dispute"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class SessionRequest:
    """A hosted page to open for one attempt at paying; every value stored beforehand, so that a repeat is the same."""

    reference: str  # our attempt; comes back with every event of the session
    amount: Decimal  # dirhams
    description: str
    success_url: str
    cancel_url: str
    expires_at: datetime
    idempotency_key: str
    email: str = ""
    language: str = "fr"
    currency: str = "MAD"
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class OpenSession:
    """A hosted page that was opened, and where to send the shopper."""

    session_id: str
    url: str
    expires_at: datetime
    intent_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class IntentState:
    """What one collection of money took: the authority on what was received."""

    intent_id: str
    status: IntentStatus
    amount: Decimal
    received: Decimal
    currency: str
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SessionState:
    """How a session stands now, with what was received by the word of its intent, not of the session."""

    session_id: str
    status: SessionStatus
    payment: PaymentStatus
    reference: str
    amount: Decimal
    received: Decimal
    currency: str
    intent_id: str | None = None
    intent_status: IntentStatus | None = None
    expires_at: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class RefundRequest:
    """Money to send back to the card that it came from."""

    intent_id: str
    amount: Decimal  # dirhams
    reference: str  # our refund; by it the refund is found again after the idempotency key is forgotten
    idempotency_key: str


@dataclass(frozen=True, kw_only=True)
class RefundState:
    """How a refund stands at the provider."""

    refund_id: str
    status: GatewayRefundStatus
    amount: Decimal
    currency: str
    intent_id: str | None = None
    reference: str = ""
    failure: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DisputeState:
    """How a shopper's complaint to their bank stands."""

    dispute_id: str
    status: GatewayDisputeStatus
    amount: Decimal
    currency: str
    reason: str
    intent_id: str | None = None
    answer_by: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ProviderEvent:
    """A signed message: a hint to read an object again, with what it said of a refund or a dispute."""

    event_id: str
    kind: str  # the provider's own name of it, for the record
    about: EventAbout
    created_at: datetime
    session_id: str | None = None
    intent_id: str | None = None
    refund_id: str | None = None
    dispute_id: str | None = None
    reference: str = ""  # of a session: our attempt; of a refund: our refund
    refund: RefundState | None = None
    dispute: DisputeState | None = None


@dataclass(frozen=True, kw_only=True)
class BalanceMovement:
    """One line of what the provider holds for us, in the currency that it settles in, which is not the dirham."""

    movement_id: str
    kind: str  # charge, refund, adjustment, payout, ... as the provider calls it
    amount: Decimal
    fee: Decimal
    net: Decimal
    currency: str
    created_at: datetime
    source_id: str = ""
    intent_id: str | None = None
    refund_id: str | None = None
    dispute_id: str | None = None
    # One unit of what the shopper paid in, in `currency`; None where nothing was converted.
    exchange_rate: Decimal | None = None


class GatewayError(Exception):
    """Something a gateway could not do."""


class CardPaymentsOff(GatewayError):
    """No gateway is configured: the house takes cash on delivery alone."""


class GatewayUnavailable(GatewayError):
    """A time-out, a broken line, the provider's own fault, or our key: the outcome is unknown, ask again later."""


class GatewayRefused(GatewayError):
    """The provider understood and said no: nothing happened."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(f"{code}: {message}" if message else code)
        self.code = code


class AmountTooSmall(GatewayRefused):
    """Less than the provider takes by card."""


class AmountTooLarge(GatewayRefused):
    """More than the provider takes, or than is left to refund."""


class NotKnownThere(GatewayRefused):
    """The provider has no such object."""


class SessionGone(NotKnownThere):
    """The provider has no such session, so nobody can pay it."""


class SessionAlreadyComplete(GatewayRefused):
    """The session was used before it could be shut: settle what it says instead."""

    def __init__(self, state: SessionState) -> None:
        super().__init__("session_complete", state.session_id)
        self.state = state


class CannotList(GatewayError):
    """This provider cannot be asked that: the simulator has no lists and does not read a refund again."""


class ForgedEvent(GatewayError):
    """A message without a good signature, or with one that is too old."""


class Gateway(Protocol):
    """What every provider of card payments can do."""

    def open_session(self, request: SessionRequest) -> OpenSession:
        """Open a hosted page; the same request again gives the same page."""

    def read_session(self, session_id: str) -> SessionState:
        """Read a session and what its intent received; raises `SessionGone`."""

    def expire_session(self, session_id: str) -> SessionState:
        """Shut a session; one that is shut already is fine. Raises `SessionAlreadyComplete` and `SessionGone`."""

    def read_intent(self, intent_id: str) -> IntentState:
        """Read one collection of money; raises `NotKnownThere`."""

    def send_refund(self, request: RefundRequest) -> RefundState:
        """Send money back; the same request again gives the same refund."""

    def read_refund(self, refund_id: str) -> RefundState:
        """Read a refund; raises `NotKnownThere`, or `CannotList` where refunds cannot be read again."""

    def refunds_of(self, intent_id: str) -> Iterator[RefundState]:
        """Every refund of one collection of money; raises `CannotList`."""

    def read_dispute(self, dispute_id: str) -> DisputeState:
        """Read a dispute; raises `NotKnownThere`."""

    def sessions_since(self, moment: datetime) -> Iterator[SessionState]:
        """Every session opened since, read page by page; raises `CannotList`."""

    def refunds_since(self, moment: datetime) -> Iterator[RefundState]:
        """Every refund made since, read page by page; raises `CannotList`."""

    def disputes_since(self, moment: datetime) -> Iterator[DisputeState]:
        """Every dispute opened since, read page by page; raises `CannotList`."""

    def balance_movements_since(self, moment: datetime) -> Iterator[BalanceMovement]:
        """Every movement of what the provider holds since, read page by page; raises `CannotList`."""

    def undelivered_events(self, moment: datetime) -> Iterator[ProviderEvent]:
        """Every event since that did not reach us; raises `CannotList`."""

    def read_event(self, body: bytes, signature: str) -> ProviderEvent:
        """Read a signed message; raises `ForgedEvent`."""

    def read_stored_event(self, body: bytes) -> ProviderEvent:
        """Read a message again whose signature was checked when it came."""


def gateway() -> Gateway:
    """The gateway that the settings name; raises `CardPaymentsOff`."""
    if not settings.CARD_PAYMENTS:
        raise CardPaymentsOff
    found: Gateway = import_string(settings.CARD_GATEWAY)()
    return found

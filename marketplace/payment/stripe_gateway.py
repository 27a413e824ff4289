"""Stripe behind our interface: hosted Checkout, refunds, disputes, balance. The one module that imports `stripe`.

Here alone dirhams become centimes, and here alone the library's objects, which are no dicts, become our own.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import stripe
from django.conf import settings

from cooperatives.money import CURRENCY, centimes, rounded
from marketplace.payment.gateway import (
    AmountTooLarge,
    AmountTooSmall,
    BalanceMovement,
    CannotList,
    DisputeState,
    EventAbout,
    ForgedEvent,
    GatewayDisputeStatus,
    GatewayRefundStatus,
    GatewayRefused,
    GatewayUnavailable,
    IntentState,
    IntentStatus,
    NotKnownThere,
    OpenSession,
    PaymentStatus,
    ProviderEvent,
    RefundRequest,
    RefundState,
    SessionAlreadyComplete,
    SessionGone,
    SessionRequest,
    SessionState,
    SessionStatus,
)

# What the answers below were read with; a newer library must not change it unseen.
API_VERSION = "2026-10-28.endive"
SECONDS_TO_ANSWER = 10
# The library repeats a call whose answer was lost, with the same idempotency key.
REPEATS = 2
OLDEST_SIGNATURE_SECONDS = 300
PAGE = 100
# By it our attempt or refund is found again, whatever became of our own row of its id there.
REFERENCE = "reference"
# The hosted page does not speak Arabic; French is what most readers of Arabic here read too.
LANGUAGES = {"ar": "fr", "fr": "fr", "en": "en"}
# A wrong currency must still be recorded with its right amount: these have no hundredths.
PLACES = dict.fromkeys(
    ("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"), 0
) | dict.fromkeys(("BHD", "JOD", "KWD", "OMR", "TND"), 3)

INTENT_STATUSES = {
    "requires_payment_method": IntentStatus.WAITING,
    "requires_confirmation": IntentStatus.WAITING,
    "requires_action": IntentStatus.WAITING,
    "processing": IntentStatus.PROCESSING,
    "requires_capture": IntentStatus.PROCESSING,
    "succeeded": IntentStatus.SUCCEEDED,
    "canceled": IntentStatus.CANCELED,
}
REFUND_STATUSES = {status.value: status for status in GatewayRefundStatus}
DISPUTE_STATUSES = {
    "warning_needs_response": GatewayDisputeStatus.INQUIRY,
    "warning_under_review": GatewayDisputeStatus.INQUIRY,
    "warning_closed": GatewayDisputeStatus.CLOSED,
    "prevented": GatewayDisputeStatus.CLOSED,
    "needs_response": GatewayDisputeStatus.OPEN,
    "under_review": GatewayDisputeStatus.OPEN,
    "won": GatewayDisputeStatus.WON,
    "lost": GatewayDisputeStatus.LOST,
}
TOO_SMALL = frozenset({"amount_too_small"})
TOO_LARGE = frozenset({"amount_too_large", "charge_already_refunded"})

stripe.enable_telemetry = False


class StripeGateway:
    """Stripe, or whatever answers like it at `api_base`."""

    def __init__(self, *, key: str, webhook_secret: str, api_base: str = "") -> None:
        self.webhook_secret = webhook_secret
        self.is_stand_in = bool(api_base)
        self.client = stripe.StripeClient(
            key,
            base_addresses={"api": api_base} if api_base else {},
            stripe_version=API_VERSION,
            max_network_retries=REPEATS,
            http_client=stripe.RequestsClient(timeout=SECONDS_TO_ANSWER),
        ).v1

    def open_session(self, request: SessionRequest) -> OpenSession:
        """Open a hosted page for one line of the whole amount; the same request again gives the same page."""
        with self._translated():
            made = self.client.checkout.sessions.create(
                _session_params(request),  # type: ignore[arg-type]
                {"idempotency_key": request.idempotency_key},
            ).to_dict()
        return OpenSession(
            session_id=made["id"],
            url=made["url"],
            expires_at=_moment(made.get("expires_at")) or request.expires_at,
            intent_id=_id(made.get("payment_intent")),
        )

    def read_session(self, session_id: str) -> SessionState:
        """Read a session and what its intent received."""
        with self._translated(absent=SessionGone):
            found = self.client.checkout.sessions.retrieve(session_id, {"expand": ["payment_intent"]}).to_dict()
        return self._session_state(found)

    def expire_session(self, session_id: str) -> SessionState:
        """Shut a session; when that is refused, its state says why."""
        try:
            # No key of ours: to shut a page twice does no harm, while a stored 500 would come back for a day.
            with self._translated(absent=SessionGone):
                shut = self.client.checkout.sessions.expire(session_id).to_dict()
        except SessionGone:
            raise
        except GatewayRefused:
            state = self.read_session(session_id)
            if state.status is SessionStatus.COMPLETE:
                raise SessionAlreadyComplete(state) from None
            if state.status is SessionStatus.OPEN:
                raise
            return state
        return self._session_state(shut)

    def read_intent(self, intent_id: str) -> IntentState:
        """Read one collection of money."""
        with self._translated():
            return _intent_state(self.client.payment_intents.retrieve(intent_id).to_dict())

    def send_refund(self, request: RefundRequest) -> RefundState:
        """Send money back to its card; the same request again gives the same refund."""
        params = {
            "payment_intent": request.intent_id,
            "amount": centimes(request.amount),
            "metadata": {REFERENCE: request.reference},
        }
        with self._translated():
            made = self.client.refunds.create(
                params,  # type: ignore[arg-type]
                {"idempotency_key": request.idempotency_key},
            ).to_dict()
        return _refund_state(made)

    def read_refund(self, refund_id: str) -> RefundState:
        """Read a refund."""
        with self._translated():
            return _refund_state(self.client.refunds.retrieve(refund_id).to_dict())

    def read_dispute(self, dispute_id: str) -> DisputeState:
        """Read a dispute."""
        with self._translated():
            return _dispute_state(self.client.disputes.retrieve(dispute_id).to_dict())

    def refunds_of(self, intent_id: str) -> Iterator[RefundState]:
        """Every refund of one collection of money."""
        for found in self._pages(self.client.refunds, payment_intent=intent_id):
            yield _refund_state(found)

    def sessions_since(self, moment: datetime) -> Iterator[SessionState]:
        """Every session opened since."""
        for found in self._pages(self.client.checkout.sessions, created=_since(moment), expand=["data.payment_intent"]):
            yield self._session_state(found)

    def refunds_since(self, moment: datetime) -> Iterator[RefundState]:
        """Every refund made since."""
        for found in self._pages(self.client.refunds, created=_since(moment)):
            yield _refund_state(found)

    def disputes_since(self, moment: datetime) -> Iterator[DisputeState]:
        """Every dispute opened since."""
        for found in self._pages(self.client.disputes, created=_since(moment)):
            yield _dispute_state(found)

    def balance_movements_since(self, moment: datetime) -> Iterator[BalanceMovement]:
        """Every movement of what Stripe holds for us since."""
        for found in self._pages(self.client.balance_transactions, created=_since(moment), expand=["data.source"]):
            yield _movement(found)

    def undelivered_events(self, moment: datetime) -> Iterator[ProviderEvent]:
        """Every event since that did not reach us; Stripe keeps them for thirty days."""
        for found in self._pages(self.client.events, created=_since(moment), delivery_success=False):
            yield _event(found)

    def read_event(self, body: bytes, signature: str) -> ProviderEvent:
        """Read a signed message, no older than five minutes."""
        try:
            event = stripe.Webhook.construct_event(
                body, signature, self.webhook_secret, tolerance=OLDEST_SIGNATURE_SECONDS, api_key=""
            )
            return _event(event.to_dict())
        except (stripe.SignatureVerificationError, ValueError, LookupError, TypeError, AttributeError) as problem:
            raise ForgedEvent(str(problem)) from problem

    def read_stored_event(self, body: bytes) -> ProviderEvent:
        """Read a message again whose signature was checked when it came."""
        return _event(json.loads(body))

    def _session_state(self, found: Mapping[str, Any]) -> SessionState:
        """The session's own word, but the money by the word of its intent."""
        intent = self._intent_of(found.get("payment_intent"))
        currency = intent.currency if intent else str(found.get("currency") or CURRENCY).upper()
        return SessionState(
            session_id=found["id"],
            status=SessionStatus(found["status"]),
            payment=PaymentStatus.PAID if found.get("payment_status") == "paid" else PaymentStatus.UNPAID,
            reference=found.get("client_reference_id") or "",
            amount=_amount(found.get("amount_total") or 0, currency),
            received=intent.received if intent else _amount(0, currency),
            currency=currency,
            intent_id=intent.intent_id if intent else None,
            intent_status=intent.status if intent else None,
            expires_at=_moment(found.get("expires_at")),
            created_at=_moment(found.get("created")),
        )

    def _intent_of(self, found: Mapping[str, Any] | str | None) -> IntentState | None:
        """A stand-in, and the answer to a session that was shut, give the intent's id alone."""
        if not found:
            return None
        return self.read_intent(found) if isinstance(found, str) else _intent_state(found)

    def _pages(self, service: Any, **params: object) -> Iterator[dict[str, Any]]:
        """Every object of a list, one page in memory at a time."""
        with self._translated():
            for found in service.list({"limit": PAGE, **params}).auto_paging_iter():
                yield found.to_dict()

    @contextmanager
    def _translated(self, *, absent: type[NotKnownThere] = NotKnownThere) -> Iterator[None]:
        """What Stripe says went wrong, in our words: did it happen, can it be asked again."""
        try:
            yield
        except stripe.StripeError as problem:
            raise self._in_our_words(problem, absent=absent) from problem

    def _in_our_words(self, problem: stripe.StripeError, *, absent: type[NotKnownThere]) -> Exception:
        code, said = problem.code or "refused", problem.user_message or type(problem).__name__
        if isinstance(problem, stripe.InvalidRequestError):
            return _refusal(code, said, absent=absent, param=problem.param or "", status=problem.http_status)
        if isinstance(problem, stripe.CardError | stripe.IdempotencyError) and problem.http_status != 409:
            return GatewayRefused(code, said)
        if self.is_stand_in and isinstance(problem, stripe.APIError) and problem.http_status in (404, 405):
            return CannotList("The simulator cannot be asked that")
        # Also a key that is refused: nothing happened, and all goes on once the operator has put it right.
        return GatewayUnavailable(f"{type(problem).__name__}: {said}")


def _refusal(code: str, said: str, *, absent: type[NotKnownThere], param: str, status: int | None) -> GatewayRefused:
    if code == "resource_missing" or status == 404:
        return absent(code, said)
    if code in TOO_SMALL:
        return AmountTooSmall(code, said)
    if code in TOO_LARGE or param == "amount":
        return AmountTooLarge(code, said)
    return GatewayRefused(code, said)


@lru_cache(maxsize=4)
def _made(key: str, webhook_secret: str, api_base: str) -> StripeGateway:
    """One client for each configuration: it keeps connections open."""
    return StripeGateway(key=key, webhook_secret=webhook_secret, api_base=api_base)


def configured() -> StripeGateway:
    """Stripe as the settings describe it now."""
    return _made(settings.STRIPE_API_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE)


def forget_clients() -> None:
    """Let the next call begin with a client of its own."""
    _made.cache_clear()


def _session_params(request: SessionRequest) -> dict[str, Any]:
    """One line with the whole amount, so that no quantity can change it; which cards are taken is set at Stripe."""
    metadata = {**request.metadata, REFERENCE: request.reference}
    price = {
        "currency": request.currency.lower(),
        "unit_amount": centimes(request.amount),
        "product_data": {"name": request.description},
    }
    params = {
        "mode": "payment",
        "client_reference_id": request.reference,
        "line_items": [{"quantity": 1, "price_data": price}],
        "success_url": request.success_url,
        "cancel_url": request.cancel_url,
        "expires_at": int(request.expires_at.timestamp()),
        "locale": LANGUAGES.get(request.language, "auto"),
        "metadata": metadata,
        # Stripe keeps the two apart; a payment is looked at by people who see only the intent.
        "payment_intent_data": {"metadata": metadata},
    }
    return params | ({"customer_email": request.email} if request.email else {})


def _intent_state(found: Mapping[str, Any]) -> IntentState:
    currency = str(found["currency"]).upper()
    return IntentState(
        intent_id=found["id"],
        # What we do not know yet may still bring money.
        status=INTENT_STATUSES.get(found["status"], IntentStatus.PROCESSING),
        amount=_amount(found["amount"], currency),
        received=_amount(found.get("amount_received") or 0, currency),
        currency=currency,
        metadata=dict(found.get("metadata") or {}),
    )


def _refund_state(found: Mapping[str, Any]) -> RefundState:
    currency = str(found["currency"]).upper()
    return RefundState(
        refund_id=found["id"],
        status=REFUND_STATUSES.get(found["status"], GatewayRefundStatus.PENDING),
        amount=_amount(found["amount"], currency),
        currency=currency,
        intent_id=_id(found.get("payment_intent")),
        reference=(found.get("metadata") or {}).get(REFERENCE, ""),
        failure=found.get("failure_reason") or "",
        created_at=_moment(found.get("created")),
    )


def _dispute_state(found: Mapping[str, Any]) -> DisputeState:
    currency = str(found["currency"]).upper()
    return DisputeState(
        dispute_id=found["id"],
        status=DISPUTE_STATUSES.get(found["status"], GatewayDisputeStatus.OPEN),
        amount=_amount(found["amount"], currency),
        currency=currency,
        reason=found.get("reason") or "",
        intent_id=_id(found.get("payment_intent")),
        answer_by=_moment((found.get("evidence_details") or {}).get("due_by")),
        created_at=_moment(found.get("created")),
    )


def _movement(found: Mapping[str, Any]) -> BalanceMovement:
    currency = str(found["currency"]).upper()
    source = found.get("source")
    whole = source if isinstance(source, Mapping) else {}
    kind, source_id = whole.get("object"), _id(source)
    rate = found.get("exchange_rate")
    return BalanceMovement(
        movement_id=found["id"],
        kind=found["type"],
        amount=_amount(found["amount"], currency),
        fee=_amount(found["fee"], currency),
        net=_amount(found["net"], currency),
        currency=currency,
        created_at=_at(found["created"]),
        source_id=source_id or "",
        intent_id=_id(whole.get("payment_intent")),
        refund_id=source_id if kind == "refund" else None,
        dispute_id=source_id if kind == "dispute" else None,
        exchange_rate=None if rate is None else Decimal(str(rate)),
    )


def _event(found: Mapping[str, Any]) -> ProviderEvent:
    """What an event is about, by the object that it carries rather than by its name."""
    carried = found["data"]["object"]
    kind, own = carried.get("object"), carried.get("id")
    metadata = carried.get("metadata") or {}
    about = {
        "checkout.session": EventAbout.SESSION,
        "payment_intent": EventAbout.INTENT,
        "refund": EventAbout.REFUND,
        "dispute": EventAbout.DISPUTE,
    }.get(kind, EventAbout.OTHER)
    return ProviderEvent(
        event_id=found["id"],
        kind=found["type"],
        about=about,
        created_at=_at(found["created"]),
        session_id=own if about is EventAbout.SESSION else None,
        intent_id=own if about is EventAbout.INTENT else _id(carried.get("payment_intent")),
        refund_id=own if about is EventAbout.REFUND else None,
        dispute_id=own if about is EventAbout.DISPUTE else None,
        reference=carried.get("client_reference_id") or metadata.get(REFERENCE, ""),
        refund=_refund_state(carried) if about is EventAbout.REFUND else None,
        dispute=_dispute_state(carried) if about is EventAbout.DISPUTE else None,
    )


def _amount(smallest: int, currency: str) -> Decimal:
    """An amount in a currency's smallest unit as the world writes it."""
    return rounded(Decimal(smallest).scaleb(-PLACES.get(currency, 2)))


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else _at(seconds)


def _since(moment: datetime) -> dict[str, int]:
    return {"gte": int(moment.timestamp())}


def _id(found: Mapping[str, Any] | str | None) -> str | None:
    """The id of an object that came whole or by its id alone."""
    return found["id"] if isinstance(found, Mapping) else found or None

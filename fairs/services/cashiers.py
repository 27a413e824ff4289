"""Who stands at the tills of a stall, as the desk puts it right: one leaves, one forgot the number."""

import base64
import hashlib
import secrets

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.locks import row_for_update
from fairs.tills.models import Cashier

# As the devices make it: static/js/till/people.js.
ROUNDS, SALT_BYTES, HASH_BYTES = 100_000, 16, 32


class CashierEnded(Exception):
    """This cashier sells no more."""


@transaction.atomic
def end_cashier(*, cashier_id: object, by: User) -> Cashier:
    """Let a cashier open no session any more; what they sold stays theirs. Twice changes nothing."""
    cashier = row_for_update(Cashier, cashier_id)
    if cashier.ended_at is None:
        cashier.ended_at = clock.now()
        cashier.save(update_fields=["ended_at"])
        record_act(action="cashier_ended", subject=cashier, by=by)
    return cashier


@transaction.atomic
def reset_pin(*, cashier_id: object, by: User) -> str:
    """Give a cashier another number of four digits, told here once. Raises `CashierEnded`."""
    cashier = row_for_update(Cashier, cashier_id)
    if cashier.ended_at is not None:
        raise CashierEnded(cashier.name)
    pin = f"{secrets.randbelow(10_000):04}"
    salt = secrets.token_bytes(SALT_BYTES)
    cashier.pin_salt = base64.b64encode(salt).decode()
    cashier.pin_hash = pin_hash(pin, salt)
    cashier.save(update_fields=["pin_salt", "pin_hash"])
    record_act(action="cashier_pin_reset", subject=cashier, by=by)
    return pin


def pin_hash(pin: str, salt: bytes) -> str:
    """What a device compares with, in base64."""
    return base64.b64encode(hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, ROUNDS, dklen=HASH_BYTES)).decode()

"""Cooperatives with officers and field agents, and the codes that they were sent, for tests."""

import re

from cooperatives.accounts.models import User
from cooperatives.enums import Role
from cooperatives.models import Cooperative, Membership
from cooperatives.officers.mandates import ask_mandate, begin_mandate
from cooperatives.officers.models import FieldAgent, Mandate
from cooperatives.outbox.models import Message
from tests.factories import make_cooperative, make_user


def make_officer(cooperative: Cooperative, **given: str) -> User:
    """A manager who watches over the cooperative."""
    user = make_user(**given)
    Membership.objects.create(user=user, cooperative=cooperative, role=Role.MANAGER, is_officer=True)
    return user


def make_watched(officers: int = 2) -> tuple[Cooperative, list[User]]:
    """A cooperative with so many officers."""
    cooperative = make_cooperative()
    names = ("Amina", "Brahim", "Chama", "Driss")
    return cooperative, [
        make_officer(cooperative, first_name=name, language="fr")
        for name, _ in zip(names, range(officers), strict=False)
    ]


def make_agent(cooperative: Cooperative, **given: str) -> User:
    """A field agent of the cooperative's region."""
    agent = make_user(**({"first_name": "Fouad", "language": "fr"} | given))
    FieldAgent.objects.create(user=agent, region=cooperative.region)
    return agent


def code_sent_to(person: User) -> str:
    """The last code of six digits that went to a person's number."""
    for message in Message.objects.order_by("-pk"):
        if message.recipient == person.phone and (found := re.search(r"\b\d{6}\b", message.body)):
            return found[0]
    raise AssertionError(f"no code went to {person}")


def other_code(code: str) -> str:
    """Six digits that are not the code."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


def let_in(agent: User, cooperative: Cooperative, officer: User, *, task: str = "Photos of three products") -> Mandate:
    """A mandate that runs."""
    mandate = ask_mandate(cooperative_id=cooperative.pk, task=task, by=agent, of_id=officer.pk)
    return begin_mandate(mandate_id=mandate.pk, code=code_sent_to(officer), by=agent)


def told(person: User) -> list[str]:
    """What a person was written, the oldest first."""
    return [each.body for each in Message.objects.order_by("pk") if each.recipient == person.phone]

"""What a person is called on a page and in a message."""

from cooperatives.accounts.models import User
from cooperatives.phones import masked_phone


def known_as(user: User) -> str:
    """The person's name; where they gave none, enough of their number to be recognised by those who have it."""
    return user.get_full_name() or (masked_phone(user.phone) if user.phone else str(user))

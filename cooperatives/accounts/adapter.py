"""How allauth finds, writes and tells a person by telephone number."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Phone numbers stand encrypted on our own user."""

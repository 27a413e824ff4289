"""Why acts of the team are refused."""


class InvitationOver(Exception):
    """This invitation was used, withdrawn, or is too old."""


class InvitedByNumber(Exception):
    """This invitation is for whoever has another telephone number."""


class TooManyInvitations(Exception):
    """So many invitations of the cooperative wait already."""


class InvitedTooOften(Exception):
    """So many messages went out today that no other does."""


class NotInTheTeam(Exception):
    """This person does not belong to the cooperative, or not any more."""


class LastManager(Exception):
    """Nobody would manage the cooperative."""


class OfficerStays(Exception):
    """Two officers watch over the cooperative: another takes this one's place first."""

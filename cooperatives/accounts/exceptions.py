"""Why a person's account cannot be deleted yet."""


class PersonStillNeeded(Exception):
    """Something that runs now hangs on this person."""


class StillMember(PersonStillNeeded):
    """This person belongs to a cooperative."""


class WorksForPlatform(PersonStillNeeded):
    """This person works for the platform."""

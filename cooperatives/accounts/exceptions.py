"""Why an account refuses."""


class PhoneTaken(Exception):
    """Another account has this number."""


class PersonStillNeeded(Exception):
    """Something that runs now hangs on this person."""


class StillMember(PersonStillNeeded):
    """This person belongs to a cooperative."""


class WorksForPlatform(PersonStillNeeded):
    """This person works for the platform."""

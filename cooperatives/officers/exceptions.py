"""Why officers' acts are refused."""


class WrongCode(Exception):
    """Not the code that was sent; `left` more tries."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class NoTriesLeft(Exception):
    """The code was wrong too often: another has to be asked for."""


class CodeTooOld(Exception):
    """The code is not good any more: another has to be asked for."""


class AlreadySettled(Exception):
    """It was given, withdrawn or ended before."""


class TooManyAsked(Exception):
    """This person asked for too many codes today."""


class NobodyToAsk(Exception):
    """Nobody of the cooperative can say yes to it: no other officer with a telephone number."""


class NotAllowed(Exception):
    """Who asked, or who was asked, has left or is not who may do this any more."""


class NotAManager(Exception):
    """Only a manager of the cooperative becomes an officer."""


class AlreadyOfficer(Exception):
    """This person is one of the officers."""


class TooFewOfficers(Exception):
    """Two officers have to stay: another is named first."""


class NotInTheirRegion(Exception):
    """This field agent does not work in the cooperative's region."""


class AgentBelongsHere(Exception):
    """A field agent helps others' cooperatives, not the own one."""


class AlreadyAgent(Exception):
    """This person is a field agent of the region now."""


class AgentEnded(Exception):
    """This field agent ended before."""


class RecoveryUnderWay(Exception):
    """Another number was asked for, for the same person, and still waits."""

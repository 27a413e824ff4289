"""What can keep the processes from running, said so that a person can act on it."""


class RuntimeProblem(Exception):
    """Something that the person who typed the command must know; its text is printed without a traceback."""


class AlreadyRunning(RuntimeProblem):
    """Another parent holds this DATA_DIR."""


class NotReadyInTime(RuntimeProblem):
    """A process started but did not answer in the time it is given."""


class DiedAtStart(RuntimeProblem):
    """A process ended before it answered once."""

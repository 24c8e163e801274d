"""What can end a run, each error with what it is about and what to do. Printed as `where: what; what to do`.

A failure of one input is not an error but a `model.Problem`: the run goes on. The exit codes are frozen.
"""


class BriefingError(Exception):
    """The root. `where` names the subject, `hint` the remedy."""

    exit_code = 70

    def __init__(self, where: str, message: str, hint: str) -> None:
        super().__init__(where, message, hint)
        self.where, self.message, self.hint = where, message, hint

    def __str__(self) -> str:
        return f"{self.where}: {self.message}; {self.hint}"


class SettingsError(BriefingError, ValueError):
    """Usage or settings: a key, value, theme or template that cannot be used."""

    exit_code = 2


class Unreadable(BriefingError):
    """One input that cannot be read at all; a run over many goes on with the others."""

    exit_code = 3


class Unfetched(BriefingError):
    """One address that did not give what was asked for; `again` says whether a later run may get it."""

    exit_code = 1

    def __init__(self, where: str, message: str, hint: str, again: bool = False) -> None:
        super().__init__(where, message, hint)
        self.again = again


class NothingReadable(BriefingError):
    """Inputs were given and none of them could be read."""

    exit_code = 3


class Unproven(BriefingError):
    """A finished file does not carry its source's words; nothing was published."""

    exit_code = 4


class Locked(BriefingError):
    """Another run is writing to the same output folder."""

    exit_code = 75

"""Every error sayso raises on purpose: one tree, each with a message and a hint.

    SaysoError
    ├── InputError            something given to read cannot be read
    │   ├── NotFound          no such file or folder
    │   ├── Unreadable        binary, encrypted, damaged, or of a kind sayso does not read
    │   ├── EmptyInput        nothing to read in it
    │   ├── TooLarge          over the documented size
    │   ├── FetchFailed       a URL that did not answer with a page
    │   └── AddressRefused    a private or local address, without `--allow-private`
    ├── ModelError            a model bundle that is missing, damaged or of another layout
    ├── LedgerError           a ledger that cannot be opened, written or is damaged
    │   └── RowNotFound       no row with that id
    ├── MissingExtra          an optional part that is not installed
    └── UsageError            options that contradict one another or name what does not exist

The message says what happened, with the value; the hint says what to do next. The
command line prints both and exits with `exit_code`; the library never prints or exits.
"""


class SaysoError(Exception):
    """The root of the tree. `hint` may be None where there is nothing useful to advise."""

    exit_code = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def code(self) -> str:
        """The class name in kebab case, as it stands in failures and in the documentation."""
        name = type(self).__name__
        return "".join("-" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name))


class InputError(SaysoError):
    """Something given to read cannot be read."""

    exit_code = 3


class NotFound(InputError):
    """No such file or folder."""


class Unreadable(InputError):
    """Binary, encrypted, damaged, or of a kind sayso does not read."""


class EmptyInput(InputError):
    """Nothing to read in it."""


class TooLarge(InputError):
    """Over the documented size."""


class FetchFailed(InputError):
    """A URL that did not answer with a page."""


class AddressRefused(InputError):
    """A private or local address, without leave to fetch from one."""


class ModelError(SaysoError):
    """A model bundle that is missing, damaged or of another layout."""

    exit_code = 4


class LedgerError(SaysoError):
    """A ledger that cannot be opened or written, or is damaged."""

    exit_code = 5


class RowNotFound(LedgerError):
    """No row with that id."""


class MissingExtra(SaysoError):
    """An optional part that is not installed."""


class UsageError(SaysoError):
    """Options that contradict one another or name what does not exist."""

    exit_code = 2

"""The exit codes of every command. The README's table has the same."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a command's end means to the program that called it."""

    DONE = 0
    PARTLY = 1  # done, but something was left out: a file could not be read, a service did not answer, a store does not conform
    USAGE = 2  # an argument, setting or query is wrong; nothing was done
    STORE = 3  # the store is missing, busy, too new, damaged or full; what was in it stays
    SETUP = 4  # something that has to be installed is not: a spaCy pipeline
    INTERRUPTED = 130  # Ctrl-C; what was finished stays, the next run goes on
    CLOSED_PIPE = 141  # the reader of the output wanted no more, as `head` does: 128 + SIGPIPE, as for any filter

"""Keys that a person presses, one at a time."""

from __future__ import annotations

import os
import sys

END_OF_INPUT = ("", "\x04", "\0")  # Ctrl-D; one pressed before it is asked for is a zero when it is read


def pressed() -> str:
    """The key that was pressed, as a small letter; of input that is not a terminal the first letter of a line; "" at its end.

    What is typed before it is asked for is not lost.
    """
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip()[:1].lower() or (" " if line else "")
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        key = _letter(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    return "" if key in END_OF_INPUT else key.lower()


def _letter(terminal: int) -> str:
    """One letter, of as many bytes as it has in UTF-8."""
    found = os.read(terminal, 1)
    more = next((size for mask, lead, size in ((0xE0, 0xC0, 1), (0xF0, 0xE0, 2), (0xF8, 0xF0, 3)) if found and found[0] & mask == lead), 0)
    return (found + (os.read(terminal, more) if more else b"")).decode(errors="replace")

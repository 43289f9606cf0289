"""What the person at the keyboard can mend."""

from __future__ import annotations


class Problem(Exception):
    """An obstacle said in one clear sentence; the launcher prints it without a traceback and exits with 1."""

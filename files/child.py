"""Runs the decoder as a child process: whatever a file does to it, it does to the child alone."""
import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_DECODER = Path(__file__).with_name("decoder.py")
# The child's own limit is 20 s of work; waiting for the disk and for other children is not work.
_PATIENCE = 120
# Says nothing about the file: the machine goes down, or has no memory left for anybody.
_STOPPED_FROM_OUTSIDE = {-signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP, -signal.SIGKILL}


class DecoderStopped(Exception):
    """Somebody stopped the child; the check is to be done again."""


@dataclass(frozen=True)
class Drawn:
    """How many pages the file has, or the code of why it is refused."""

    pages: int = 0
    refused: str = ""


def draw_pages(*, kind, source, folder, first, count):
    """Draw `count` pages from the page `first` on into the folder; a child that is stopped or hangs is an error."""
    command = [sys.executable, "-I", str(_DECODER), kind.decoder, str(source), str(folder), str(first), str(count)]
    # An empty environment: the decoder has no business with the portal's secrets.
    done = subprocess.run(  # noqa: S603 a program of ours; the path of the file is its hash
        command, env={}, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE
    )
    return answer_of(done.returncode, done.stdout, done.stderr)


def answer_of(code, out, errors):
    """What the end of the decoder says about the file."""
    if code in _STOPPED_FROM_OUTSIDE:
        raise DecoderStopped
    if code < 0:
        return Drawn(refused="too_heavy")
    try:
        return Drawn(**json.loads(out))
    except (ValueError, TypeError):
        return Drawn(refused=_reason_of_crash(errors))


def _reason_of_crash(stderr):
    # Out of memory inside a library ends in whatever error that library knows.
    starved = (b"MemoryError", b"Cannot allocate memory", b"bad_alloc", b"ENOMEM")
    return "too_heavy" if any(word in stderr for word in starved) else "broken"

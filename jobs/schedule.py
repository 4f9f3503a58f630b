"""What should exist by now. Each tick asks every registered function to bring it about: ensure, not fire.

Two schedulers, none for a day, a jumped clock: the next tick makes it right.
"""
import logging

from django.db import transaction

from audit.context import occasion

log = logging.getLogger(__name__)

_ensures = {}


def register_ensure(name, ensure):
    """Add `ensure(at=…)`: it submits what should exist by then and does not; called again it changes nothing."""
    if _ensures.setdefault(name, ensure) is not ensure:
        raise ValueError(f"{name} is registered twice")


def ensure_all(*, at):
    """Call every registered function, each in its own transaction; an error of one does not hold up the others."""
    for name, ensure in _ensures.items():
        try:
            with occasion(schedule=name), transaction.atomic():
                ensure(at=at)
        except Exception as error:  # a tick comes again; the others must not wait for this one
            log.error("schedule %s: %s", name, type(error).__name__)

"""How long each kind of data is kept: every room registers its kinds here, and how what is over goes.

Days are counted from a moment of the row (or of the file). The rules themselves are rows (privacy/), these their defaults.
"""
import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Min

# Rows or files of one slice.
AT_ONCE = 500

_kinds = {}


@dataclass(frozen=True)
class Rows:
    """Rows whose moment `field` counts; what is over is deleted, or handed to `drop`."""

    queryset: Callable
    field: str
    forget: Callable | None = None

    def count(self, *, before=None):
        rows = self.queryset()
        return (rows if before is None else self._over(before)).count()

    def oldest(self):
        return self.queryset().aggregate(oldest=Min(self.field))["oldest"]

    def drop(self, *, before, at):
        """Some of what is over; how many rows went, 0 where nothing is left."""
        keys = list(self._over(before).order_by(self.field, "pk").values_list("pk", flat=True)[:AT_ONCE])
        if not keys:
            return 0
        if self.forget:
            return self.forget(keys, before=before, at=at)
        model = self.queryset().model
        model.objects.filter(pk__in=keys).delete()
        return len(keys)

    def _over(self, before):
        return self.queryset().filter(**{f"{self.field}__lte": before})


@dataclass(frozen=True)
class Files:
    """Files (or folders) that lie somewhere by themselves, by when they were written."""

    paths: Callable
    remove: Callable

    def count(self, *, before=None):
        return len([path for path in self.paths() if before is None or _moment(path) <= before])

    def oldest(self):
        return min((_moment(path) for path in self.paths()), default=None)

    def drop(self, *, before, at):
        over = [path for path in self.paths() if _moment(path) <= before][:AT_ONCE]
        for path in over:
            self.remove(path)
        return len(over)


@dataclass(frozen=True)
class Kind:
    """`what` is kept and goes, days counted `since`; an officer chooses between `least` and `most` days, `basis` says why.

    `store` counts, tells the oldest moment and drops. With `fixed` nobody chooses, and it goes at the next tick.
    """

    code: str
    what: str
    since: str
    basis: str
    store: object
    days: int = 0
    least: int = 0
    most: int = 0
    fixed: datetime.timedelta | None = None


def register_retention(*kinds):
    for kind in kinds:
        if _kinds.setdefault(kind.code, kind) is not kind:
            raise ValueError(f"{kind.code} is registered twice")


def retention_kinds():
    """All kinds in the order of their codes."""
    return [_kinds[code] for code in sorted(_kinds)]


def retention_kind(code):
    return _kinds[code]


def _moment(path):
    try:
        stamp = path.stat().st_mtime
    except FileNotFoundError:       # gone while the folder was read
        return datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return datetime.datetime.fromtimestamp(stamp, datetime.UTC)

"""What the rounds of retention do, of one kind at the days it comes with."""
import datetime

from jobs.retention import retention_kind


def drop_over(code, *, at):
    kind = retention_kind(code)
    kept = datetime.timedelta(days=kind.days) if kind.fixed is None else kind.fixed
    return kind.store.drop(before=at - kept, at=at)

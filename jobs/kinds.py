"""What kinds of job there are: each room registers its own in AppConfig.ready."""
from collections.abc import Callable
from dataclasses import dataclass

from jobs.reasons import UnknownKind

_kinds = {}


@dataclass(frozen=True)
class Kind:
    name: str
    work: Callable
    label: str
    result_url: Callable | None = None


def register_kind(name, *, work, label, result_url=None):
    """Add a kind: `work(run)` does it, `label` names it on the page, `result_url(job)` leads to what it made."""
    kind = Kind(name, work, label, result_url)
    if _kinds.setdefault(name, kind) != kind:
        raise ValueError(f"kind {name} is registered twice")


def kind_of(job):
    try:
        return _kinds[job.kind]
    except KeyError:
        raise UnknownKind(job.kind) from None


def label_of(job):
    kind = _kinds.get(job.kind)
    return str(kind.label) if kind else job.kind


def result_url_of(job):
    """Address of what the finished job made, "" where there is nothing to see."""
    kind = _kinds.get(job.kind)
    if kind is None or kind.result_url is None:
        return ""
    return kind.result_url(job) or ""

"""What each room keeps of a member: how it is gathered for his own request, and how it is erased. The rooms register their parts."""
from collections.abc import Callable
from dataclasses import dataclass, field

_parts = {}


@dataclass(frozen=True)
class Section:
    """A table of one kind of data about one member: `head` its columns, `rows` of texts, days and numbers."""

    title: str
    head: tuple
    rows: list


@dataclass(frozen=True)
class Part:
    """`models`: labels of those with rows of a member that `gather(member)` puts into Sections.

    `erase(member, by=, at=)` takes away what is personal of them; `pictures(member)` yields `(name in the file, path)`.
    """

    room: str
    models: tuple
    gather: Callable
    erase: Callable | None = None
    pictures: Callable | None = None
    # Words for what goes and what stays with an erasure.
    goes: tuple = field(default=())
    stays: tuple = field(default=())


def register_part(part):
    if _parts.setdefault(part.room, part) is not part:
        raise ValueError(f"the part of {part.room} is registered twice")


def parts():
    """In the order in which the rooms lie above each other: what hangs on a row is erased before the row."""
    return list(_parts.values())

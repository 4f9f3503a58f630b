"""What is known of one page of a scan."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Suggestion:
    """Something a person might look at: a key of reasons.SUGGESTION, what was measured, and the limit it passed."""

    key: str
    figure: float
    limit: float


@dataclass(frozen=True)
class ReadPage:
    """One page of a scan; with `failure` (a key of reasons.PAGE) nothing but `page` and `member` is known.

    `code` is (number of the sheet, page of the sheet), or None with `reason`, a key of reasons.CODE. `turn` is how many
    degrees clockwise the page was turned to stand upright (0, 90, 180, 270), `skew` what remained and was taken out.
    """

    page: int
    member: str = ""
    failure: str = ""
    code: tuple | None = None
    reason: str = ""
    turn: int = 0
    skew: float = 0.0
    rectified: bool = False
    picture: bytes = b""
    thumbnail: bytes = b""
    width: int = 0
    height: int = 0
    sha256: str = ""
    picture_hash: str = ""
    suggestions: tuple = ()


def hash_distance(one, other):
    """In how many of its 256 bits one `picture_hash` differs from another; of a page scanned again mostly under 40."""
    return (int(one, 16) ^ int(other, 16)).bit_count()

"""What is known of one page of a scan."""
from dataclasses import dataclass

# Bits of 256 (decision 040): up to the first a page is the same one scanned again; up to the second it may be, and a person is asked.
SAME_PAGE, PERHAPS_SAME = 45, 60


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
    """In how many of its 256 bits one `picture_hash` differs from another; see SAME_PAGE and PERHAPS_SAME."""
    return (int(one, 16) ^ int(other, 16)).bit_count()

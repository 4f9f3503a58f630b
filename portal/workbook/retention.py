"""What is kept of workbooks, and how long: an export is fetched at once, bad rows are put right within weeks."""
import datetime
from pathlib import Path

from django.conf import settings

EXPORTS_KEPT = datetime.timedelta(days=1)
BAD_ROWS_KEPT = datetime.timedelta(days=30)
# What a write that was broken off has left.
ASIDE_KEPT = datetime.timedelta(days=1)


def remove_old_files(*, at):
    """Delete exports, files of bad rows and broken writes older than they are kept; called at every tick."""
    folder = Path(settings.MEDIA_ROOT) / "workbooks"
    for pattern, kept in (("export-*.xlsx", EXPORTS_KEPT), ("bad-rows-*.xlsx", BAD_ROWS_KEPT), (".aside-*", ASIDE_KEPT)):
        for path in folder.glob(pattern):
            if at.timestamp() - path.stat().st_mtime > kept.total_seconds():
                path.unlink(missing_ok=True)

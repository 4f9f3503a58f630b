import datetime

from django.db import transaction

from audit.record import record
from files.models import StoredFile, Verdict
from files.storage import remove_original, sweep_asides

# A refused original is kept this long, so that somebody can look into what was refused.
REFUSED_KEPT = datetime.timedelta(days=30)
_AT_ONCE = 100
_ASIDE_KEPT = datetime.timedelta(days=1)


@transaction.atomic
def settle_verdict(*, file, pages=0, reason=""):
    """Write down how the check ended; a verdict once given stays."""
    file = StoredFile.objects.select_for_update(of=["self"]).select_related("unit").get(pk=file.pk)
    if file.verdict != Verdict.WAITING:
        return file
    file.verdict = Verdict.REFUSED if reason else Verdict.CLEAN
    file.reason = reason
    file.page_count = pages
    file.save(update_fields=["verdict", "reason", "page_count"])
    record("files.file.refused" if reason else "files.file.cleared", file, reason=reason, pages=pages)
    return file


def ensure_tidy(*, at):
    """Throw away originals of files refused more than 30 days ago, unless the same bytes were taken in elsewhere."""
    sweep_asides(before=at - _ASIDE_KEPT)
    for file in StoredFile.objects.refused_before(at - REFUSED_KEPT).select_for_update(skip_locked=True)[:_AT_ONCE]:
        others = StoredFile.objects.filter(sha256=file.sha256, original_kept=True).exclude(pk=file.pk)
        if not others.exists():
            remove_original(file.sha256)
        file.original_kept = False
        file.save(update_fields=["original_kept"])
        record("files.file.original_removed", file, unit=file.unit)

from django.db import transaction

from audit.record import record
from files.models import StoredFile, Verdict
from files.storage import remove_original


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


@transaction.atomic
def remove_refused(keys, *, before, at):
    """Throw away the originals of these refused files, unless the same bytes were taken in elsewhere; how many there were."""
    files = list(StoredFile.objects.refused_and_kept().filter(pk__in=keys).select_for_update(of=["self"]).select_related("unit"))
    for file in files:
        others = StoredFile.objects.filter(sha256=file.sha256, original_kept=True).exclude(pk=file.pk)
        if not others.exists():
            remove_original(file.sha256)
        file.original_kept = False
        file.save(update_fields=["original_kept"])
        record("files.file.original_removed", file, unit=file.unit)
    return len(files)

"""How long workbooks are kept: an export is fetched at once, bad rows are put right within weeks, an import is taken back within the year."""
import datetime
import functools
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jobs.retention import Files, Kind, Rows, register_retention
from lib.durable import remove_durably
from portal.workbook.models import ImportState, WorkbookImport
from portal.workbook.storage import bad_rows_path, path_of

# In every one of these states nothing was written, and nothing will be.
_NOT_WRITTEN = (ImportState.UPLOADED, ImportState.CHECKED)


def register():
    register_retention(
        Kind(
            "workbooks.imports", _("workbooks sent in, with what they changed"), _("after the workbook was sent"),
            _("To take an import back and to answer where a row came from (Law 91/2025/QH15, article 3)."),
            Rows(_kept, "uploaded_at", forget_imports), days=365, least=30, most=1095,
        ),
        _files("workbooks.exports", _("exported workbooks that wait to be fetched"), "export-*.xlsx", days=1),
        _files("workbooks.bad_rows", _("wrong rows of workbooks, to be corrected"), "bad-rows-*.xlsx", days=30),
        _files("workbooks.asides", _("workbooks broken off half-way"), ".aside-*", days=1),
    )


def _files(code, what, pattern, *, days):
    store = Files(functools.partial(_found, pattern), functools.partial(Path.unlink, missing_ok=True))
    return Kind(code, what, _("after they were made"), _("Fetched at once; may hold names."), store, fixed=datetime.timedelta(days=days))


def _found(pattern):
    return list((Path(settings.MEDIA_ROOT) / "workbooks").glob(pattern))


def _kept():
    return WorkbookImport.objects.filter(original_kept=True).exclude(state__in=[ImportState.APPLYING, ImportState.UNDOING])


@transaction.atomic
def forget_imports(keys, *, before, at):
    """The files of these imports, their previews and journals; how many imports. One that still waited is dropped."""
    imports = list(_kept().filter(pk__in=keys).select_for_update(of=["self"]))
    for sent in imports:
        if not WorkbookImport.objects.filter(sha256=sent.sha256, original_kept=True).exclude(pk=sent.pk).exists():
            remove_durably(path_of(sent.sha256))
        remove_durably(bad_rows_path(sent))
        sent.preview, sent.journal, sent.original_kept = {}, {}, False
        if sent.state in _NOT_WRITTEN:
            sent.state = ImportState.DROPPED
        sent.save(update_fields=["preview", "journal", "original_kept", "state"])
    return len(imports)

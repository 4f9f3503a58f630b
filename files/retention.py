"""How long originals of refused files and broken writes are kept."""
import datetime
import shutil

from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from files.services.verdict import remove_refused
from files.storage import asides
from jobs.retention import Files, Kind, Rows, register_retention


def register():
    register_retention(
        Kind(
            "files.refused", _("originals of refused files"), _("after the file was sent"),
            _("To look into what was refused; of no use afterwards (Law 91/2025/QH15, article 3)."),
            Rows(StoredFile.objects.refused_and_kept, "uploaded_at", remove_refused), days=30, least=7, most=180,
        ),
        Kind(
            "files.asides", _("uploads broken off half-way"), _("after they were broken off"), _("Of no use to anybody."),
            Files(asides, _remove), fixed=datetime.timedelta(days=1),
        ),
    )


def _remove(path):
    shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

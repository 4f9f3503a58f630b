from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions
from jobs.kinds import register_kind
from jobs.schedule import register_ensure


class FilesConfig(AppConfig):
    name = "files"

    def ready(self):
        from files.checking import check_file  # models are not ready before
        from files.services.intake import CHECK
        from files.services.verdict import ensure_tidy

        register_kind(CHECK, work=check_file, label=_("Check of an uploaded file"))
        register_ensure("refused files", ensure_tidy)
        register_actions(
            {
                "files.file.taken_in": _("Sent in a file (%(kind)s)."),
                "files.file.cleared": _("Checked the file and found it good, %(pages)s pages."),
                "files.file.refused": _("Checked the file and refused it."),
                "files.file.original_removed": _("Removed the original of a refused file after 30 days."),
                "files.file.original_read": _("Took out the original of a file."),
            }
        )

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions
from jobs.kinds import register_kind


class FilesConfig(AppConfig):
    name = "files"

    def ready(self):
        from files import retention  # models are not ready before
        from files.checking import check_file
        from files.services.intake import CHECK

        register_kind(CHECK, work=check_file, label=_("Check of an uploaded file"))
        retention.register()
        register_actions(
            {
                "files.file.taken_in": _("Sent in a file (%(kind)s)."),
                "files.file.cleared": _("Checked the file and found it good, %(pages)s pages."),
                "files.file.refused": _("Checked the file and refused it."),
                "files.file.original_removed": _("Removed the original of a refused file, its time being over."),
                "files.file.original_read": _("Took out the original of a file."),
            }
        )

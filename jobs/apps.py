from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions


class JobsConfig(AppConfig):
    name = "jobs"

    def ready(self):
        register_actions({"jobs.job.run_again": _("Ran the failed work %(key)s again")})

from django.apps import AppConfig


class EssaysConfig(AppConfig):
    name = "essays"

    def ready(self):
        from audit.actions import register_actions  # models are not ready before
        from essays.binding import job as binding_job
        from essays.filing import job as filing_job
        from essays.printing import job
        from essays.services.erasure import erase_after_retention
        from essays.services.scans import give_up_files
        from essays.wording import WORDING
        from jobs.schedule import register_ensure

        register_actions(WORDING)
        job.register()
        filing_job.register()
        binding_job.register()
        register_ensure("scans nobody goes on sending", give_up_files)
        register_ensure("pictures of essays kept long enough", erase_after_retention)

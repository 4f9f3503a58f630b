from django.apps import AppConfig


class EssaysConfig(AppConfig):
    name = "essays"

    def ready(self):
        from audit.actions import register_actions  # models are not ready before
        from essays import own_data, retention
        from essays.binding import job as binding_job
        from essays.filing import job as filing_job
        from essays.printing import job
        from essays.wording import WORDING

        register_actions(WORDING)
        job.register()
        filing_job.register()
        binding_job.register()
        retention.register()
        own_data.register()

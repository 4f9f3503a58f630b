from django.apps import AppConfig


class EssaysConfig(AppConfig):
    name = "essays"

    def ready(self):
        from audit.actions import register_actions  # models are not ready before
        from essays.printing import job
        from essays.wording import WORDING

        register_actions(WORDING)
        job.register()

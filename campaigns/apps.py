from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"

    def ready(self):
        from audit.actions import register_actions  # models are not ready before
        from campaigns import escalation, letter_jobs, letter_kind, nightly, own_data, retention
        from campaigns.wording import WORDING

        register_actions(WORDING)
        nightly.register()
        escalation.register()
        letter_jobs.register()
        letter_kind.register()
        retention.register()
        own_data.register()

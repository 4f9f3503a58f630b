from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "units"

    def ready(self):
        from audit.actions import register_actions  # models are not ready before
        from units.wording import WORDING

        register_actions(WORDING)

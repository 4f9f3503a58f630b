from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "units"

    def ready(self):
        from units.registration import register  # models are not ready before

        register()

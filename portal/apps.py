from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self):
        from portal import checks  # noqa: F401 (its checks register themselves)
        from portal.workbook import wording, work

        work.register()
        wording.register()

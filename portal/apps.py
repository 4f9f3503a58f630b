from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self):
        from audit.seals import seal_entries
        from jobs.schedule import register_ensure
        from portal import checks  # noqa: F401 (its checks register themselves)
        from portal.workbook import wording, work

        register_ensure("seals of the journal", seal_entries)
        work.register()
        wording.register()

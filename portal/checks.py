"""What a production install must not forget (`manage.py check --deploy`)."""
from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def two_database_roles(app_configs, **kwargs):
    if settings.DATABASE_OWNER_URL != settings.DATABASE_URL:
        return []
    return [
        checks.Warning(
            "The portal works as the owner of its database: that it cannot change its history is not promised.",
            hint="Give DATABASE_OWNER_URL a role of its own; docs/operations.md says how.",
            id="portal.W001",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def https_is_on(app_configs, **kwargs):
    if settings.HTTPS:
        return []
    return [checks.Warning("HTTPS is off: passwords would travel in the open.", hint="Leave HTTPS out.", id="portal.W002")]


@checks.register(checks.Tags.security, deploy=True)
def sheets_have_a_key_of_their_own(app_configs, **kwargs):
    if not settings.SHEET_KEYS_DERIVED:
        return []
    return [
        checks.Warning(
            "SHEET_KEYS is not set: the codes of printed sheets are signed with a key that follows from SECRET_KEY, "
            "and a new SECRET_KEY would make every sheet already printed unreadable.",
            hint="Make a key, as for SECRET_KEY, and keep it with the backups.",
            id="portal.W003",
        )
    ]

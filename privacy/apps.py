from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class PrivacyConfig(AppConfig):
    name = "privacy"

    def ready(self):
        from privacy.registration import register  # models are not ready before
        from privacy.standing import note_sign_in

        register()
        user_logged_in.connect(note_sign_in, dispatch_uid="privacy.note_sign_in")

from django.contrib.auth.backends import BaseBackend

from lib.clock import now

from accounts.models import User
from accounts.services.codes import use_one_time_code


class PasswordOrCodeBackend(BaseBackend):
    """Signs in by user name in any case and by the password, or by a printed one-time code.

    A deactivated user is returned too, so that the form can tell him so once he has shown who he is; his sessions
    end all the same, because `get_user` does not find him.
    """

    def authenticate(self, request, username=None, password=None):
        if not username or not password:
            return None
        try:
            user = User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            # As slow as a wrong password, so that the time tells nobody which names exist.
            User().set_password(password)
            return None
        if user.check_password(password) or use_one_time_code(user=user, code=password, at=now()):
            return user
        return None

    def get_user(self, user_id):
        return User.objects.filter(pk=user_id, is_active=True).first()

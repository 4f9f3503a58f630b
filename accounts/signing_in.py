"""What a session learns when somebody signs in."""
import uuid

from django.utils import timezone

from accounts.devices import device_words
from accounts.kept_phones import forget
from accounts.second_factor import ask_for_it
from accounts.sessions import DEVICE, HANDLE, STARTED


def note_sign_in(sender, request, user, **kwargs):
    """Receiver of `user_logged_in`: what the list of one's own sessions shows, and whether the second step is owed."""
    forget(request.session)
    request.session[STARTED] = timezone.now().isoformat()
    request.session[DEVICE] = device_words(request.headers.get("User-Agent", ""))
    request.session[HANDLE] = str(uuid.uuid4())
    ask_for_it(request.session, user)

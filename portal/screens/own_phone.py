"""What the home page says of the telephone it is read on: remembered, or to be offered that."""
from accounts.devices import is_telephone
from accounts.kept_phones import is_allowed_to, is_kept, is_narrow, kept_until
from accounts.sessions import DEVICE


def own_phone(request):
    session = request.session
    offered = not is_kept(session) and is_telephone(session.get(DEVICE, "")) and is_allowed_to(request.user)
    return {"offered": offered, "narrow": is_narrow(session), "until": kept_until(session)}

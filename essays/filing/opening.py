"""Who may look at the picture of a scanned page, and the picture as it is shown: turned as somebody turned it."""
import io

from django.db.models import Q
from PIL import Image

from essays.filing.storage import picture_path
from essays.models import Essay, PageGrant, ScanPage, Went
from lib.clock import today
from units.scope import within_paths

INSPECTING = "essays.inspect"
# Who files pages and who reads essays.
_PERMISSIONS = ("essays.mark", "names.handle")
_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


def pages_to_open(user):
    """Pages whose picture the user may look at: filed ones by the unit they are filed to, the others by their batch's."""
    pages = ScanPage.objects.none()
    for permission in _PERMISSIONS:
        pages |= ScanPage.objects.permitted(user, permission)
    return pages


def may_open(user, page):
    """Whether the picture may be shown, by the user's own reach or by an assignment to inspect."""
    return pages_to_open(user).filter(pk=page.pk).exists() or pages_to_inspect(user).filter(pk=page.pk).exists()


def running_grants(user):
    """Assignments that hold today, for units the user still inspects."""
    grants = PageGrant.objects.running_on(today()).filter(inspector=user).permitted(user, INSPECTING)
    return grants.select_related("unit", "campaign", "by")


def pages_to_inspect(user):
    """Filed pages of the essays a running assignment names."""
    return ScanPage.objects.filter(_granted(user), went=Went.FILED, essay__isnull=False)


def essays_to_inspect(user):
    return Essay.objects.filter(_granted(user))


def _granted(user):
    query = Q(pk__in=[])
    for grant in running_grants(user):
        query |= Q(campaign=grant.campaign_id) & within_paths("unit__path", [grant.unit.path])
    return query


def picture_of(page):
    """An open file with the JPEG of the page, upright."""
    path = picture_path(page)
    return open(path, "rb") if not page.turned else turned_picture(path, page.turned)


def turned_picture(path, degrees):
    """The picture turned clockwise by 90, 180 or 270 degrees; what lies on the disk stays."""
    target = io.BytesIO()
    with Image.open(path) as picture:
        picture.transpose(_TURNS[degrees]).save(target, "JPEG", quality=88)
    target.seek(0)
    return target

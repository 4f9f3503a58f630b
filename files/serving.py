"""Sends a private file: by the portal itself, or by nginx where it stands in front."""
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

# Should a picture ever be read as a page, it may do nothing at all.
_POLICY = "default-src 'none'; sandbox"


def serve_privately(path, *, media_type, name, as_attachment=False):
    """The file as an answer nobody sniffs, runs or keeps.

    With FILES_ACCEL_PREFIX nginx sends the bytes; it drops these headers and has to set them itself.
    """
    if settings.FILES_ACCEL_PREFIX:
        response = HttpResponse(content_type=media_type)
        response["X-Accel-Redirect"] = settings.FILES_ACCEL_PREFIX + str(Path(path).relative_to(settings.MEDIA_ROOT))
    else:
        response = FileResponse(open(path, "rb"), content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    return response

"""Sends a private file. Its bytes are readable by the portal alone, so no proxy sends them in its place."""
from django.http import FileResponse
from django.utils.http import content_disposition_header

# Should a picture ever be read as a page, it may do nothing at all.
_POLICY = "default-src 'none'; sandbox"


def serve_privately(source, *, media_type, name, as_attachment=False):
    """The file (a path, or open for reading) as an answer nobody sniffs, runs or keeps."""
    content = source if hasattr(source, "read") else open(source, "rb")
    response = FileResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    return response

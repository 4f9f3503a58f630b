from django.http import HttpResponse
from django.utils.http import content_disposition_header


def pdf_answer(content, name, *, attached):
    """A PDF that may neither run nor load anything, and stays in no cache."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(attached, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response

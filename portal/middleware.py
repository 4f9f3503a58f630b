"""What holds for every answer of the portal."""
import pghistory
from django.conf import settings
from pghistory.middleware import HistoryMiddleware

CONTENT_SECURITY_POLICY = "; ".join([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    # Bootstrap's own pictures are data addresses within its style sheet.
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
])
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class ClientAddressMiddleware:
    """Puts the visitor's address in place of our own proxy's, which alone is believed."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.trusted = frozenset(settings.TRUSTED_PROXIES)

    def __call__(self, request):
        forwarded = request.headers.get("X-Forwarded-For", "")
        if forwarded and request.META.get("REMOTE_ADDR", "") in self.trusted:
            # The last one is what our proxy saw; those before it are the visitor's own claim.
            request.META["REMOTE_ADDR"] = forwarded.rsplit(",", 1)[-1].strip()
        return self.get_response(request)


class SecureAnswerMiddleware:
    """Scripts and styles from here only; nothing kept by a browser or proxy. A view may set its own, stricter headers."""

    HEADERS = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Permissions-Policy": PERMISSIONS_POLICY,
        # No other site may draw our pictures and papers into its pages and measure them.
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # Of pages alone: viewers of papers, which are a browser's own pages, do not all take it.
            response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response


class IdleSessionMiddleware:
    """Puts off the end of a session that is used; one left idle ends by itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        session = request.session
        if session.accessed and not session.modified and session.use_is_to_be_noted:
            session.modified = True
        return response


class OccasionMiddleware(HistoryMiddleware):
    """Keeps beside the histories who asked for what: the page by its name and the numbers in its address.

    Neither the address itself nor what was asked after its question mark: they may hold the key of a link.
    """

    def get_context(self, request):
        return {"user": request.user.pk, "method": request.method}

    def process_view(self, request, view, args, kwargs):
        of = {name: value for name, value in kwargs.items() if isinstance(value, int)}
        pghistory.context(page=request.resolver_match.view_name, **({"of": of} if of else {}))

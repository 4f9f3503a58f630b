"""What every view begins with: a permission, and objects loaded through the caller's scope."""
from django.core.exceptions import ImproperlyConfigured, PermissionDenied

from units.scope import has_permission


class PermittedMixin:
    """Asks for the permission before anything else and loads the view's objects eagerly.

    403 where no role of the user gives the permission; `load()` answers 404 for what is outside his scope.
    """

    permission = None
    # Forms need no more; Django's form views would take a PUT for a POST.
    http_method_names = ["get", "head", "options", "post"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.permission is None:
            raise ImproperlyConfigured(f"{type(self).__name__} names no permission")
        if not has_permission(request.user, self.permission):
            raise PermissionDenied
        self.load()

    def load(self):
        """Fetch the objects named in the URL through `permitted(...)`; here, not later: a lazy guard is no guard."""


class OpenToAllSignedIn:
    """Marks a view that needs no permission beyond being signed in (own password, own home)."""

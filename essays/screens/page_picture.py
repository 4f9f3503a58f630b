"""The picture of a scanned page in full size."""
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views import View

from essays.filing.opening import pages_to_open
from essays.services.opening import open_page
from files.serving import serve_privately
from units.screens.permitted import PermittedMixin


class PagePicture(PermittedMixin, View):
    """Recorded each time it is shown: by whom, whose page."""

    permission = "names.handle"

    def load(self):
        pages = pages_to_open(self.request.user).filter(erased_at=None).exclude(picture="")
        self.page = get_object_or_404(pages.select_related("file__batch__unit", "unit", "member"), pk=self.kwargs["pk"])

    def get(self, request, pk):
        try:
            picture = open_page(page=self.page, by=request.user)
        except FileNotFoundError:
            raise Http404 from None
        return serve_privately(picture, media_type="image/jpeg", name="page.jpg")

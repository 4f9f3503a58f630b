from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from audit.record import record
from files.models import StoredFile
from files.serving import serve_privately
from files.storage import original_path, page_path, thumb_path
from units.screens.permitted import OpenToAllSignedIn, PermittedMixin


class ReadableFile(OpenToAllSignedIn):
    """Loads a file by the permission the file itself names."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        files = StoredFile.objects.readable_by(request.user).select_related("unit")
        self.file = get_object_or_404(files, pk=kwargs["file_id"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(file=self.file, **kwargs)


class FileShow(ReadableFile, TemplateView):
    """All pages of a file, one below the other."""

    template_name = "files/show.html"


class FileFragment(ReadableFile, TemplateView):
    """How it stands with one file, asked again while it is being checked."""

    template_name = "files/_file.html"


class FilePage(ReadableFile, View):
    """One clean page as a picture."""

    def get(self, request, file_id, page):
        if not self.file.is_clean or page not in self.file.pages:
            raise Http404
        name = _("%(name)s, page %(page)d") % {"name": self.file.name, "page": page}
        return serve_privately(page_path(self.file.sha256, page), media_type="image/jpeg", name=f"{name}.jpg")


class FileThumb(ReadableFile, View):
    """A small picture of the first page."""

    def get(self, request, file_id):
        if not self.file.is_clean or not self.file.page_count:
            raise Http404
        return serve_privately(thumb_path(self.file.sha256), media_type="image/jpeg", name="thumb.jpg")


class FileDownload(ReadableFile, View):
    """A file of which no pages are drawn, as it was sent: to be kept, never shown here."""

    def get(self, request, file_id):
        if not self.file.is_clean or not self.file.is_handed_out:
            raise Http404
        return serve_privately(
            original_path(self.file.sha256), media_type=self.file.media_type, name=self.file.name, as_attachment=True
        )


class FileOriginal(PermittedMixin, View):
    """The file as it was sent, to be kept and not opened here; each reading is recorded."""

    permission = "files.original"

    def load(self):
        files = StoredFile.objects.permitted(self.request.user, self.permission).filter(original_kept=True)
        self.file = get_object_or_404(files, pk=self.kwargs["file_id"])

    def get(self, request, file_id):
        record("files.file.original_read", self.file, by=request.user)
        return serve_privately(
            original_path(self.file.sha256), media_type="application/octet-stream", name=self.file.name, as_attachment=True
        )

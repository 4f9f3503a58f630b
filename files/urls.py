from django.urls import path

from accounts.kept_phones import open_to_kept_phones
from files import views

app_name = "files"

urlpatterns = [
    path("<int:file_id>/", open_to_kept_phones(views.FileShow.as_view()), name="show"),
    path("<int:file_id>/state/", open_to_kept_phones(views.FileFragment.as_view()), name="fragment"),
    path("<int:file_id>/<int:page>.jpg", open_to_kept_phones(views.FilePage.as_view()), name="page"),
    path("<int:file_id>/thumb.jpg", open_to_kept_phones(views.FileThumb.as_view()), name="thumb"),
    path("<int:file_id>/download/", open_to_kept_phones(views.FileDownload.as_view()), name="download"),
    path("<int:file_id>/original/", views.FileOriginal.as_view(), name="original"),
]

from django.urls import path

from files import views

app_name = "files"

urlpatterns = [
    path("<int:file_id>/", views.FileShow.as_view(), name="show"),
    path("<int:file_id>/state/", views.FileFragment.as_view(), name="fragment"),
    path("<int:file_id>/<int:page>.jpg", views.FilePage.as_view(), name="page"),
    path("<int:file_id>/thumb.jpg", views.FileThumb.as_view(), name="thumb"),
    path("<int:file_id>/download/", views.FileDownload.as_view(), name="download"),
    path("<int:file_id>/original/", views.FileOriginal.as_view(), name="original"),
]

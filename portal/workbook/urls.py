from django.urls import path

from portal.workbook import views

app_name = "workbook"

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("gui/", views.Upload.as_view(), name="upload"),
    path("mau/", views.Template.as_view(), name="template"),
    path("xuat/", views.Export.as_view(), name="export"),
    path("xuat/<int:pk>/", views.ExportReady.as_view(), name="export_ready"),
    path("xuat/<int:pk>/tep/", views.ExportFile.as_view(), name="export_file"),
    path("<int:pk>/", views.Show.as_view(), name="show"),
    path("<int:pk>/ghi/", views.Confirm.as_view(), name="confirm"),
    path("<int:pk>/thoi/", views.Drop.as_view(), name="drop"),
    path("<int:pk>/rut/", views.Undo.as_view(), name="undo"),
    path("<int:pk>/so-phai-hoc/", views.Ledger.as_view(), name="ledger"),
    path("<int:pk>/dong-loi/", views.BadRows.as_view(), name="bad_rows"),
]

from django.urls import path

from portal.screens.audit.journal import Journal

app_name = "audit"

urlpatterns = [path("", Journal.as_view(), name="list")]

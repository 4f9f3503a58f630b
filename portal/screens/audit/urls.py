from django.urls import path

from portal.screens.audit import looked
from portal.screens.audit.journal import Journal

app_name = "audit"

urlpatterns = [
    path("", Journal.as_view(), name="list"),
    path("looked/member/<int:pk>/", looked.MemberLooked.as_view(), name="looked_member"),
    path("looked/essay/<int:pk>/", looked.EssayLooked.as_view(), name="looked_essay"),
    path("looked/page/<int:pk>/", looked.PageLooked.as_view(), name="looked_page"),
    path("looked/campaign/<int:pk>/", looked.CampaignLooked.as_view(), name="looked_campaign"),
    path("looked/file/<int:pk>/", looked.FileLooked.as_view(), name="looked_file"),
]

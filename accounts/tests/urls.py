"""The room alone: its own pages and one that needs signing in."""
from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("", lambda request: HttpResponse(f"home of {request.user.username}"), name="home"),
    path("accounts/", include("accounts.urls")),
]

from django.urls import path

from privacy.screens.own_data import Erase, OwnData, OwnDataFile

app_name = "own_data"

urlpatterns = [
    path("<int:pk>/", OwnData.as_view(), name="show"),
    path("<int:pk>/tep/", OwnDataFile.as_view(), name="file"),
    path("<int:pk>/tep-va-anh/", OwnDataFile.as_view(with_pictures=True), name="archive"),
    path("<int:pk>/xoa/", Erase.as_view(), name="erase"),
]

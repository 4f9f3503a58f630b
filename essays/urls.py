from django.urls import path

from essays.screens import essays, listing, register

app_name = "essays"

urlpatterns = [
    path("", listing.EssayList.as_view(), name="list"),
    path("don-vi/<int:duty_id>/", register.Register.as_view(), name="register"),
    path("don-vi/<int:duty_id>/nop/", register.HandIn.as_view(), name="hand_in"),
    path("don-vi/<int:duty_id>/cham/", register.Mark.as_view(), name="mark"),
    path("<int:pk>/", essays.EssayPage.as_view(), name="essay"),
    path("<int:pk>/tra-lai/", essays.EssayReturn.as_view(), name="return"),
    path("<int:pk>/kiem-tra/", essays.EssayChecks.as_view(), name="checks"),
    path("<int:pk>/bo-buoc-cuoi/", essays.EssayUndo.as_view(), name="undo"),
]

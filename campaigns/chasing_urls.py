from django.urls import path

from campaigns.screens import chasing, chasing_calls, letters

urlpatterns = [
    path("dot-hoc-tap/<int:pk>/don-doc/", chasing.Desk.as_view(), name="desk"),
    path("dot-hoc-tap/<int:pk>/don-doc/phieu-goi/", chasing.CallSheet.as_view(), name="call_sheet"),
    path("dot-hoc-tap/<int:pk>/don-doc/tin-nhan/", chasing.ChatTexts.as_view(), name="chat_texts"),
    path("dot-hoc-tap/<int:pk>/don-doc/bac-thang/", chasing.LadderChange.as_view(), name="ladder"),
    path("dot-hoc-tap/<int:pk>/don-doc/cong-van/", letters.LetterAdd.as_view(), name="letter_add"),
    path("don-vi-hoc/<int:duty_id>/goi/", chasing_calls.CallLog.as_view(), name="call"),
    path("bac-don-doc/<int:pk>/da-bao/", chasing.StepAnswer.as_view(), name="step_answer"),
    path("cong-van-don-doc/<int:pk>/", letters.LetterPage.as_view(), name="letter"),
    path("cong-van-don-doc/<int:pk>/tep/", letters.LetterFile.as_view(), name="letter_file"),
    path("cong-van-don-doc/<int:pk>/phat-hanh/", letters.LetterIssue.as_view(), name="letter_issue"),
]

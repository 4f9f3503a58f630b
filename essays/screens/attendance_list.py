"""The attendance list of a class, to be signed and photographed back."""
from django.shortcuts import get_object_or_404
from django.views.generic import FormView

from campaigns.models import Attendance, StudySession
from documents.screens.answers import pdf_answer
from essays.printing import labels
from essays.printing.class_lists import draw_class_lists
from lib.clock import now
from units.screens.forms import KeyedForm
from units.screens.permitted import PermittedMixin


class AttendanceList(PermittedMixin, FormView):
    """POST, because it takes names out and is recorded; the same numbers however often it is asked for."""

    permission = "names.print"
    template_name = "essays/attendance_list.html"
    form_class = KeyedForm

    def load(self):
        sessions = StudySession.objects.permitted(self.request.user, self.permission).select_related("campaign", "host")
        self.session = get_object_or_404(sessions, pk=self.kwargs["pk"])
        attendances = Attendance.objects.filter(session=self.session).permitted(self.request.user, self.permission)
        self.units = [attendance.unit for attendance in attendances.select_related("unit").order_by("unit__path")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(session=self.session, units=self.units, **kwargs)

    def form_valid(self, form):
        content = draw_class_lists(session=self.session, units=self.units, by=self.request.user, at=now())
        return pdf_answer(content, labels.ATTENDANCE.format(code=self.session.code), attached=True)

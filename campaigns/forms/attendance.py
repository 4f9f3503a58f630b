"""The part of the class form that speaks of one unit: everybody but the named, or counts typed."""
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.services.attendance import AttendanceRow, NamedAbsence, all_present_but

PRESENT, EXCUSED, UNEXCUSED = "present", "excused", "unexcused"


class Mode:
    NAMED = "named"
    COUNTED = "counted"
    CHOICES = [(NAMED, _("Everybody, but for those marked below")), (COUNTED, _("Type the counts"))]


def _count(label):
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=100_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "form-control"}),
    )


class AttendanceForm(forms.Form):
    """One unit at the class. `roster`: RosterEntry rows with their members, in people order."""

    mode = forms.ChoiceField(
        choices=Mode.CHOICES, initial=Mode.NAMED, required=False,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    summoned = _count(_("Summoned"))
    present = _count(_("Present"))
    absent_excused = _count(_("Absent with reason"))
    absent_unexcused = _count(_("Absent without reason"))
    non_members = _count(_("Non-members present"))

    def __init__(self, *args, duty, roster, row=None, **kwargs):
        self.duty, self.roster = duty, list(roster)
        self.marks_before = _marks_of(row)
        super().__init__(*args, initial=_initial_of(row, duty), **kwargs)

    @property
    def unit(self):
        return self.duty.unit

    def people(self):
        """`[(field name, member, mark)]`: how each on the roster is marked."""
        return [(self._name_of(entry), entry.member, self._mark_of(entry)) for entry in self.roster]

    def _name_of(self, entry):
        return self.add_prefix(f"m{entry.member_id}")

    def _mark_of(self, entry):
        if self.is_bound:
            return self.data.get(self._name_of(entry), PRESENT)
        return self.marks_before.get(entry.member_id, PRESENT)

    def inputs_of(self, row):
        """`[(name, value)]` that a browser would send for the row."""
        initial, marks = _initial_of(row, self.duty), _marks_of(row)
        counts = [(self.add_prefix(name), value) for name, value in initial.items() if value is not None]
        return counts + [(self._name_of(entry), marks.get(entry.member_id, PRESENT)) for entry in self.roster]

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            cleaned["row"] = self._counted_row(cleaned) if cleaned.get("mode") == Mode.COUNTED else self._named_row(cleaned)
        return cleaned

    def _absences(self):
        marks = [(entry.member, self._mark_of(entry)) for entry in self.roster]
        return tuple(NamedAbsence(member, mark == EXCUSED) for member, mark in marks if mark in (EXCUSED, UNEXCUSED))

    def _named_row(self, cleaned):
        return all_present_but(
            self.unit, heads=self.duty.heads, absences=self._absences(), non_members=cleaned.get("non_members") or 0
        )

    def _counted_row(self, cleaned):
        """The counts as typed; what is left out follows from the others where it can."""
        excused, unexcused = cleaned.get("absent_excused") or 0, cleaned.get("absent_unexcused") or 0
        present, summoned = cleaned.get("present"), cleaned.get("summoned")
        if present is None and summoned is None:
            self.add_error("present", _("Type how many were present."))
            return None
        summoned = present + excused + unexcused if summoned is None else summoned
        present = summoned - excused - unexcused if present is None else present
        return AttendanceRow(
            unit=self.unit, summoned=summoned, present=max(0, present), absent_excused=excused,
            absent_unexcused=unexcused, non_members=cleaned.get("non_members") or 0, absences=self._absences(),
        )


def same_attendance(one, other):
    """True where the counts are the same and the same are named, in whatever order."""
    return _counts_of(one) == _counts_of(other) and _marks_of(one) == _marks_of(other)


def _counts_of(row):
    return row.summoned, row.present, row.absent_excused, row.absent_unexcused, row.non_members


def attendance_words(row):
    """The row in a sentence, with the names of the absent."""
    names = ", ".join(sorted(absence.member.full_name for absence in row.absences))
    counts = dict(zip(("summoned", "present", "excused", "unexcused", "guests"), _counts_of(row), strict=True))
    words = _("%(summoned)d summoned, %(present)d present, %(excused)d absent with reason, %(unexcused)d absent without reason, %(guests)d non-members") % counts
    return f"{words} ({names})" if names else words


def _marks_of(row):
    absences = row.absences if row else ()
    return {absence.member.pk: EXCUSED if absence.excused else UNEXCUSED for absence in absences}


def _initial_of(row, duty):
    """Counts are shown typed only where they differ from the list of names."""
    if row is None:
        return {"mode": Mode.NAMED}
    follows = row == all_present_but(row.unit, heads=duty.heads, absences=row.absences, non_members=row.non_members)
    return {
        "mode": Mode.NAMED if follows else Mode.COUNTED,
        "summoned": row.summoned, "present": row.present, "absent_excused": row.absent_excused,
        "absent_unexcused": row.absent_unexcused, "non_members": row.non_members or None,
    }

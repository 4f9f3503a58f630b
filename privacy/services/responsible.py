"""Who is responsible for personal data in a committee."""
from django.db import transaction

from audit.record import record
from lib.conflict import check_version
from lib.vietnamese import clean_text
from privacy.models import ResponsiblePerson
from units.models import Unit
from units.services.formats import check_phone


@transaction.atomic
def name_responsible(*, unit, version, by, at, **facts):
    """Name the person or put the data right; `version` 0 where nobody was named when the form was drawn."""
    Unit.objects.select_for_update(of=["self"]).get(pk=unit.pk)
    row = ResponsiblePerson.objects.filter(unit=unit).first()
    if row is None:
        row = ResponsiblePerson(unit=unit)
    else:
        check_version(row, version)
        row.version += 1
    for name, value in facts.items():
        setattr(row, name, clean_text(value))
    check_phone(row.phone)
    row.full_clean()
    row.save()
    record("privacy.responsible.named", row, by=by, name=row.full_name, office=row.office)
    return row

import datetime

from django.db import migrations

from privacy.notice_text import first_sections


def seed(apps, schema_editor):
    apps.get_model("privacy", "Notice").objects.create(
        version=1, valid_from=datetime.date(2026, 1, 1), sections=first_sections()
    )


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_begun")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

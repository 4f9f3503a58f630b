from django.db import migrations

from documents.profiles import ensure_profiles


def seed(apps, schema_editor):
    ensure_profiles(apps.get_model("documents", "LayoutProfile"))


class Migration(migrations.Migration):

    dependencies = [("documents", "0002_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

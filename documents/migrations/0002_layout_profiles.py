from django.db import migrations

from documents.profiles import ensure_profiles


def seed(apps, schema_editor):
    ensure_profiles(apps.get_model("documents", "LayoutProfile"))


class Migration(migrations.Migration):
    replaces = [("documents", "0003_seed_layout_profiles")]

    dependencies = [("documents", "0001_squashed")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

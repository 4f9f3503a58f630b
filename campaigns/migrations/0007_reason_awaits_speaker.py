from django.db import migrations


def mark_the_reason(apps, schema_editor):
    """The seeded reason, unless an office has put it into other words."""
    apps.get_model("campaigns", "DelayReason").objects.filter(text="Chờ báo cáo viên").update(awaits_speaker=True)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0006_speakers_and_minutes")]
    operations = [migrations.RunPython(mark_the_reason, migrations.RunPython.noop)]

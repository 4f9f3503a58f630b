from django.db import migrations

# The reasons units give most often; an office may change the list.
AWAITS_SPEAKER = "Chờ báo cáo viên"
REASONS = [
    AWAITS_SPEAKER,
    "Ghép lớp với đơn vị khác",
    "Cấp uỷ bận công tác",
    "Theo ca sản xuất",
    "Thi học kỳ, hết năm học",
    "Thiên tai, dịch bệnh",
    "Chưa bố trí được hội trường",
    "Chưa báo cáo",
]


def enter_reasons(apps, schema_editor):
    reason = apps.get_model("campaigns", "DelayReason")
    reason.objects.bulk_create(
        reason(text=text, position=i, awaits_speaker=text == AWAITS_SPEAKER) for i, text in enumerate(REASONS, 1)
    )


class Migration(migrations.Migration):
    replaces = [("campaigns", "0004_usual_reasons"), ("campaigns", "0007_reason_awaits_speaker")]
    dependencies = [("campaigns", "0001_squashed")]
    operations = [migrations.RunPython(enter_reasons, migrations.RunPython.noop)]

from django.db import migrations

# The reasons units give most often; an office may change the list.
REASONS = [
    "Chờ báo cáo viên",
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
    reason.objects.bulk_create(reason(text=text, position=i) for i, text in enumerate(REASONS, 1))


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_origins_of_duties")]
    operations = [migrations.RunPython(enter_reasons, migrations.RunPython.noop)]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("reports", "0005_ways_to_the_signature")]

    operations = [
        migrations.RemoveConstraint(model_name="weeklyreport", name="one_report_per_week"),
        migrations.AddField(
            model_name="weeklyreport", name="kind",
            field=models.CharField(
                choices=[("weekly", "weekly report"), ("final", "final report")], default="weekly", max_length=20
            ),
        ),
        migrations.AddField(model_name="weeklyreport", name="delta", field=models.JSONField(blank=True, null=True)),
        migrations.AddField(model_name="weeklyreport", name="extras", field=models.JSONField(blank=True, default=dict)),
        migrations.AddConstraint(
            model_name="weeklyreport",
            constraint=models.UniqueConstraint(
                fields=("campaign", "unit", "kind", "week_start", "revision"), name="one_report_per_week"
            ),
        ),
    ]

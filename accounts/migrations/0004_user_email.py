from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0003_user_search")]

    operations = [
        migrations.AddField("user", "email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail for reminders")),
    ]

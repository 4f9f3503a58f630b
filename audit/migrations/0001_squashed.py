from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('audit', '0001_initial')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, verbose_name='at')),
                ('actor_id', models.BigIntegerField(db_index=True, null=True, verbose_name='actor number')),
                ('actor_name', models.CharField(blank=True, max_length=150, verbose_name='actor')),
                ('action', models.CharField(max_length=80, verbose_name='action')),
                ('object_type', models.CharField(blank=True, max_length=80, verbose_name='kind of object')),
                ('object_id', models.CharField(blank=True, max_length=40, verbose_name='object number')),
                ('unit_path', models.CharField(blank=True, db_collation='C', db_index=True, max_length=255, verbose_name='unit path')),
                ('details', models.JSONField(default=dict, verbose_name='details')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['object_type', 'object_id'], name='audit_entry_object')],
            },
        ),
    ]

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('files', '0001_initial'), ('files', '0002_initial'), ('files', '0003_reach_and_keeping')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('units', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('read_permission', models.CharField(max_length=60)),
                ('seen_from_below', models.BooleanField(default=False)),
                ('name', models.CharField(max_length=200, verbose_name='file name')),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('verdict', models.CharField(choices=[('waiting', 'being checked'), ('clean', 'clean'), ('refused', 'refused')], default='waiting', max_length=20, verbose_name='verdict')),
                ('reason', models.CharField(blank=True, max_length=60)),
                ('page_count', models.PositiveIntegerField(default=0)),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_at', models.DateTimeField()),
                ('original_kept', models.BooleanField(default=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('original_kept', True), ('verdict', 'refused')), fields=['uploaded_at'], name='file_refused_kept')],
            },
        ),
        migrations.CreateModel(
            name='StoredFileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='files.storedfile')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('read_permission', models.CharField(max_length=60)),
                ('seen_from_below', models.BooleanField(default=False)),
                ('name', models.CharField(max_length=200, verbose_name='file name')),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64)),
                ('verdict', models.CharField(choices=[('waiting', 'being checked'), ('clean', 'clean'), ('refused', 'refused')], default='waiting', max_length=20, verbose_name='verdict')),
                ('reason', models.CharField(blank=True, max_length=60)),
                ('page_count', models.PositiveIntegerField(default=0)),
                ('uploaded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_at', models.DateTimeField()),
                ('original_kept', models.BooleanField(default=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "files_storedfileevent" ("id", "media_type", "name", "original_kept", "page_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_permission", "reason", "seen_from_below", "sha256", "size", "unit_id", "uploaded_at", "uploaded_by_id", "verdict") SELECT new_values."id", new_values."media_type", new_values."name", new_values."original_kept", new_values."page_count", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."read_permission", new_values."reason", new_values."seen_from_below", new_values."sha256", new_values."size", new_values."unit_id", new_values."uploaded_at", new_values."uploaded_by_id", new_values."verdict" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7ad28b5b13418f1d6b9abd58d25cea5c2932a388', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a0d7d', referencing='REFERENCING NEW TABLE AS new_values ', table='files_storedfile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "files_storedfileevent" ("id", "media_type", "name", "original_kept", "page_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_permission", "reason", "seen_from_below", "sha256", "size", "unit_id", "uploaded_at", "uploaded_by_id", "verdict") SELECT new_values."id", new_values."media_type", new_values."name", new_values."original_kept", new_values."page_count", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."read_permission", new_values."reason", new_values."seen_from_below", new_values."sha256", new_values."size", new_values."unit_id", new_values."uploaded_at", new_values."uploaded_by_id", new_values."verdict" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='07d074ad6ba124f37f2b5bf31e69661cf5b21625', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8c2ef', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='files_storedfile', when='AFTER')),
        ),
    ]

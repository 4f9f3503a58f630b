import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('portal', '0001_initial'), ('portal', '0002_undo_requests')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('units', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkbookImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('name', models.CharField(max_length=200, verbose_name='file name')),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('state', models.CharField(choices=[('uploaded', 'being read'), ('checked', 'waiting for confirmation'), ('refused', 'not readable'), ('applying', 'being written'), ('applied', 'written'), ('undoing', 'being taken back'), ('undone', 'taken back'), ('dropped', 'dropped')], default='uploaded', max_length=20, verbose_name='state')),
                ('refusal', models.CharField(blank=True, max_length=40)),
                ('refusal_details', models.JSONField(blank=True, default=dict)),
                ('preview', models.JSONField(blank=True, default=dict)),
                ('new', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('same', models.PositiveIntegerField(default=0)),
                ('wrong', models.PositiveIntegerField(default=0)),
                ('problems', models.PositiveIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('accepts_ledger', models.BooleanField(default=False)),
                ('looks', models.PositiveIntegerField(default=0)),
                ('undo_requests', models.PositiveIntegerField(default=0)),
                ('journal', models.JSONField(blank=True, default=dict)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_at', models.DateTimeField(verbose_name='sent at')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='written at')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back at')),
            ],
            options={
                'verbose_name': 'workbook import',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'applied'), _negated=True), ('applied_at__isnull', False), _connector='OR'), name='an_applied_import_says_when')],
            },
        ),
        migrations.CreateModel(
            name='WorkbookImportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='portal.workbookimport')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('unit', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('name', models.CharField(max_length=200, verbose_name='file name')),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('state', models.CharField(choices=[('uploaded', 'being read'), ('checked', 'waiting for confirmation'), ('refused', 'not readable'), ('applying', 'being written'), ('applied', 'written'), ('undoing', 'being taken back'), ('undone', 'taken back'), ('dropped', 'dropped')], default='uploaded', max_length=20, verbose_name='state')),
                ('refusal', models.CharField(blank=True, max_length=40)),
                ('refusal_details', models.JSONField(blank=True, default=dict)),
                ('new', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('same', models.PositiveIntegerField(default=0)),
                ('wrong', models.PositiveIntegerField(default=0)),
                ('problems', models.PositiveIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('accepts_ledger', models.BooleanField(default=False)),
                ('looks', models.PositiveIntegerField(default=0)),
                ('undo_requests', models.PositiveIntegerField(default=0)),
                ('by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_at', models.DateTimeField(verbose_name='sent at')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='written at')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back at')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workbookimport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_workbookimportevent" ("accepts_ledger", "applied_at", "by_id", "changed", "digest", "id", "looks", "name", "new", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problems", "refusal", "refusal_details", "same", "sha256", "size", "state", "undo_requests", "undone_at", "unit_id", "uploaded_at", "wrong") SELECT new_values."accepts_ledger", new_values."applied_at", new_values."by_id", new_values."changed", new_values."digest", new_values."id", new_values."looks", new_values."name", new_values."new", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."problems", new_values."refusal", new_values."refusal_details", new_values."same", new_values."sha256", new_values."size", new_values."state", new_values."undo_requests", new_values."undone_at", new_values."unit_id", new_values."uploaded_at", new_values."wrong" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b2119fc9ad72d4aa16823239efee18d4d641204c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ac7b2', referencing='REFERENCING NEW TABLE AS new_values ', table='portal_workbookimport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workbookimport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_workbookimportevent" ("accepts_ledger", "applied_at", "by_id", "changed", "digest", "id", "looks", "name", "new", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problems", "refusal", "refusal_details", "same", "sha256", "size", "state", "undo_requests", "undone_at", "unit_id", "uploaded_at", "wrong") SELECT new_values."accepts_ledger", new_values."applied_at", new_values."by_id", new_values."changed", new_values."digest", new_values."id", new_values."looks", new_values."name", new_values."new", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."problems", new_values."refusal", new_values."refusal_details", new_values."same", new_values."sha256", new_values."size", new_values."state", new_values."undo_requests", new_values."undone_at", new_values."unit_id", new_values."uploaded_at", new_values."wrong" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."accepts_ledger" IS DISTINCT FROM (new_values."accepts_ledger") OR old_values."applied_at" IS DISTINCT FROM (new_values."applied_at") OR old_values."by_id" IS DISTINCT FROM (new_values."by_id") OR old_values."changed" IS DISTINCT FROM (new_values."changed") OR old_values."digest" IS DISTINCT FROM (new_values."digest") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."looks" IS DISTINCT FROM (new_values."looks") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."new" IS DISTINCT FROM (new_values."new") OR old_values."problems" IS DISTINCT FROM (new_values."problems") OR old_values."refusal" IS DISTINCT FROM (new_values."refusal") OR old_values."refusal_details" IS DISTINCT FROM (new_values."refusal_details") OR old_values."same" IS DISTINCT FROM (new_values."same") OR old_values."sha256" IS DISTINCT FROM (new_values."sha256") OR old_values."size" IS DISTINCT FROM (new_values."size") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."undo_requests" IS DISTINCT FROM (new_values."undo_requests") OR old_values."undone_at" IS DISTINCT FROM (new_values."undone_at") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."uploaded_at" IS DISTINCT FROM (new_values."uploaded_at") OR old_values."wrong" IS DISTINCT FROM (new_values."wrong")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f447d6a16ccd16882f5d287b479c96ad1cdf9818', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_06b8b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='portal_workbookimport', when='AFTER')),
        ),
    ]

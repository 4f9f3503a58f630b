import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('reports', '0001_initial'), ('reports', '0002_initial'), ('reports', '0003_drafts_held_for_signature'), ('reports', '0004_annex_of_proposals'), ('reports', '0005_rows_behind_the_figures'), ('reports', '0005_ways_to_the_signature'), ('reports', '0006_delta_extras_and_final')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed'),
        ('campaigns', '0001_squashed'),
        ('documents', '0001_squashed'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('units', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='WeeklyReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('sent', 'sent for signature'), ('agreed', 'agreed to'), ('issued', 'issued')], default='draft', max_length=20)),
                ('draft_number', models.PositiveSmallIntegerField(default=1, verbose_name='draft number')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent for signature at')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('remark', models.TextField(blank=True, max_length=60000, verbose_name='remarks')),
                ('copied_at', models.DateTimeField(blank=True, null=True, verbose_name='copy to sign printed at')),
                ('version', models.PositiveIntegerField(default=1)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='weekly_reports', to='campaigns.campaign')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='weekly_reports', to='units.unit', verbose_name='whose report')),
                ('kind', models.CharField(choices=[('weekly', 'weekly report'), ('final', 'final report')], default='weekly', max_length=20)),
                ('week_start', models.DateField(verbose_name='Monday of the week')),
                ('revision', models.PositiveSmallIntegerField(default=0)),
                ('cut_off', models.DateTimeField(verbose_name='cut-off')),
                ('figures', models.JSONField(default=dict)),
                ('proposals', models.JSONField(blank=True, null=True)),
                ('delta', models.JSONField(blank=True, null=True)),
                ('extras', models.JSONField(blank=True, default=dict)),
                ('compiled_at', models.DateTimeField(blank=True, null=True)),
                ('compilations', models.PositiveIntegerField(default=0)),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='report', to='documents.document')),
            ],
            options={
                'verbose_name': 'weekly report',
                'constraints': [models.UniqueConstraint(fields=('campaign', 'unit', 'kind', 'week_start', 'revision'), name='one_report_per_week'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'issued'), _negated=True), ('document', None)), models.Q(('document__isnull', False), ('state', 'issued')), _connector='OR'), name='an_issued_report_has_its_document')],
            },
        ),
        migrations.CreateModel(
            name='Paragraph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paragraphs', to='reports.weeklyreport')),
                ('key', models.CharField(max_length=40)),
                ('position', models.PositiveSmallIntegerField()),
                ('section', models.CharField(blank=True, max_length=20)),
                ('heading', models.CharField(blank=True, max_length=200)),
                ('computed', models.TextField(blank=True)),
                ('edited', models.TextField(blank=True, null=True)),
                ('edited_over', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('report', 'key'), name='one_paragraph_per_key')],
            },
        ),
        migrations.CreateModel(
            name='ReportBasis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='basis', to='reports.weeklyreport')),
                ('rows', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='WeeklyReportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reports.weeklyreport')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('state', models.CharField(choices=[('draft', 'draft'), ('sent', 'sent for signature'), ('agreed', 'agreed to'), ('issued', 'issued')], default='draft', max_length=20)),
                ('draft_number', models.PositiveSmallIntegerField(default=1, verbose_name='draft number')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent for signature at')),
                ('sent_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('remark', models.TextField(blank=True, max_length=60000, verbose_name='remarks')),
                ('copied_at', models.DateTimeField(blank=True, null=True, verbose_name='copy to sign printed at')),
                ('version', models.PositiveIntegerField(default=1)),
                ('campaign', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit', verbose_name='whose report')),
                ('week_start', models.DateField(verbose_name='Monday of the week')),
                ('revision', models.PositiveSmallIntegerField(default=0)),
                ('cut_off', models.DateTimeField(verbose_name='cut-off')),
                ('compiled_at', models.DateTimeField(blank=True, null=True)),
                ('compilations', models.PositiveIntegerField(default=0)),
                ('document', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ParagraphEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reports.paragraph')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('report', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reports.weeklyreport')),
                ('key', models.CharField(max_length=40)),
                ('position', models.PositiveSmallIntegerField()),
                ('section', models.CharField(blank=True, max_length=20)),
                ('heading', models.CharField(blank=True, max_length=200)),
                ('computed', models.TextField(blank=True)),
                ('edited', models.TextField(blank=True, null=True)),
                ('edited_over', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportBasisEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reports.reportbasis')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('report', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reports.weeklyreport')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='weeklyreport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_weeklyreportevent" ("answered_at", "answered_by_id", "campaign_id", "compilations", "compiled_at", "copied_at", "cut_off", "document_id", "draft_number", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "revision", "sent_at", "sent_by_id", "state", "unit_id", "version", "week_start") SELECT new_values."answered_at", new_values."answered_by_id", new_values."campaign_id", new_values."compilations", new_values."compiled_at", new_values."copied_at", new_values."cut_off", new_values."document_id", new_values."draft_number", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."remark", new_values."revision", new_values."sent_at", new_values."sent_by_id", new_values."state", new_values."unit_id", new_values."version", new_values."week_start" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='76bb2f33ec7c875ed90e2d53c582ca9eb048c4ad', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e5171', referencing='REFERENCING NEW TABLE AS new_values ', table='reports_weeklyreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='weeklyreport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_weeklyreportevent" ("answered_at", "answered_by_id", "campaign_id", "compilations", "compiled_at", "copied_at", "cut_off", "document_id", "draft_number", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "revision", "sent_at", "sent_by_id", "state", "unit_id", "version", "week_start") SELECT new_values."answered_at", new_values."answered_by_id", new_values."campaign_id", new_values."compilations", new_values."compiled_at", new_values."copied_at", new_values."cut_off", new_values."document_id", new_values."draft_number", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."remark", new_values."revision", new_values."sent_at", new_values."sent_by_id", new_values."state", new_values."unit_id", new_values."version", new_values."week_start" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."answered_at" IS DISTINCT FROM (new_values."answered_at") OR old_values."answered_by_id" IS DISTINCT FROM (new_values."answered_by_id") OR old_values."campaign_id" IS DISTINCT FROM (new_values."campaign_id") OR old_values."compilations" IS DISTINCT FROM (new_values."compilations") OR old_values."compiled_at" IS DISTINCT FROM (new_values."compiled_at") OR old_values."copied_at" IS DISTINCT FROM (new_values."copied_at") OR old_values."cut_off" IS DISTINCT FROM (new_values."cut_off") OR old_values."document_id" IS DISTINCT FROM (new_values."document_id") OR old_values."draft_number" IS DISTINCT FROM (new_values."draft_number") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."remark" IS DISTINCT FROM (new_values."remark") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."sent_at" IS DISTINCT FROM (new_values."sent_at") OR old_values."sent_by_id" IS DISTINCT FROM (new_values."sent_by_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."week_start" IS DISTINCT FROM (new_values."week_start")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8d0957788d6bf07b6dfc76b33b0979018330d5fc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_04601', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reports_weeklyreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportbasis',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_reportbasisevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."report_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='060473c93bf79fb117f6d534e370aa522ddfd62b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f5294', referencing='REFERENCING NEW TABLE AS new_values ', table='reports_reportbasis', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportbasis',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_reportbasisevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."report_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."report_id" IS DISTINCT FROM (new_values."report_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9ab8b4d67705b39ced69728c4a51dfe8c48ca22d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d3f9b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reports_reportbasis', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paragraph',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_paragraphevent" ("computed", "edited", "edited_over", "heading", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "section", "version") SELECT new_values."computed", new_values."edited", new_values."edited_over", new_values."heading", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."report_id", new_values."section", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cd4680ad205044ec621189fc71ffb5562b89c536', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_dfcab', referencing='REFERENCING NEW TABLE AS new_values ', table='reports_paragraph', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paragraph',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_paragraphevent" ("computed", "edited", "edited_over", "heading", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "section", "version") SELECT new_values."computed", new_values."edited", new_values."edited_over", new_values."heading", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."report_id", new_values."section", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='957688dd49fcc8b506e1637e7c820f214ac93e05', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_62c4e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reports_paragraph', when='AFTER')),
        ),
    ]

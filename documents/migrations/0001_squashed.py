import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('documents', '0001_initial'), ('documents', '0002_initial'), ('documents', '0004_numbers_and_versions'), ('documents', '0005_wording_of_fields'), ('documents', '0006_number_books_and_layout_versions')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('units', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='IssuingBody',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issuing_bodies', to='units.unit')),
                ('superior_name', models.CharField(max_length=200, verbose_name='name of the superior')),
                ('name', models.CharField(max_length=200, verbose_name='name of the body')),
                ('prose_name', models.CharField(blank=True, max_length=200, verbose_name='name in a sentence')),
                ('organisation_name', models.CharField(blank=True, max_length=100, verbose_name='the organisation in a sentence')),
                ('committee_name', models.CharField(blank=True, max_length=100, verbose_name='the committee in a sentence')),
                ('symbol', models.CharField(max_length=30, verbose_name='symbol of the body')),
                ('place', models.CharField(max_length=100, verbose_name='place of issue')),
                ('recipients', models.TextField(blank=True, verbose_name='recipients')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'issuing body',
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='issuing_body_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='units.unit')),
                ('name', models.CharField(max_length=60, verbose_name='name of the term')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'term',
                'ordering': ['starts_on'],
                'constraints': [models.UniqueConstraint(fields=('unit', 'starts_on'), name='one_term_per_start'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='term_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='LayoutProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('starts_on', models.DateField(null=True, unique=True)),
                ('regulation', models.CharField(max_length=200)),
                ('settings', models.JSONField(blank=True, default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': [models.OrderBy(models.F('starts_on'), nulls_first=True)],
            },
        ),
        migrations.CreateModel(
            name='IssuingBodyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.issuingbody')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('superior_name', models.CharField(max_length=200, verbose_name='name of the superior')),
                ('name', models.CharField(max_length=200, verbose_name='name of the body')),
                ('prose_name', models.CharField(blank=True, max_length=200, verbose_name='name in a sentence')),
                ('organisation_name', models.CharField(blank=True, max_length=100, verbose_name='the organisation in a sentence')),
                ('committee_name', models.CharField(blank=True, max_length=100, verbose_name='the committee in a sentence')),
                ('symbol', models.CharField(max_length=30, verbose_name='symbol of the body')),
                ('place', models.CharField(max_length=100, verbose_name='place of issue')),
                ('recipients', models.TextField(blank=True, verbose_name='recipients')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Signer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signers', to='documents.issuingbody')),
                ('authority', models.CharField(max_length=100, verbose_name='authority')),
                ('post', models.CharField(blank=True, max_length=100, verbose_name='post')),
                ('full_name', models.CharField(max_length=150, verbose_name='full name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'signer',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='signer_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='units.unit')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='documents.issuingbody')),
                ('term', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='documents.term')),
                ('type_code', models.CharField(max_length=10)),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('symbol', models.CharField(max_length=30)),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('signer_name', models.CharField(max_length=150, verbose_name='signer')),
                ('title', models.CharField(max_length=400)),
                ('layout', models.CharField(max_length=20)),
                ('payload', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('issued_at', models.DateTimeField()),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='documents.document')),
            ],
            options={
                'verbose_name': 'issued document',
                'constraints': [models.UniqueConstraint(fields=('unit', 'symbol', 'type_code', 'term', 'number'), name='a_number_once_per_term', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='numbers_start_at_one')],
            },
        ),
        migrations.CreateModel(
            name='ReservedNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reserved_numbers', to='units.unit')),
                ('term', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reserved_numbers', to='documents.term')),
                ('type_code', models.CharField(max_length=10)),
                ('symbol', models.CharField(max_length=30)),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('what', models.CharField(max_length=200, verbose_name='what it is')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('noted_at', models.DateTimeField()),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'number of a paper outside of the portal',
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('unit', 'symbol', 'type_code', 'term', 'number'), name='a_number_reserved_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='reserved_numbers_start_at_one')],
            },
        ),
        migrations.CreateModel(
            name='TermEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.term')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('name', models.CharField(max_length=60, verbose_name='name of the term')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LayoutProfileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.layoutprofile')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=20)),
                ('starts_on', models.DateField(null=True)),
                ('regulation', models.CharField(max_length=200)),
                ('settings', models.JSONField(blank=True, default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SignerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.signer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.issuingbody')),
                ('authority', models.CharField(max_length=100, verbose_name='authority')),
                ('post', models.CharField(blank=True, max_length=100, verbose_name='post')),
                ('full_name', models.CharField(max_length=150, verbose_name='full name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DocumentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.document')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.issuingbody')),
                ('term', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.term')),
                ('type_code', models.CharField(max_length=10)),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('symbol', models.CharField(max_length=30)),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('signer_name', models.CharField(max_length=150, verbose_name='signer')),
                ('title', models.CharField(max_length=400)),
                ('layout', models.CharField(max_length=20)),
                ('payload', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('issued_at', models.DateTimeField()),
                ('issued_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReservedNumberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.reservednumber')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('term', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.term')),
                ('type_code', models.CharField(max_length=10)),
                ('symbol', models.CharField(max_length=30)),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('what', models.CharField(max_length=200, verbose_name='what it is')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('noted_at', models.DateTimeField()),
                ('noted_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='layoutprofile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_layoutprofileevent" ("code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regulation", "settings", "starts_on", "version") SELECT new_values."code", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."regulation", new_values."settings", new_values."starts_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='09a49673b135f37b5cc5391196fc083f62444135', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5f9ea', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_layoutprofile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='layoutprofile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_layoutprofileevent" ("code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regulation", "settings", "starts_on", "version") SELECT new_values."code", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."regulation", new_values."settings", new_values."starts_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='875dbf26358ecdfd11aa0a55ecb544d22513f794', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_404fd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_layoutprofile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issuingbody',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_issuingbodyevent" ("committee_name", "id", "name", "organisation_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prose_name", "recipients", "superior_name", "symbol", "unit_id", "valid_from", "valid_to", "version") SELECT new_values."committee_name", new_values."id", new_values."name", new_values."organisation_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."prose_name", new_values."recipients", new_values."superior_name", new_values."symbol", new_values."unit_id", new_values."valid_from", new_values."valid_to", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fa5180481f8c80c66d97a9f81992321f1e645612', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1d68b', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_issuingbody', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issuingbody',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_issuingbodyevent" ("committee_name", "id", "name", "organisation_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prose_name", "recipients", "superior_name", "symbol", "unit_id", "valid_from", "valid_to", "version") SELECT new_values."committee_name", new_values."id", new_values."name", new_values."organisation_name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."prose_name", new_values."recipients", new_values."superior_name", new_values."symbol", new_values."unit_id", new_values."valid_from", new_values."valid_to", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='098ccfd3703c1c95ba45ccc8d041bb5227e30ac0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5c46e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_issuingbody', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_signerevent" ("authority", "body_id", "full_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post", "valid_from", "valid_to", "version") SELECT new_values."authority", new_values."body_id", new_values."full_name", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."post", new_values."valid_from", new_values."valid_to", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a0999573f0962b3d85ff4dfddb87a9a9dc1942a3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5a8fb', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_signer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_signerevent" ("authority", "body_id", "full_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post", "valid_from", "valid_to", "version") SELECT new_values."authority", new_values."body_id", new_values."full_name", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."post", new_values."valid_from", new_values."valid_to", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6a197f998d646631c50da5e892c812ee2fbed16e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_33bc7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_signer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='term',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_termevent" ("ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "unit_id", "version") SELECT new_values."ends_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."starts_on", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='62daf19e3e88e4818c20c278a842bafbe6f71bce', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_09b59', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_term', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='term',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_termevent" ("ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "unit_id", "version") SELECT new_values."ends_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."starts_on", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c0778953cb05711b561333893d2bf94b993e266c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1085d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_term', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reservednumber',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_reservednumberevent" ("id", "issued_on", "noted_at", "noted_by_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "symbol", "term_id", "type_code", "unit_id", "what", "withdrawn_at") SELECT new_values."id", new_values."issued_on", new_values."noted_at", new_values."noted_by_id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."symbol", new_values."term_id", new_values."type_code", new_values."unit_id", new_values."what", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c633d68fd6d4cf724cbc4dcee460cd6a7a9482ac', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8ed35', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_reservednumber', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reservednumber',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_reservednumberevent" ("id", "issued_on", "noted_at", "noted_by_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "symbol", "term_id", "type_code", "unit_id", "what", "withdrawn_at") SELECT new_values."id", new_values."issued_on", new_values."noted_at", new_values."noted_by_id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."symbol", new_values."term_id", new_values."type_code", new_values."unit_id", new_values."what", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6e37f78963f01808e45daf1bc1aae199b30e5bb6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_bc538', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_reservednumber', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='issued_stays_as_it_was', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."term_id" IS DISTINCT FROM (NEW."term_id") OR OLD."type_code" IS DISTINCT FROM (NEW."type_code") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."symbol" IS DISTINCT FROM (NEW."symbol") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."signer_name" IS DISTINCT FROM (NEW."signer_name") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."layout" IS DISTINCT FROM (NEW."layout") OR OLD."payload" IS DISTINCT FROM (NEW."payload") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."issued_at" IS DISTINCT FROM (NEW."issued_at") OR OLD."issued_by_id" IS DISTINCT FROM (NEW."issued_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='721f5576f84d5a73b4b518336e53283c7f460fc9', operation='UPDATE', pgid='pgtrigger_issued_stays_as_it_was_d1d9d', table='documents_document', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='issued_is_never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='86aa6bf31dfa8cb04826a6d85bc9d8b33405af61', operation='DELETE', pgid='pgtrigger_issued_is_never_deleted_ecdbc', table='documents_document', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_documentevent" ("body_id", "id", "issued_at", "issued_by_id", "issued_on", "layout", "number", "payload", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "signer_name", "superseded_by_id", "symbol", "term_id", "title", "type_code", "unit_id") SELECT new_values."body_id", new_values."id", new_values."issued_at", new_values."issued_by_id", new_values."issued_on", new_values."layout", new_values."number", new_values."payload", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sha256", new_values."signer_name", new_values."superseded_by_id", new_values."symbol", new_values."term_id", new_values."title", new_values."type_code", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f51e7f8cf2ac33f702608369d7530ec8303d75d7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_be524', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_documentevent" ("body_id", "id", "issued_at", "issued_by_id", "issued_on", "layout", "number", "payload", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "signer_name", "superseded_by_id", "symbol", "term_id", "title", "type_code", "unit_id") SELECT new_values."body_id", new_values."id", new_values."issued_at", new_values."issued_by_id", new_values."issued_on", new_values."layout", new_values."number", new_values."payload", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sha256", new_values."signer_name", new_values."superseded_by_id", new_values."symbol", new_values."term_id", new_values."title", new_values."type_code", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6bd4eb6372f47a835c9ca6fee667bd34f9a0ba47', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a3ed6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_document', when='AFTER')),
        ),
    ]

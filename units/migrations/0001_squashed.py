import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('units', '0001_initial'), ('units', '0002_dated_steps_and_versions'), ('units', '0003_unit_kind_label'), ('units', '0004_managing_committee')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='UnitBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='block')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
            ],
            options={
                'verbose_name': 'block',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('depth', models.PositiveIntegerField()),
                ('numchild', models.PositiveIntegerField(default=0)),
                ('path', models.CharField(db_collation='C', max_length=255, unique=True)),
                ('code', models.CharField(db_collation='C', max_length=40, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('kind', models.CharField(choices=[('committee', 'committee that runs campaigns'), ('base', 'base'), ('section', 'section'), ('base_cell', 'base cell'), ('cell', 'cell')], max_length=20, verbose_name='kind of unit')),
                ('kind_name', models.CharField(blank=True, max_length=60, verbose_name='name of the kind')),
                ('block', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='units.unitblock', verbose_name='block')),
                ('secretary_name', models.CharField(blank=True, max_length=150, verbose_name='secretary')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telephone')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('succeeded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='units.unit', verbose_name='succeeded by')),
                ('search_text', models.CharField(blank=True, editable=False, max_length=400)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'unit',
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='unit_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='UnitBlockEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='units.unitblock')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=100, verbose_name='block')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='units.unit', verbose_name='unit')),
                ('role', models.CharField(choices=[('officer', 'propaganda officer'), ('leader', 'leader'), ('base_officer', 'officer of a base'), ('secretary', 'cell secretary'), ('inspector', 'inspector')], max_length=20, verbose_name='role')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('user', 'unit', 'role'), name='one_open_appointment'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='appointment_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='units.unit', verbose_name='unit')),
                ('card_number', models.CharField(db_collation='C', max_length=20, unique=True, verbose_name='card number')),
                ('full_name', models.CharField(max_length=150, verbose_name='full name')),
                ('born', models.CharField(blank=True, max_length=10, verbose_name='born')),
                ('kind', models.CharField(choices=[('full', 'full member'), ('probationary', 'probationary member')], default='full', max_length=20, verbose_name='kind of member')),
                ('exempt_from_activity', models.BooleanField(default=False, verbose_name='exempt from Party activity')),
                ('exempt_from_essay', models.BooleanField(default=False, verbose_name='exempt from the essay')),
                ('exemption_decision', models.CharField(blank=True, max_length=60, verbose_name='number of the decision')),
                ('managed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='managed_members', to='units.unit', verbose_name='managed by')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('sort_key', models.CharField(db_collation='C', editable=False, max_length=400)),
                ('search_text', models.CharField(editable=False, max_length=250)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'member',
                'indexes': [models.Index(fields=['unit', 'sort_key'], name='member_unit_order')],
            },
        ),
        migrations.CreateModel(
            name='UnitChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='units.unit')),
                ('kind', models.CharField(choices=[('added', 'set up'), ('moved', 'moved under another unit'), ('merged', 'merged into another unit'), ('split', 'split off from another unit'), ('ended', 'ended'), ('restored', 'restored')], max_length=20, verbose_name='change')),
                ('on', models.DateField(verbose_name='on')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('decision', models.CharField(blank=True, max_length=60, verbose_name='number of the decision')),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='UnitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='units.unit')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('depth', models.PositiveIntegerField()),
                ('path', models.CharField(db_collation='C', max_length=255)),
                ('code', models.CharField(db_collation='C', max_length=40, verbose_name='code')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('kind', models.CharField(choices=[('committee', 'committee that runs campaigns'), ('base', 'base'), ('section', 'section'), ('base_cell', 'base cell'), ('cell', 'cell')], max_length=20, verbose_name='kind of unit')),
                ('kind_name', models.CharField(blank=True, max_length=60, verbose_name='name of the kind')),
                ('block', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unitblock', verbose_name='block')),
                ('secretary_name', models.CharField(blank=True, max_length=150, verbose_name='secretary')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telephone')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('succeeded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit', verbose_name='succeeded by')),
                ('search_text', models.CharField(blank=True, editable=False, max_length=400)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UnitName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='units.unit')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('valid_to', models.DateField(verbose_name='valid to')),
            ],
            options={
                'ordering': ['valid_to'],
                'constraints': [models.UniqueConstraint(fields=('unit', 'valid_to'), name='one_former_name_per_day')],
            },
        ),
        migrations.CreateModel(
            name='AppointmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='units.appointment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit', verbose_name='unit')),
                ('role', models.CharField(choices=[('officer', 'propaganda officer'), ('leader', 'leader'), ('base_officer', 'officer of a base'), ('secretary', 'cell secretary'), ('inspector', 'inspector')], max_length=20, verbose_name='role')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MemberChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='units.member')),
                ('kind', models.CharField(choices=[('transfer', 'transfer to another unit'), ('end', 'leaves the Party or the area'), ('death', 'death'), ('return', 'returns')], max_length=20, verbose_name='change')),
                ('on', models.DateField(verbose_name='on')),
                ('from_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('to_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('decision', models.CharField(blank=True, max_length=60, verbose_name='number of the decision')),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'transfer'), ('to_unit__isnull', False)), models.Q(models.Q(('kind', 'transfer'), _negated=True), ('to_unit', None)), _connector='OR'), name='only_a_transfer_has_a_destination')],
            },
        ),
        migrations.CreateModel(
            name='MemberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='units.member')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit', verbose_name='unit')),
                ('card_number', models.CharField(db_collation='C', max_length=20, verbose_name='card number')),
                ('full_name', models.CharField(max_length=150, verbose_name='full name')),
                ('born', models.CharField(blank=True, max_length=10, verbose_name='born')),
                ('kind', models.CharField(choices=[('full', 'full member'), ('probationary', 'probationary member')], default='full', max_length=20, verbose_name='kind of member')),
                ('exempt_from_activity', models.BooleanField(default=False, verbose_name='exempt from Party activity')),
                ('exempt_from_essay', models.BooleanField(default=False, verbose_name='exempt from the essay')),
                ('exemption_decision', models.CharField(blank=True, max_length=60, verbose_name='number of the decision')),
                ('managed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit', verbose_name='managed by')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('sort_key', models.CharField(db_collation='C', editable=False, max_length=400)),
                ('search_text', models.CharField(editable=False, max_length=250)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UnitChangeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='units.unitchange')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('kind', models.CharField(choices=[('added', 'set up'), ('moved', 'moved under another unit'), ('merged', 'merged into another unit'), ('split', 'split off from another unit'), ('ended', 'ended'), ('restored', 'restored')], max_length=20, verbose_name='change')),
                ('on', models.DateField(verbose_name='on')),
                ('other', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('decision', models.CharField(blank=True, max_length=60, verbose_name='number of the decision')),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UnitNameEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='units.unitname')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('valid_to', models.DateField(verbose_name='valid to')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MemberChangeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='units.memberchange')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.member')),
                ('kind', models.CharField(choices=[('transfer', 'transfer to another unit'), ('end', 'leaves the Party or the area'), ('death', 'death'), ('return', 'returns')], max_length=20, verbose_name='change')),
                ('on', models.DateField(verbose_name='on')),
                ('from_unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('to_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('decision', models.CharField(blank=True, max_length=60, verbose_name='number of the decision')),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitblock',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_unitblockevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4c0e7dae74eb7328bc7d473d0102554f9326aa8c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e13ae', referencing='REFERENCING NEW TABLE AS new_values ', table='units_unitblock', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitblock',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_unitblockevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3203ecfc99525ff57dcd20a41037ef603c3ca9a6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3df8f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='units_unitblock', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='memberchange',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_memberchangeevent" ("decision", "from_unit_id", "id", "kind", "member_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "to_unit_id") SELECT new_values."decision", new_values."from_unit_id", new_values."id", new_values."kind", new_values."member_id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."to_unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='177710305f72155da8560c524c3551f20dcc4ef0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_963cd', referencing='REFERENCING NEW TABLE AS new_values ', table='units_memberchange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='memberchange',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_memberchangeevent" ("decision", "from_unit_id", "id", "kind", "member_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "to_unit_id") SELECT new_values."decision", new_values."from_unit_id", new_values."id", new_values."kind", new_values."member_id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."to_unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='271c7ff2c8d993cdcca616bec733ff271472c37f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_6bbf0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='units_memberchange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_memberevent" ("born", "card_number", "exempt_from_activity", "exempt_from_essay", "exemption_decision", "full_name", "id", "kind", "left_on", "managed_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "search_text", "sort_key", "unit_id", "version") SELECT new_values."born", new_values."card_number", new_values."exempt_from_activity", new_values."exempt_from_essay", new_values."exemption_decision", new_values."full_name", new_values."id", new_values."kind", new_values."left_on", new_values."managed_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."search_text", new_values."sort_key", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ec402d6eb7b92fbe73fff207b5433281888dc57c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c8bf1', referencing='REFERENCING NEW TABLE AS new_values ', table='units_member', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_memberevent" ("born", "card_number", "exempt_from_activity", "exempt_from_essay", "exemption_decision", "full_name", "id", "kind", "left_on", "managed_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "search_text", "sort_key", "unit_id", "version") SELECT new_values."born", new_values."card_number", new_values."exempt_from_activity", new_values."exempt_from_essay", new_values."exemption_decision", new_values."full_name", new_values."id", new_values."kind", new_values."left_on", new_values."managed_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."search_text", new_values."sort_key", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='560df3fcb74df57f0420bfce79d9e6ef085f390f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_06315', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='units_member', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_appointmentevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "unit_id", "user_id", "valid_from", "valid_to") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."unit_id", new_values."user_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4542adb7b8001ab00ca2171b408ad5364b11fdee', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3771d', referencing='REFERENCING NEW TABLE AS new_values ', table='units_appointment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_appointmentevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "unit_id", "user_id", "valid_from", "valid_to") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."unit_id", new_values."user_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2a54b4b832d9478ba31ef1e184fdee143f59d1a6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_709fc', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='units_appointment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_unitevent" ("block_id", "code", "depth", "id", "kind", "kind_name", "name", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "search_text", "secretary_name", "succeeded_by_id", "valid_from", "valid_to", "version") SELECT new_values."block_id", new_values."code", new_values."depth", new_values."id", new_values."kind", new_values."kind_name", new_values."name", new_values."path", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."search_text", new_values."secretary_name", new_values."succeeded_by_id", new_values."valid_from", new_values."valid_to", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='361c9663c7963c94ee1ce1a154f3d7da4cdd4d56', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fb1f3', referencing='REFERENCING NEW TABLE AS new_values ', table='units_unit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_unitevent" ("block_id", "code", "depth", "id", "kind", "kind_name", "name", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "search_text", "secretary_name", "succeeded_by_id", "valid_from", "valid_to", "version") SELECT new_values."block_id", new_values."code", new_values."depth", new_values."id", new_values."kind", new_values."kind_name", new_values."name", new_values."path", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."search_text", new_values."secretary_name", new_values."succeeded_by_id", new_values."valid_from", new_values."valid_to", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."block_id" IS DISTINCT FROM (new_values."block_id") OR old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."depth" IS DISTINCT FROM (new_values."depth") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."kind_name" IS DISTINCT FROM (new_values."kind_name") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."path" IS DISTINCT FROM (new_values."path") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."search_text" IS DISTINCT FROM (new_values."search_text") OR old_values."secretary_name" IS DISTINCT FROM (new_values."secretary_name") OR old_values."succeeded_by_id" IS DISTINCT FROM (new_values."succeeded_by_id") OR old_values."valid_from" IS DISTINCT FROM (new_values."valid_from") OR old_values."valid_to" IS DISTINCT FROM (new_values."valid_to") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c80c617129606e1f491d1ce795d6871d13c9fcc5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_727f7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='units_unit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitchange',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_unitchangeevent" ("decision", "id", "kind", "on", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "unit_id") SELECT new_values."decision", new_values."id", new_values."kind", new_values."on", new_values."other_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dff6488f6153f24f5d1c19e572b458b68b069972', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_33c6f', referencing='REFERENCING NEW TABLE AS new_values ', table='units_unitchange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitchange',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_unitchangeevent" ("decision", "id", "kind", "on", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "unit_id") SELECT new_values."decision", new_values."id", new_values."kind", new_values."on", new_values."other_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='eb27dede83154725f518f7700689d8ae6e1e40b3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d7d1f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='units_unitchange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitname',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_unitnameevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "valid_to") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."unit_id", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='71c9c82308fc34b01648c36cbf21c0469dec508b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4a4d3', referencing='REFERENCING NEW TABLE AS new_values ', table='units_unitname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitname',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "units_unitnameevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "valid_to") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."unit_id", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5519bf81e8156bffe033698c7a02901cdb25d19b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1db3d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='units_unitname', when='AFTER')),
        ),
    ]

from django.db import migrations, models

# How a row of the journal looks, for whoever compares: everything in it, whatever the session's own settings.
PRINT = """
CREATE FUNCTION audit_print(entry audit_entry) RETURNS bytea LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT sha256(convert_to(jsonb_build_array(
        entry.id, extract(epoch FROM entry.at)::text, entry.actor_id, entry.actor_name, entry.action, entry.object_type,
        entry.object_id, entry.unit_path, entry.details, entry.salt
    )::text, 'UTF8'))
$$;
"""
# The application may not change the journal. Readings older than the shortest rule (units/retention.py) go by this function of the
# owner's, and nothing else does; what was sealed of each is kept.
DROP_READINGS = """
CREATE FUNCTION audit_drop_readings(entries bigint[], sealed bytea[], reason text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM audit_entry WHERE id = ANY (entries) AND action ~ '(\\.|_)(read|exported|searched)$' AND at < now() - interval '730 days'
        RETURNING id
    ), kept AS (
        INSERT INTO audit_replaced (entry_id, was, now, because)
        SELECT gone.id, given.was, NULL, reason FROM gone JOIN unnest(entries, sealed) AS given (id, was) ON given.id = gone.id
        RETURNING 1
    )
    SELECT count(*) FROM kept;
$$;
REVOKE ALL ON FUNCTION audit_drop_readings(bigint[], bytea[], text) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_occasions_and_indexes")]
    operations = [
        migrations.AddField("entry", "salt", models.CharField(blank=True, editable=False, max_length=32, default=""), preserve_default=False),
        migrations.CreateModel(
            "Replaced",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.BigIntegerField(db_index=True)),
                ("was", models.BinaryField()),
                ("now", models.BinaryField(null=True)),
                ("because", models.CharField(db_index=True, max_length=80)),
            ],
        ),
        migrations.RunSQL(PRINT, "DROP FUNCTION audit_print(audit_entry)"),
        migrations.RunSQL(DROP_READINGS, "DROP FUNCTION audit_drop_readings(bigint[], bytea[], text)"),
    ]

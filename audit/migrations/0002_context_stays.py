from django.db import migrations

# Who did something is kept beside the history rows and may be added to while a request or a job runs. After an
# hour it stays as it is, whoever asks.
CLOSE = """
CREATE FUNCTION audit_context_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.created_at < now() - interval '1 hour' THEN
        RAISE EXCEPTION 'the context of a change is closed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_context_stays BEFORE UPDATE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION audit_context_stays();
"""
OPEN = "DROP TRIGGER audit_context_stays ON pghistory_context; DROP FUNCTION audit_context_stays();"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_squashed"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [migrations.RunSQL(CLOSE, OPEN)]

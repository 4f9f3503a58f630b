from django.db import migrations

# Only a table's owner may analyze it, and the application's role owns none: the function lends it that one act.
_CREATE = """
CREATE FUNCTION portal_analyze_records() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    EXECUTE 'ANALYZE units_unit, units_member, campaigns_duty, campaigns_rosterentry, campaigns_studyplan, '
            'campaigns_studysession, campaigns_sessionresolution, campaigns_attendance, campaigns_absence, '
            'essays_essay, essays_essaystep';
END
$$;
"""


class Migration(migrations.Migration):
    replaces = [("portal", "0003_analyze_records")]
    dependencies = [
        ("portal", "0001_squashed"), ("campaigns", "0001_squashed"), ("essays", "0001_squashed"), ("units", "0001_squashed"),
    ]

    operations = [
        migrations.RunSQL(_CREATE, "DROP FUNCTION portal_analyze_records()"),
    ]

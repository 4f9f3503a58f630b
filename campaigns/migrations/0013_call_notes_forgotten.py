from django.db import migrations

# The application may not change history. What is kept too long goes all the same: the notes of calls of campaigns that were
# closed at least as long ago as the shortest rule says (campaigns/retention.py), and nothing else, by this function of the owner's.
FORGET = """
CREATE OR REPLACE FUNCTION campaigns_forget_call_notes(reminders bigint[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        UPDATE campaigns_reminderevent SET note = ''
        FROM campaigns_reminder AS reminder
        JOIN campaigns_duty AS duty ON duty.id = reminder.duty_id
        JOIN campaigns_campaign AS campaign ON campaign.id = duty.campaign_id
        WHERE campaigns_reminderevent.pgh_obj_id = reminder.id AND campaigns_reminderevent.note <> ''
            AND reminder.id = ANY (reminders) AND campaign.closed_at <= now() - interval '90 days'
        RETURNING 1
    )
    SELECT count(*) FROM gone;
$$;
REVOKE ALL ON FUNCTION campaigns_forget_call_notes(bigint[]) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0012_letter_codes")]
    operations = [migrations.RunSQL(FORGET, "DROP FUNCTION campaigns_forget_call_notes(bigint[])")]

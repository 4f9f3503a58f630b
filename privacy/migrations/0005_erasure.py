from django.db import migrations

# The application may change neither the journal nor the histories. Who is erased by law goes from them all the same, by this
# function of the owner's: only for the member of an open request for erasure, only where his row on the roster is erased already,
# and only by putting the words that stand for him in the place of his own. What was sealed of a changed entry is kept.
ERASE = """
CREATE FUNCTION privacy_words_replaced(details jsonb, cards text[], names text[], decisions text[], card text, name text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp AS $$
DECLARE
    pair record;
    words text;
    one text;
BEGIN
    FOR pair IN SELECT key, value #>> '{}' AS value FROM jsonb_each(details) WHERE jsonb_typeof(value) = 'string' LOOP
        words := pair.value;
        FOREACH one IN ARRAY cards LOOP
            words := regexp_replace(words, '\\m' || regexp_replace(one, '([^[:alnum:]])', '\\\\\\1', 'g') || '\\M', card, 'g');
        END LOOP;
        FOREACH one IN ARRAY names LOOP
            words := replace(words, one, name);
        END LOOP;
        IF words = ANY (decisions) THEN
            words := '';
        END IF;
        IF words <> pair.value THEN
            details := jsonb_set(details, ARRAY[pair.key], to_jsonb(words));
        END IF;
    END LOOP;
    RETURN details;
END $$;

CREATE FUNCTION privacy_erase_history(request bigint, entries bigint[], sealed bytea[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    person units_member;
    cards text[];
    names text[];
    decisions text[];
    touched bigint[];
BEGIN
    SELECT member.* INTO person FROM units_member AS member
    JOIN privacy_datarequest AS asked ON asked.member_id = member.id
    WHERE asked.id = request AND asked.kind = 'erase' AND asked.state = 'open' AND member.card_number = 'XOA-' || member.id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nobody is erased by request %', request USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT coalesce(array_agg(DISTINCT card_number), '{}'), coalesce(array_agg(DISTINCT full_name), '{}') INTO cards, names
    FROM units_memberevent WHERE pgh_obj_id = person.id AND card_number <> person.card_number AND card_number <> '' AND full_name <> '';
    SELECT coalesce(array_agg(DISTINCT decision), '{}') INTO decisions FROM (
        SELECT exemption_decision AS decision FROM units_memberevent WHERE pgh_obj_id = person.id
        UNION SELECT decision FROM units_memberchangeevent WHERE member_id = person.id
    ) AS all_of_them WHERE decision <> '';

    WITH changed AS (
        UPDATE audit_entry AS entry SET salt = '',
            details = privacy_words_replaced(entry.details, cards, names, decisions, person.card_number, person.full_name)
        WHERE entry.id = ANY (entries)
            AND privacy_words_replaced(entry.details, cards, names, decisions, person.card_number, person.full_name) <> entry.details
        RETURNING entry.id
    )
    SELECT coalesce(array_agg(id), '{}') INTO touched FROM changed;
    INSERT INTO audit_replaced (entry_id, was, now, because)
    SELECT entry.id, given.was, audit_print(entry), 'request:' || request
    FROM audit_entry AS entry JOIN unnest(entries, sealed) AS given (id, was) ON given.id = entry.id
    WHERE entry.id = ANY (touched);

    UPDATE units_memberevent SET full_name = person.full_name, card_number = person.card_number, born = '', exemption_decision = '',
        sort_key = person.sort_key, search_text = person.search_text
    WHERE pgh_obj_id = person.id;
    UPDATE units_memberchangeevent SET decision = '' WHERE member_id = person.id AND decision <> '';
    UPDATE campaigns_dutychangeevent SET reason = '' WHERE member_id = person.id AND reason <> '';
    UPDATE essays_scanpageevent SET name = '' WHERE name <> ''
        AND pgh_obj_id IN (SELECT id FROM essays_scanpage WHERE member_id = person.id);
    UPDATE privacy_datarequestevent SET wish = '' WHERE member_id = person.id AND wish <> '';
    RETURN cardinality(touched);
END $$;
REVOKE ALL ON FUNCTION privacy_erase_history(bigint, bigint[], bytea[]) FROM PUBLIC;
"""
BACK = """
DROP FUNCTION privacy_erase_history(bigint, bigint[], bytea[]);
DROP FUNCTION privacy_words_replaced(jsonb, text[], text[], text[], text, text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0004_deletions_kept"), ("audit", "0005_replaced"), ("campaigns", "0013_call_notes_forgotten"),
        ("essays", "0001_squashed"), ("units", "0001_squashed"),
    ]
    operations = [migrations.RunSQL(ERASE, BACK)]

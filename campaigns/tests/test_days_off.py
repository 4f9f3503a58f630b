import datetime

from django.urls import reverse

from campaigns.days_off import days_off_of
from campaigns.tests.test_sessions import campaign  # noqa: F401 (a fixture)


def test_days_on_holidays_are_named_on_the_campaigns_page(client, cast, campaign):  # noqa: F811
    assert days_off_of(campaign) == []
    day = datetime.date
    campaign.study_due_on, campaign.starts_on, campaign.ends_on = day(2018, 2, 16), day(2018, 1, 2), day(2018, 2, 25)
    campaign.save()

    words = days_off_of(campaign)

    # The deadline, and the cut-off of that Friday; the one before and the one after fall on working days.
    assert [("16/02/2018" in text, "Mùng một Tết" in text) for text in words] == [(True, True)] * 2
    client.force_login(cast.officer)
    page = client.get(reverse("campaigns:detail", args=[campaign.pk])).content.decode()
    assert all(text in page for text in words)
    client.force_login(cast.secretary_a)
    assert words[0] not in client.get(reverse("campaigns:detail", args=[campaign.pk])).content.decode()

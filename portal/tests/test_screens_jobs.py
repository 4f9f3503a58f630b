import uuid

import pytest
from django.urls import reverse

from audit.models import Entry
from jobs.models import Job


@pytest.fixture
def jobs(cast, tree):
    """A job of the committee, of each cell, and of a stranger; by key."""
    rows = [
        ("committee", cast.officer, tree.committee), ("cell_a", cast.secretary_a, tree.xa),
        ("cell_b", cast.secretary_b, tree.xb), ("elsewhere", cast.stranger, tree.other), ("own", cast.secretary_a, tree.xb),
    ]
    return {
        key: Job.objects.create(kind="test.kind", key=key, title=f"CANARY-{unit.code}", owner=owner, unit_path=unit.path)
        for key, owner, unit in rows
    }


@pytest.fixture
def sign_in(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.mark.parametrize("who, seen", [
    ("officer", {"committee", "cell_a", "cell_b", "own"}),
    ("base_officer", {"cell_a", "cell_b", "own"}),
    ("secretary_a", {"cell_a", "own"}),
    ("secretary_b", {"cell_b", "own"}),
    ("stranger", {"elsewhere"}),
])
def test_one_sees_own_jobs_and_those_of_the_units_one_keeps(jobs, cast, sign_in, who, seen):
    response = sign_in(getattr(cast, who)).get(reverse("jobs:list"))

    urls = {row.url for row in response.context["rows"]}
    assert urls == {reverse("jobs:show", args=[jobs[key].pk]) for key in seen}


def test_the_filter_lives_in_the_url(jobs, cast, sign_in):
    Job.objects.filter(key="cell_a").update(state="failed", error="KeyError")

    rows = sign_in(cast.officer).get(reverse("jobs:list"), {"state": "failed"}).context["rows"]

    assert [row.url for row in rows] == [reverse("jobs:show", args=[jobs["cell_a"].pk])]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(cast, tree, sign_in, django_assert_num_queries, count):
    for n in range(count):
        Job.objects.create(kind="test.kind", key=str(n), owner=cast.officer, unit_path=tree.committee.path)
    client = sign_in(cast.officer)
    client.get(reverse("jobs:list"))

    with django_assert_num_queries(5):
        client.get(reverse("jobs:list"))


def test_the_fragment_polls_until_the_end(jobs, cast, sign_in):
    job, client = jobs["cell_a"], sign_in(cast.secretary_a)
    url = reverse("jobs:progress", args=[job.pk])
    Job.objects.filter(pk=job.pk).update(
        state="running", token=uuid.uuid4(), lease_until=job.run_after, done=142, total=310, problems=3
    )

    running = client.get(url)
    Job.objects.filter(pk=job.pk).update(state="done", token=None, lease_until=None)
    done = client.get(url)

    assert running.context["row"].words.startswith("142/310")
    assert f'hx-get="{url}"' in running.content.decode()
    assert "hx-get" not in done.content.decode()


def test_a_failed_job_says_why_and_is_run_again_once_by_a_double_click(jobs, cast, sign_in):
    job, client = jobs["cell_a"], sign_in(cast.secretary_a)
    Job.objects.filter(pk=job.pk).update(state="failed", error="WorkerLost", attempts=5)
    page = client.get(reverse("jobs:show", args=[job.pk]))
    key = str(page.context["form"]["form_key"].value())

    answers = [client.post(page.context["row"].run_again_url, {"form_key": key}) for _click in range(2)]

    assert page.context["row"].reason != ""
    assert [answer.url for answer in answers] == [reverse("jobs:show", args=[job.pk])] * 2
    assert Job.objects.values_list("state", "attempts").get(pk=job.pk) == ("queued", 0)
    assert Entry.objects.filter(action="jobs.job.run_again").count() == 1


@pytest.mark.parametrize("who, status", [
    ("officer", 302), ("base_officer", 302), ("secretary_a", 302), ("leader", 403), ("secretary_b", 404),
    ("stranger", 404), ("inspector", 403), ("unitless", 403),
])
def test_who_may_run_a_failed_job_again(jobs, cast, sign_in, who, status):
    job = jobs["cell_a"]
    Job.objects.filter(pk=job.pk).update(state="failed", error="KeyError", attempts=5)

    response = sign_in(getattr(cast, who)).post(reverse("jobs:run_again", args=[job.pk]), {"form_key": str(uuid.uuid4())})

    assert response.status_code == status
    assert Job.objects.get(pk=job.pk).state == ("queued" if status == 302 else "failed")

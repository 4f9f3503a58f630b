import pytest
from django.db import connection


def test_all_is_well(client, db):
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {"state": "ok", "database": True, "broker": True}


@pytest.mark.asvs("16.5.2")
def test_without_the_broker_the_portal_is_degraded_but_alive(client, db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {"state": "degraded", "database": True, "broker": False}


def test_without_the_database_it_is_down(client, transactional_db):
    connection.close()
    host = connection.settings_dict["HOST"]
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        response = client.get("/health/")
    finally:
        connection.settings_dict["HOST"] = host
        connection.close()
    assert response.status_code == 503
    assert response.json() == {"state": "down", "database": False, "broker": True}


def test_nothing_is_changed_by_asking(client, db):
    assert client.post("/health/").status_code == 405

"""Changes: what moves the generation, when, and what does not."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from wagtail.models import Locale, Page, Site

from callsign.newsroom.station.changes import PRIVATE_TABLES, changes_pages, content
from tests.cast import FRIDAY_NOON


@pytest.fixture
def moved():
    before = content().now()
    return lambda: content().now() != before


@pytest.fixture
def site(transactional_db):
    """A site of its own: tests that commit leave an empty database behind."""
    locale, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale)
    )
    return Site.objects.first() or Site.objects.create(
        hostname="localhost", root_page=root, is_default_site=True
    )


@pytest.mark.usefixtures("site")
class TestAChange:
    def test_counts_when_it_is_committed_and_not_before(self, moved):
        with transaction.atomic():
            Site.objects.update(site_name="KDEMO")
            assert not moved()
        assert moved()

    def test_does_not_count_when_it_is_taken_back(self, moved):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            Site.objects.update(site_name="KDEMO")
            raise ZeroDivisionError

        assert not moved()

    def test_counts_when_only_a_part_was_taken_back(self, moved):
        with transaction.atomic():
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                Site.objects.update(site_name="KEXMP")
                raise ZeroDivisionError
            Site.objects.update(site_name="KDEMO")

        assert moved()

    def test_counts_once_for_a_transaction(self):
        before = content().now()[1]
        with transaction.atomic():
            for name in ("K", "KD", "KDE"):
                Site.objects.update(site_name=name)

        assert content().now()[1] == before + 1

    def test_counts_when_it_is_made_in_bulk_or_by_hand(self):
        for change in (
            lambda: Page.objects.update(seo_title="News"),
            lambda: Site.objects.bulk_update(Site.objects.all(), ["site_name"]),
            lambda: connection.cursor().execute("UPDATE wagtailcore_page SET depth=1"),
        ):
            before = content().now()
            change()
            assert content().now() != before

    def test_of_what_no_page_shows_does_not_count(self, client, moved):
        """A stranger who guesses passwords does not empty the cache."""
        Session.objects.create(session_key="a", expire_date=FRIDAY_NOON)
        client.post("/desk/login/", {"username": "ada", "password": "wrong"})

        assert not moved()


@pytest.mark.django_db
def test_tables_that_no_page_shows_are_spelled_as_they_are():
    assert set(connection.introspection.table_names()) >= PRIVATE_TABLES


@pytest.mark.parametrize(
    ("statement", "changes"),
    [
        ('INSERT INTO "stories_topic" ("name") VALUES (%s)', True),
        ("insert or ignore into stories_topic values (1)", True),
        ('DELETE FROM "stories_topic"', True),
        ("CREATE TABLE later (id int)", True),  # not known: to be on the safe side
        ('WITH old AS (SELECT 1) UPDATE "stories_topic" SET "name" = 1', True),
        ('WITH RECURSIVE tree AS (SELECT "name") SELECT * FROM tree', False),
        ("(SELECT 1) UNION (SELECT 2)", False),
        ("SAVEPOINT s1", False),
        ('UPDATE "django_session" SET "expire_date" = %s', False),
        ('UPDATE "wagtailadmin_editingsession" SET "last_seen_at" = %s', False),
        ('INSERT INTO "django_tasks_db_dbtaskresult" ("id") VALUES (%s)', False),
    ],
)
def test_tells_writing_from_reading(statement, changes):
    assert changes_pages(statement) is changes

"""The desk's first page, to who comes in for the first time."""

import pytest

from callsign.newsroom.stories.actions import start_story
from tests.cast import EDITOR, FRIDAY_NOON, HOST
from tests.newsroom.stories.conftest import staff

pytestmark = pytest.mark.django_db

HOME, HINT = "/desk/", "Your first story"


class TestHome:
    @pytest.mark.parametrize(
        ("name", "role"), [(HOST, "Producers"), (EDITOR, "Editors")]
    )
    def test_leads_to_the_first_story(self, client, shelf, name, role):
        client.force_login(staff(name, role))

        page = client.get(HOME).text

        assert HINT in page
        assert 'class="button" href="/desk/stories/new/"' in page

    def test_stops_saying_it_once_there_is_one(self, client, shelf):
        ada = staff(HOST, "Producers")
        client.force_login(ada)
        start_story(shelf=shelf, title="Rain", heard_on=None, by=ada, at=FRIDAY_NOON)

        assert HINT not in client.get(HOME).text

    @pytest.mark.parametrize("role", ["Engineers", "Membership"])
    def test_does_not_say_it_to_who_writes_none(self, client, shelf, role):
        client.force_login(staff("Omar Haddad", role))

        assert HINT not in client.get(HOME).text

    def test_does_not_say_it_where_no_story_could_stand(self, client):
        client.force_login(staff(HOST, "Producers"))

        assert HINT not in client.get(HOME).text

"""Roles: what each may do, and what it may not."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page

from callsign.newsroom.station.roles import ROLES, grant_roles
from callsign.newsroom.stories.models import Story

pytestmark = pytest.mark.django_db

DESK_PAGES = {
    "/desk/": {"Producers", "Editors", "Engineers", "Membership"},
    "/desk/snippets/station/station/": {"Engineers"},
    "/desk/snippets/station/service/add/": {"Engineers"},
    "/desk/snippets/station/source/add/": {"Engineers"},
    "/desk/on-air/": {"Editors", "Engineers"},
    "/desk/snippets/programs/carriage/add/": {"Editors"},
    "/desk/snippets/programs/season/": {"Producers", "Editors"},
    "/desk/snippets/schedule/hourclock/add/": {"Editors"},
    "/desk/images/add/": {"Producers", "Editors"},
    "/desk/redirects/": {"Editors"},
    "/desk/sites/": {"Engineers"},
    "/desk/users/": set(),  # accounts are an administrator's
    "/desk/groups/": set(),
    "/desk/workflows/list/": set(),
    "/desk/collections/": set(),
}


def story_of(user, month, title="Flood"):
    return month.add_child(instance=Story(title=title, owner=user, live=False))


class TestAProducer:
    def test_adds_a_story_and_edits_only_their_own(self, member_of, month):
        ada, other = member_of("Producers", "ada"), member_of("Producers", "luis")
        hers, his = story_of(ada, month), story_of(other, month, "Drought")

        assert month.permissions_for_user(ada).can_add_subpage()
        assert hers.permissions_for_user(ada).can_edit()
        assert not his.permissions_for_user(ada).can_edit()

    def test_submits_but_does_not_publish(self, member_of, month):
        ada = member_of("Producers", "ada")
        hers = story_of(ada, month).permissions_for_user(ada)

        assert hers.can_submit_for_moderation()
        assert not hers.can_publish()
        assert not hers.can_unpublish()

    def test_leaves_the_front_page_alone(self, member_of, front_page, month):
        permissions = front_page.permissions_for_user(member_of("Producers"))

        assert not permissions.can_edit()
        assert not permissions.can_add_subpage()


class TestAnEditor:
    def test_publishes_everything_on_the_site(self, member_of, front_page, month):
        mina = member_of("Editors", "mina")
        story = story_of(member_of("Producers", "ada"), month)

        for page in (story, front_page):
            assert page.permissions_for_user(mina).can_edit()
            assert page.permissions_for_user(mina).can_publish()

    def test_has_nothing_above_the_front_page(self, member_of, front_page):
        root = Page.get_first_root_node()

        assert not root.permissions_for_user(member_of("Editors")).can_add_subpage()

    def test_is_who_submitted_stories_wait_for(self, db):
        task = GroupApprovalTask.objects.get()

        assert [group.name for group in task.groups.all()] == ["Editors"]


class TestAnEngineer:
    def test_keeps_off_the_stories(self, member_of, month):
        engineer = member_of("Engineers")
        story = story_of(member_of("Producers", "ada"), month)

        assert not story.permissions_for_user(engineer).can_edit()

    def test_cannot_make_a_second_station(self, member_of):
        assert not member_of("Engineers").has_perm("station.add_station")


class TestTheDesk:
    @pytest.mark.parametrize("role", [role.name for role in ROLES])
    def test_opens_what_a_role_needs_and_nothing_else(self, client, member_of, role):
        client.force_login(member_of(role))

        for address, allowed in DESK_PAGES.items():
            status = client.get(address).status_code
            assert status == (200 if role in allowed else 302), f"{role} at {address}"


class TestGranting:
    def test_happens_when_the_database_is_made(self):
        assert set(Group.objects.values_list("name", flat=True)) == {
            role.name for role in ROLES
        }

    def test_happens_when_a_shelf_is_put_up(self, shelf):
        granted = GroupPagePermission.objects.filter(group__name="Producers")

        assert [str(grant.page) for grant in granted] == ["Stories"]

    def test_can_be_done_twice(self, shelf, front_page):
        before = GroupPagePermission.objects.count()

        grant_roles()

        assert GroupPagePermission.objects.count() == before

    def test_names_only_permissions_that_exist(self, front_page, shelf):
        """A misspelled permission would be a right that silently is not there."""
        for role in ROLES:
            held = Group.objects.get(name=role.name).permissions.values_list(
                "content_type__app_label", "codename"
            )
            told = {(app, name) for app, names in role.models.items() for name in names}
            assert set(held) == told

    def test_leaves_a_station_its_own_changes(self, front_page):
        producers = Group.objects.get(name="Producers")
        GroupPagePermission.objects.create(
            group=producers,
            page=front_page,
            permission=GroupPagePermission.objects.filter(group__name="Editors")
            .first()
            .permission,
        )

        grant_roles()

        assert producers.page_permissions.filter(page=front_page).exists()

"""
Roles: what each kind of staff may do, as groups with the least that their work needs.

The table below is the whole of it; docs/reference/roles.md explains each line. What it
says is granted whenever the database is migrated or a shelf is put up, and nothing is
ever taken away by it: a station that wants other roles makes groups of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
)

Codenames = tuple[str, ...]


@dataclass(frozen=True)
class Role:
    """A group: what it may do to rows of an app, to pages under a kind, to pictures."""

    name: str
    models: Mapping[str, Codenames] = field(default_factory=dict)
    pages: Mapping[str, Codenames] = field(default_factory=dict)
    files: Codenames = ()


DESK = {"wagtailadmin": ("access_admin",)}

# Who may add a page may also change their own, and submits it; publishing is an editor's.
PRODUCERS = Role(
    "Producers",
    models={
        **DESK,
        "audio": ("add_audio", "change_audio", "view_audio"),
        "people": ("add_person", "change_person", "view_person"),
        "programs": ("view_carriage", "view_season", "view_transcriptpromise"),
        "schedule": ("view_hourclock", "view_slot"),
        "stories": ("view_topic",),
        "transcripts": (
            *("add_transcript", "change_transcript", "view_transcript"),
            *("change_speaker", "view_speaker"),
            *("add_spelledname", "change_spelledname", "view_spelledname"),
        ),
    },
    pages={
        "programs.programshelf": ("add_page",),
        "stories.storyshelf": ("add_page",),
    },
    files=("add_image", "choose_image", "add_document", "choose_document"),
)

EDITORS = Role(
    "Editors",
    models={
        **DESK,
        "audio": ("add_audio", "change_audio", "delete_audio", "view_audio"),
        "logbook": ("view_switch",),
        "people": ("add_person", "change_person", "delete_person", "view_person"),
        "programs": (
            *("add_carriage", "change_carriage", "delete_carriage", "view_carriage"),
            *("add_season", "change_season", "delete_season", "view_season"),
            # Who may publish a recording without a transcript, by saying why.
            *("add_transcriptpromise", "view_transcriptpromise"),
        ),
        # Who may change a slot plans the whole grid: the desk asks for this one right.
        "schedule": (
            *("change_slot", "view_slot"),
            *("add_hourclock", "change_hourclock"),
            *("delete_hourclock", "view_hourclock"),
        ),
        "stories": (
            *("add_topic", "change_topic", "delete_topic", "view_topic"),
            *("add_retraction", "view_retraction"),
        ),
        "transcripts": (
            *("add_transcript", "change_transcript", "delete_transcript"),
            *("view_transcript", "change_speaker", "view_speaker"),
            *("add_spelledname", "change_spelledname"),
            *("delete_spelledname", "view_spelledname"),
        ),
        "wagtailredirects": (
            *("add_redirect", "change_redirect", "delete_redirect", "view_redirect"),
        ),
    },
    pages={
        "frontpage.frontpage": (
            *("add_page", "change_page", "publish_page"),
            *("lock_page", "unlock_page"),
        ),
    },
    files=(
        *("add_image", "change_image", "choose_image"),
        *("add_document", "change_document", "choose_document"),
    ),
)

# Accounts are not among this: whoever can change accounts can become anybody.
ENGINEERS = Role(
    "Engineers",
    models={
        **DESK,
        "audio": ("view_audio",),
        "logbook": ("view_switch",),
        "programs": ("view_transcriptpromise",),
        "schedule": (
            *("add_identification", "change_identification"),
            *("delete_identification", "view_identification", "view_slot"),
        ),
        "station": (
            *("change_station", "view_station"),
            *("add_service", "change_service", "delete_service", "view_service"),
            *("add_source", "change_source", "delete_source", "view_source"),
            *("add_withheld", "change_withheld", "delete_withheld", "view_withheld"),
        ),
        "wagtailcore": ("change_site", "view_site"),
    },
)

# Sees the desk and may choose pictures; the giving outlet grants the rest to this group.
MEMBERSHIP = Role("Membership", models=DESK, files=("choose_image",))

ROLES = (PRODUCERS, EDITORS, ENGINEERS, MEMBERSHIP)


@transaction.atomic
def grant_roles() -> None:
    """Make the four groups and grant them what the table says, as far as it is there yet."""
    if not Group.objects.filter(name=PRODUCERS.name).exists():
        retire_the_groups_wagtail_came_with()
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role.name)
        grant_models(group, role)
        grant_files(group, role)
        for kind, codenames in role.pages.items():
            grant_pages(group, kind, codenames)
    let_editors_approve()


def grant_models(group: Group, role: Role) -> None:
    """Grant what a role may do to rows; a permission not made yet is granted later."""
    granted = Q(pk__in=[])
    for app_label, codenames in role.models.items():
        granted |= Q(content_type__app_label=app_label, codename__in=codenames)
    group.permissions.add(*Permission.objects.filter(granted))


def grant_files(group: Group, role: Role) -> None:
    """Grant what a role may do to pictures and documents, in every collection."""
    root = Collection.get_first_root_node()
    granted = GroupCollectionPermission.objects.filter(group=group, collection=root)
    lacking = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        codename__in=role.files,
    ).exclude(pk__in=granted.values("permission"))
    for permission in lacking:
        granted.create(group=group, collection=root, permission=permission)


def grant_pages(group: Group, kind: str, codenames: Codenames) -> None:
    """Grant what a role may do under each page of a kind ("stories.storyshelf")."""
    app_label, _, model = kind.partition(".")
    pages = Page.objects.filter(
        content_type__app_label=app_label, content_type__model=model
    )
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore",
        content_type__model="page",
        codename__in=codenames,
    )
    for page in pages:
        for permission in permissions:
            GroupPagePermission.objects.get_or_create(
                group=group, page=page, permission=permission
            )


def retire_the_groups_wagtail_came_with() -> None:
    """Take what a new Wagtail grants to everybody at its root; our roles are narrower."""
    for group in Group.objects.filter(name__in=["Editors", "Moderators"]):
        group.permissions.clear()
        group.page_permissions.all().delete()
        group.collection_permissions.all().delete()


def let_editors_approve() -> None:
    """Let what is submitted wait for an editor, in place of Wagtail's moderators."""
    task = GroupApprovalTask.objects.filter(name="Moderators approval").first()
    if task is not None:
        task.name = "An editor reads it"
        task.save()
        task.groups.set(Group.objects.filter(name=EDITORS.name))
    Workflow.objects.filter(name="Moderators approval").update(
        name="Before publication"
    )
    if not get_user_model().objects.filter(groups__name="Moderators").exists():
        Group.objects.filter(name="Moderators").delete()


def kinds_of_shelf() -> set[str]:
    """Return the kinds of page under which some role may work."""
    return {kind for role in ROLES for kind in role.pages}

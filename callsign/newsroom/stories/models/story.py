"""The story: a piece of journalism with its own page."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.forms import Select
from django.utils.functional import cached_property
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.models.pages import PageManager
from wagtail.search import index

from callsign.newsroom.programs.models.transcribed import Transcribed
from callsign.newsroom.station.showing import Shown
from callsign.newsroom.stories.blocks import StoryBody, words_in
from callsign.newsroom.stories.forms import StoryForm
from callsign.newsroom.stories.models.correction import Correction
from callsign.newsroom.stories.models.finding import StoryQuerySet
from callsign.newsroom.stories.models.gone import held_by, without_what_is_gone
from callsign.newsroom.stories.models.retraction import Retraction
from callsign.newsroom.stories.signals import story_changed, story_retracted
from callsign.newsroom.transcripts.showing import shown

# How fast adults read English to themselves: Brysbaert 2019, Journal of Memory and
# Language 109, 238 words a minute for non-fiction.
WORDS_A_MINUTE = 238


class AlreadyRetracted(Exception):
    """The newsroom has withdrawn this story before."""


class Story(Shown, Transcribed, Page):
    """A piece of journalism: a title, a teaser, a body, often a recording."""

    kicker = models.CharField(max_length=40, blank=True)
    teaser = models.CharField(max_length=300, blank=True)
    body = StreamField(StoryBody(), blank=True)
    picture = models.ForeignKey(
        "station.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    audio = models.ForeignKey(
        "audio.Audio",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
    )
    transcript = models.ForeignKey(
        "transcripts.Transcript",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
    )
    # Page has an attribute for each of its kinds, so this one cannot be called program.
    heard_on = models.ForeignKey(
        "programs.Program",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
    )
    aired_as = models.ForeignKey(
        "programs.Segment",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        help_text="The segment of an episode that this story was on the air as.",
    )
    embargoed_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Nobody outside sees the story before this moment, whoever publishes it."
        " Times at the desk are the station's, unless your account says otherwise.",
    )
    working_title = models.CharField(
        max_length=120, blank=True, help_text="What the newsroom calls it."
    )

    objects = PageManager.from_queryset(StoryQuerySet)()

    template = "frontpage/story.html"
    parent_page_types = ["stories.StoryMonth"]
    subpage_types: list[str] = []
    base_form_class = StoryForm

    content_panels = [
        FieldPanel("kicker"),
        *Page.content_panels,
        FieldPanel("teaser"),
        HelpPanel(
            template="stories/panels/recording.html",
            heading="Recording and transcript",
            icon="media",
        ),
        InlinePanel("bylines", heading="Bylines", label="Byline"),
        InlinePanel("story_topics", heading="Topics", label="Topic"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("heard_on"),
        FieldPanel("aired_as", widget=Select),
    ]
    record_panels = [
        FieldPanel("embargoed_until"),
        InlinePanel("corrections", heading="Corrections", label="Correction"),
        HelpPanel(template="stories/panels/retraction.html", heading="Retraction"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Story"),
            ObjectList(record_panels, heading="Embargo and corrections"),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("slug"),
                            FieldPanel("seo_title"),
                            FieldPanel("search_description"),
                        ],
                        heading="For search engines",
                    ),
                    FieldPanel("working_title"),
                    *Page.settings_panels,
                ],
                heading="Settings",
            ),
        ]
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("kicker"),
        index.SearchField("teaser"),
        index.SearchField("working_title"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name_plural = "stories"

    # --- What it is -------------------------------------------------------------------

    @property
    def is_retracted(self) -> bool:
        """Whether the newsroom has withdrawn this story."""
        return hasattr(self, "retraction")

    @property
    def listening_ms(self) -> int | None:
        """How long its recording is; None when it has none."""
        return self.audio.duration_ms if self.audio else None

    @cached_property
    def reading_minutes(self) -> int:
        """
        How long it takes to read, in whole minutes from 1.

        A transcript is included as far as readers have it: a rough draft is not.
        """
        words = words_in(self.body)
        if transcript := shown(self.transcript):
            words += transcript.word_count
        return max(1, round(words / WORDS_A_MINUTE))

    @property
    def program_heard(self) -> Page | None:
        """The program it was heard on."""
        program: Page | None = self.heard_on
        return program

    @property
    def hosts_expected(self) -> list[str]:
        """Who may be speaking before anybody is named: the hosts of its program."""
        return self.heard_on.host_names if self.heard_on else []

    # --- What may be done to it -------------------------------------------------------

    def correct(self, text: str, *, by: AbstractBaseUser, at: datetime) -> None:
        """
        Print a correction in public; what is being drafted stays a draft, corrected too.

        It stands on the published story at once, and on the draft for when that goes out.
        """
        with transaction.atomic():
            draft = self.get_latest_revision_as_object()
            public = Story.objects.get(pk=self.pk) if self.live else draft
            correction = Correction(text=text, corrected_at=at)
            public.corrections.add(correction)
            revision = public.save_revision(user=by)
            if public.live:
                revision.publish(user=by, skip_permission_checks=True)
            if self.live and self.has_unpublished_changes:
                draft.corrections.add(
                    Story.objects.get(pk=self.pk).corrections.latest("pk")
                )
                draft.save_revision(user=by)
            self.write_log("stories.correct", by=by, at=at, note=text)

    def retract(self, *, by: AbstractBaseUser, because: str, at: datetime) -> None:
        """
        Withdraw the story in public: its page stays, and says why.

        Raises: AlreadyRetracted
        """
        with transaction.atomic():
            if Retraction.objects.filter(story=self).exists():
                raise AlreadyRetracted(f"“{self.title}” was retracted before")
            self.retraction = Retraction.objects.create(
                story=self, retracted_by=by, retracted_at=at, reason=because
            )
            self.write_log("stories.retract", by=by, at=at, note=because)
            transaction.on_commit(
                lambda: story_retracted.send(sender=Story, story=self)
            )

    def announce_change(self) -> None:
        """Tell whoever shows this story that it reads differently now."""
        transaction.on_commit(lambda: story_changed.send(sender=Story, story=self))

    # --- Wagtail's publication, by our rules ------------------------------------------

    def with_content_json(self, content: dict[str, Any]) -> "Story":
        """
        Return a version of this story; every way to publish one passes here.

        A version under embargo is scheduled for the embargo's end, by whomever and
        however it is published.
        """
        held = held_by(content)
        version: Story = super().with_content_json(without_what_is_gone(content, held))
        # At hand, so whoever shows the version need not ask for them again.
        version.audio, version.transcript = held["audio"], held["transcript"]
        version.was_live = self.live
        until = version.embargoed_until
        if until and (version.go_live_at is None or version.go_live_at < until):
            version.go_live_at = until
        return version

    # Whether readers had the story before this version of it; None when not a version.
    was_live: bool | None = None

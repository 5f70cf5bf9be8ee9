"""A story as schema.org's NewsArticle, with its recording and its transcript."""

from typing import Any

from callsign.design.structured_data import without_gaps
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.showing import shown_of
from callsign.outlets.frontpage.masthead import Masthead
from callsign.outlets.frontpage.story_shown import StoryShown


def story_data(story: Story, shown: StoryShown, masthead: Masthead) -> dict[str, Any]:
    """Return what search engines are told of a story; of a retracted one, only that."""
    address = masthead.origin + shown.address
    changed = shown.retracted or shown.updated or shown.published
    return {
        "@context": "https://schema.org",
        **without_gaps(
            {
                "@type": "NewsArticle",
                "mainEntityOfPage": address,
                "url": address,
                "headline": shown.title,
                "description": shown.teaser,
                "datePublished": shown.published.iso,
                "dateModified": changed.iso,
                "articleSection": [topic.name for topic in shown.topics],
                "image": _image(shown, masthead),
                "author": _authors(shown, masthead),
                "publisher": _publisher(masthead),
                "correction": [
                    {
                        "@type": "CorrectionComment",
                        "text": one.text,
                        "datePublished": one.at.iso,
                    }
                    for one in shown.corrections
                ],
                "audio": _audio(story, shown, masthead),
                "isPartOf": _edition(shown, masthead),
            }
        ),
        "isAccessibleForFree": True,
    }


def _image(shown: StoryShown, masthead: Masthead) -> list[str]:
    return [absolute(shown.figure.social, masthead)] if shown.figure else []


def _authors(shown: StoryShown, masthead: Masthead) -> list[dict[str, str]]:
    return [
        {"@type": "Person", "name": one.name, "url": masthead.origin + one.address}
        for one in shown.signatures
    ]


def _publisher(masthead: Masthead) -> dict[str, str]:
    return {
        "@type": "NewsMediaOrganization",
        "name": masthead.name,
        "url": f"{masthead.origin}/",
    }


def _audio(story: Story, shown: StoryShown, masthead: Masthead) -> dict[str, Any]:
    if not shown.listening:
        return {}
    transcript = story.transcript or shown_of(story)
    return without_gaps(
        {
            "@type": "AudioObject",
            "name": shown.title,
            "contentUrl": masthead.origin + shown.listening.address,
            "encodingFormat": "audio/mpeg",
            "duration": shown.listening.iso_duration,
            "uploadDate": shown.published.iso,
            "transcript": transcript.plain_text if transcript else "",
        }
    )


def _edition(shown: StoryShown, masthead: Masthead) -> dict[str, str]:
    if not shown.edition:
        return {}
    return {
        "@type": "RadioEpisode",
        "name": shown.edition.title,
        "url": masthead.origin + shown.edition.address,
    }


def absolute(address: str, masthead: Masthead) -> str:
    """Return an address with its host; one on another host stays as it is."""
    return masthead.origin + address if address.startswith("/") else address

"""What the body of a story is built of."""

import re

from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.images.blocks import ImageChooserBlock

# Whatever an editor pastes is reduced to these; nothing else can reach a page.
FEATURES = ["bold", "italic", "link", "ol", "ul", "blockquote", "hr"]


class PullQuote(blocks.StructBlock):
    """A sentence worth stopping at."""

    quote = blocks.TextBlock()
    speaker = blocks.CharBlock(required=False)

    class Meta:
        icon = "openquote"
        template = "frontpage/blocks/pull_quote.html"


class StoryPicture(blocks.StructBlock):
    """A picture inside the text."""

    picture = ImageChooserBlock()
    caption = blocks.CharBlock(
        required=False, help_text="In place of the picture's own."
    )

    class Meta:
        icon = "image"
        template = "frontpage/blocks/picture.html"


class StoryBody(blocks.StreamBlock):
    """The parts of a story, in order."""

    paragraphs = blocks.RichTextBlock(features=FEATURES, icon="pilcrow")
    subhead = blocks.CharBlock(icon="title", template="frontpage/blocks/subhead.html")
    pull_quote = PullQuote()
    picture = StoryPicture()

    class Meta:
        required = False


TAG = re.compile(r"<[^>]*>")


def words_in(body: StreamValue) -> int:
    """Return how many words a body has, without building its blocks."""
    texts = (text for part in body.raw_data for text in texts_in(part["value"]))
    return sum(len(TAG.sub(" ", text).split()) for text in texts)


def texts_in(value: object) -> list[str]:
    """Return the text in the raw value of a block, or of the blocks in it."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts_in(one)]
    return []

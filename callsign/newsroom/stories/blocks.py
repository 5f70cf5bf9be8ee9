"""What the body of a story is built of."""

from wagtail import blocks
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

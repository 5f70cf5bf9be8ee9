"""
A pasted web page, parted into the paragraphs of its script and its boilerplate.

Nothing is thrown away: what is not spoken keeps its line and its wording.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from callsign.engines.transcript.label import Label
from callsign.engines.transcript.lines import Line
from callsign.engines.transcript.lone_labels import is_only_time
from callsign.engines.transcript.model import Boilerplate, Problem
from callsign.engines.transcript.page_lines import (
    bare,
    is_anchor,
    is_cast_list,
    is_heading,
    is_titled,
    split_credits,
)
from callsign.engines.transcript.page_words import (
    ABOUT_THE_AUTHOR,
    ANYWHERE,
    APPEAL,
    APPEAL_HINTS,
    APPEAL_LINE,
    CREDITED_CAPTION,
    END_MARKS,
    ENDS_A_CAPTION,
    FOOTER,
    FOOTER_HINTS,
    LISTS_OF_LINKS,
    NAVIGATION,
    PHOTO_CREDIT,
)

# A page without any label is searched this far for the player above its text.
HEAD_LINES = 60
# A menu names a thing a few times, and a page with many pictures their captions; a line
# that comes back more often is what somebody says.
MOST_OF_A_MENU = 40  # times


@dataclass(slots=True)
class Paragraph:
    """A line of the script proper: a label, speech, sounds, in any combination."""

    line: int
    label: Label | None
    text: str
    after_blank: bool


@dataclass(slots=True)
class Script:
    """A page with its script set apart from what stands around it."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    boilerplate: list[Boilerplate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


Labels = Mapping[int, tuple[Label, str]]


def script_on_page(lines: Sequence[Line], labels: Labels, *, text: str) -> Script:
    """
    Part the lines of a page; ``labels`` holds those that begin with one, by index.

    ``text`` is the whole page, looked at once for the words that footers use.
    """
    return _Parting(lines, labels, text).script


class _Parting:
    def __init__(self, lines: Sequence[Line], labels: Labels, text: str) -> None:
        folded = text.casefold()
        self.footer_hints = [hint for hint in FOOTER_HINTS if hint in folded]
        self.may_appeal = any(hint in folded for hint in APPEAL_HINTS)
        self.lines = lines
        self.labels = labels
        # A label with nothing behind it makes no turn, so it does not count.
        self.latest_label = max(
            (at for at in labels if labels[at][1] or self._is_text(at + 1)), default=-1
        )
        self.script = Script()
        self.in_footer = self.in_links = False
        self.credits = split_credits(lines, labels)
        body = self._set_head_apart()
        for at in range(body, len(lines)):
            self._part(at)

    def _is_text(self, at: int) -> bool:
        return at < len(self.lines) and at not in self.labels

    def _set_head_apart(self) -> int:
        """Set apart what stands above the script; return where it begins."""
        first_label = min(self.labels, default=None)
        reach = min(HEAD_LINES, len(self.lines)) if first_label is None else first_label
        if first_label and self._stands_before_label(first_label - 1):
            reach -= 1
        head = self.lines[:reach]
        anchors = [
            at
            for at, line in enumerate(head)
            if is_anchor(line.text) and not self._is_said_often(line.text)
        ]
        body = anchors[-1] + 1 if anchors else 0
        if first_label is not None or anchors or is_titled(head):
            while body < reach and is_heading(head[body].text):
                body += 1
        if body >= len(self.lines):
            return self._whole_page_is_head(anchors)
        for line in head[:body]:
            self._keep_apart(line)
        return body

    def _stands_before_label(self, at: int) -> bool:
        """Return whether this is the time in front of a label, on the same line."""
        return (
            at + 1 in self.labels
            and self.lines[at].number == self.lines[at + 1].number
            and is_only_time(self.lines[at].text)
        )

    def _whole_page_is_head(self, anchors: list[int]) -> int:
        """Do not take a script of unpunctuated lines for one tall headline."""
        body = anchors[-1] + 1 if anchors else 0
        for line in self.lines[:body]:
            self._keep_apart(line)
        return body

    def _part(self, at: int) -> None:
        line = self.lines[at]
        if at in self.labels:
            label, rest = self.labels[at]
            self.in_footer = self.in_links = False
            self._speak(at, label, rest)
        elif self.in_footer or at in self.credits or self._is_link(line.text):
            self._keep_apart(line)
        elif self._is_of_the_page(line.text) or self._is_last_appeal(at):
            self._take_back_caption(line)
            self._keep_apart(line)
        else:
            self._speak(at, None, line.text)

    def _is_link(self, text: str) -> bool:
        """Return whether a line is the head of a list of links, or one of them."""
        is_head = bare(text) in LISTS_OF_LINKS and not self._is_said_often(text)
        self.in_links = is_head or (self.in_links and is_heading(text))
        return self.in_links

    def _is_of_the_page(self, text: str) -> bool:
        words = bare(text)
        if words in NAVIGATION and not self._is_said_often(text):
            return True
        if words.strip("[]()") in END_MARKS or is_cast_list(text):
            return True
        if self.may_appeal and APPEAL.match(text.strip("[]")):
            return True
        if text[-1] in ")]" and CREDITED_CAPTION.search(text):
            return True
        if PHOTO_CREDIT.match(text) and len(text.split()) <= 12:
            return True
        return ANYWHERE.match(text) is not None and FOOTER.match(text) is None

    def _is_said_often(self, text: str) -> bool:
        return self._times_of_lines[text] > MOST_OF_A_MENU

    @cached_property
    def _times_of_lines(self) -> Counter[str]:
        """How often each line stands on the page; counted once one is in question."""
        return Counter(line.text for line in self.lines)

    def _is_last_appeal(self, at: int) -> bool:
        return (
            self.may_appeal
            and at > self.latest_label >= 0
            and APPEAL_LINE.search(self.lines[at].text) is not None
        )

    def _take_back_caption(self, credit: Line) -> None:
        """A caption stands right above its credit, without a blank line between."""
        spoken = self.script.paragraphs
        author = ABOUT_THE_AUTHOR.match(credit.text)
        is_caption = not credit.after_blank and (
            PHOTO_CREDIT.match(credit.text) or ENDS_A_CAPTION.search(credit.text)
        )
        if not spoken or spoken[-1].label is not None:
            return
        if is_caption or (author and spoken[-1].text.startswith(author[1].strip())):
            last = spoken.pop()
            self.script.boilerplate.append(Boilerplate(last.line, last.text))

    def _speak(self, at: int, label: Label | None, text: str) -> None:
        line = self.lines[at]
        cut = self._start_of_footer(text)
        if at >= self.latest_label and self.may_appeal:
            cut = self._start_of_appeal(text, cut, line.number)
        spoken, rest = text[:cut].rstrip(), text[cut:].strip()
        if spoken or label is not None:
            self.script.paragraphs.append(
                Paragraph(line.number, label, spoken, line.after_blank)
            )
        if rest:
            self.script.boilerplate.append(Boilerplate(line.number, rest))

    def _start_of_footer(self, text: str) -> int:
        """Return where a footer begins that ends a spoken paragraph."""
        if self.footer_hints and self._may_hold_footer(text):
            found = FOOTER.search(text)
            if found:
                self.in_footer = True
                return found.start()
        return len(text)

    def _start_of_appeal(self, text: str, end: int, line: int) -> int:
        """Return where an appeal begins behind speech; one alone is a pledge, spoken."""
        found = APPEAL.search(text, 0, end)
        if found is None or not found.start():
            return end
        start = text[found.start("appeal") :][:40]
        message = f"“{start}…” was taken for an appeal of the page, not for speech"
        self.script.problems.append(Problem(line, message))
        return found.start()

    def _may_hold_footer(self, text: str) -> bool:
        folded = text.casefold()
        for hint in self.footer_hints:  # noqa: SIM110  # a quarter faster than any()
            if hint in folded:
                return True
        return False

    def _keep_apart(self, line: Line) -> None:
        self.script.boilerplate.append(Boilerplate(line.number, line.text))

"""An editor at the transcript editor: keys, sound, crashes, and a colleague."""

import os
import signal
from contextlib import suppress

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import Error, expect

from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import Transcript, WorkingCopy
from tests.browser.conftest import barriers
from tests.browser.test_desk_policy import TELL

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # Wagtail leaves the temporary file of each rendition it makes to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PASSWORD = "the river rose at noon"
EDITOR = "transcript-editor"


@pytest.fixture
def story(filled):
    """An interview with its recording, every word timed."""
    june = get_user_model().objects.create_user(
        "june", password=PASSWORD, first_name="June", last_name="Bell"
    )
    june.groups.add(Group.objects.get(name="Editors"))
    return Story.objects.get(title__startswith="Why the East Levee")


@pytest.fixture
def open_editor(sit, story):
    """Return a way to open the editor; what the policy stops there ends the test."""
    violations, pages = [], []

    def opened(name="mina", **how):
        page = sit(**how)
        pages.append(page)
        page.context.expose_binding(
            "tellOfViolation", lambda _, what: violations.append(what)
        )
        page.context.add_init_script(TELL)
        page.on("pageerror", lambda error: violations.append(f"error: {error}"))
        page.goto("/desk/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("[type=submit]")
        expect(page).to_have_url("/desk/")
        return at_editor(page, story)

    yield opened
    for page in pages:
        leave(page)
    assert violations == []


def at_editor(page, story):
    page.goto(f"/desk/stories/{story.pk}/transcript/edit/")
    expect(page.locator(f"{EDITOR}[data-ready]")).to_be_visible()
    return page


@pytest.fixture
def page(open_editor):
    return open_editor()


def leave(page):
    """Close the page, and let the server answer what the page still had to say."""
    with suppress(Error), page.expect_response("**/working-copy/", timeout=600):
        page.goto("about:blank")


def text(page, turn):
    return page.locator(".editor-turn__text").nth(turn)


def name(page, turn):
    return page.locator(".editor-turn__name").nth(turn)


def state(page):
    return page.locator("[data-part=state]")


def put_caret(page, turn, words):
    """Put the caret behind the first of these words, as a click there would."""
    text(page, turn).evaluate(
        """(element, words) => {
          const node = [...element.childNodes].find(one => one.data?.includes(words))
          element.focus()
          getSelection().collapse(node, node.data.indexOf(words) + words.length)
        }""",
        words,
    )


def caret(page):
    """Return what stands before the caret, in its turn."""
    return page.evaluate(
        "getSelection().anchorNode.data?.slice(0, getSelection().anchorOffset)"
    )


def save(page):
    page.keyboard.press("Control+s")
    expect(state(page)).to_contain_text("Saved at")


def as_saved(story):
    return Transcript.objects.get(pk=story.transcript_id).head.as_document()


def times(document):
    return {
        word.id: (word.text, word.start_ms, word.end_ms)
        for turn in document.turns
        for word in turn.words
    }


def kill_renderers(browser):
    """End the processes that draw pages, as a crash does."""
    session = browser.new_browser_cdp_session()
    for one in session.send("SystemInfo.getProcessInfo")["processInfo"]:
        if one["type"] == "renderer":
            os.kill(one["id"], signal.SIGKILL)


class TestAnEditor:
    def test_corrects_a_transcript_by_keyboard(self, page, story):
        before = as_saved(story)
        first = before.turns[0].text.split()[0]

        put_caret(page, 0, first)
        page.keyboard.type("ville")
        put_caret(page, 2, before.turns[2].text.split()[1])
        page.keyboard.press("Enter")
        expect(text(page, 2)).to_have_text(" ".join(before.turns[2].text.split()[:2]))
        page.keyboard.press("Alt+s")
        page.keyboard.press("2")
        page.keyboard.press("End")
        page.keyboard.press("Alt+m")
        page.get_by_role("dialog", name="Mark a sound").get_by_role(
            "button", name="Laughter"
        ).press("Enter")
        expect(text(page, 3).locator(".editor-sound")).to_have_text("(LAUGHTER)")
        save(page)
        at_editor(page, story)

        expect(text(page, 0)).to_contain_text(f"{first}ville")
        expect(text(page, 3).locator(".editor-sound")).to_have_text("(LAUGHTER)")
        after = as_saved(story)
        assert len(after.turns) == len(before.turns) + 1
        assert name(page, 3).text_content() != name(page, 2).text_content()
        changed = dict(set(times(after).items()) - set(times(before).items()))
        assert [word for word, _, _ in changed.values()] == [f"{first}ville"]
        assert times(before).keys() == times(after).keys()

    def test_types_on_while_it_is_saved(self, page, story):
        text(page, 3).focus()
        page.keyboard.press("Control+End")
        page.keyboard.type(" And ")
        page.keyboard.press("Control+s")
        page.keyboard.type("then ")
        expect(state(page)).to_contain_text("Not saved yet")
        page.keyboard.type("some")
        expect(text(page, 3)).to_contain_text("And then some")

        save(page)
        page.keyboard.type(" more")
        save(page)

        assert as_saved(story).turns[3].text.endswith("And then some more")

    def test_plays_where_she_reads(self, page, story):
        words = as_saved(story).turns[3].words
        audio = page.locator("audio")

        put_caret(page, 3, words[4].text)
        page.keyboard.press("Control+Enter")
        page.wait_for_function(
            "ms => document.querySelector('audio').currentTime * 1000 > ms",
            arg=words[4].start_ms + 300,
        )
        expect(page.locator(".editor-turn[data-heard]")).to_have_count(1)
        assert page.evaluate("CSS.highlights.get('transcript-heard').size") == 1
        page.keyboard.press("Alt+,")
        assert audio.evaluate("one => [one.playbackRate, one.preservesPitch]") == [
            0.85,
            True,
        ]
        page.keyboard.press("Escape")
        assert audio.evaluate("one => one.paused")
        at = audio.evaluate("one => one.currentTime")
        page.keyboard.press("Alt+j")
        assert abs(at - 3 - audio.evaluate("one => one.currentTime")) < 0.2

        page.locator(".editor-turn__time").nth(5).click()
        assert not audio.evaluate("one => one.paused")

    def test_takes_everything_back(self, page):
        whole = page.locator(".editor-turns").text_content()
        count = page.locator(".editor-turn").count()

        text(page, 1).click()
        page.keyboard.press("Home")
        page.keyboard.press("Backspace")
        expect(page.locator(".editor-turn")).to_have_count(count - 1)
        page.keyboard.type("Well, ")
        page.keyboard.press("Alt+s")
        page.get_by_label("Somebody new").fill("Tomas Reyes")
        page.keyboard.press("Enter")
        expect(name(page, 0)).to_have_text("Tomas Reyes")
        for _ in range(4):
            page.keyboard.press("Control+z")

        expect(page.locator(".editor-turns")).to_have_text(whole)
        for _ in range(4):
            page.keyboard.press("Control+Shift+z")
        expect(name(page, 0)).to_have_text("Tomas Reyes")

    def test_goes_from_turn_to_turn_by_arrows(self, page):
        text(page, 1).focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowLeft")
        expect(text(page, 0)).to_be_focused()
        assert caret(page) == text(page, 0).text_content()

        page.keyboard.press("ArrowDown")
        expect(text(page, 1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(text(page, 0)).to_be_focused()

    def test_never_loses_the_cursor(self, page, story):
        words = as_saved(story).turns[2].text.split()
        here = text(page, 2)
        put_caret(page, 2, words[1])

        page.keyboard.press("Enter")
        expect(text(page, 3)).to_be_focused()
        page.keyboard.press("Backspace")
        expect(here).to_be_focused()
        page.keyboard.type("indeed ")
        for opening in ("Alt+s", "Alt+m", "Alt+p", "Alt+r", "Control+/"):
            page.keyboard.press(opening)
            expect(here).not_to_be_focused()
            page.keyboard.press("Escape")
            expect(here).to_be_focused()
        save(page)
        expect(here).to_be_focused()
        page.keyboard.type("so ")

        expect(here).to_have_text(" ".join([*words[:2], "indeed so", *words[2:]]))

    def test_leaves_a_menu_by_tab(self, page):
        text(page, 2).focus()
        page.keyboard.press("Alt+m")
        menu = page.get_by_role("dialog", name="Mark a sound")
        expect(menu).to_be_visible()

        page.keyboard.press("Shift+Tab")

        expect(menu).to_be_hidden()

    def test_replaces_only_what_she_ticked(self, page, story):
        page.keyboard.press("Control+h")
        page.get_by_label("Find", exact=True).fill("levee")
        hits = page.locator(".editor-replace__hits li")
        expect(hits).not_to_have_count(0)
        count = hits.count()
        page.get_by_label("Replace with").fill("dike")
        assert barriers(page, EDITOR) == []

        hits.first.get_by_role("checkbox").uncheck()
        page.get_by_role("button", name=f"Replace {count - 1}").click()

        expect(hits).to_have_count(1)
        page.keyboard.press("Escape")
        save(page)
        said = " ".join(turn.text for turn in as_saved(story).turns)
        assert said.lower().count("levee") == 1
        assert said.count("dike") == count - 1

    def test_takes_the_newsrooms_spelling_by_one_key(self, page, story):
        put_caret(page, 0, as_saved(story).turns[0].text.split()[0])
        page.keyboard.type(" Ada Okafer says")
        page.keyboard.press("Alt+a")

        expect(text(page, 0)).to_contain_text("Ada Okafor says")

    def test_finds_every_key_in_the_sheet(self, page):
        page.keyboard.press("?")
        sheet = page.get_by_role("dialog", name="Keys")

        expect(sheet).to_contain_text("Back 3 seconds")
        assert barriers(page, EDITOR) == []
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        text(page, 0).focus()
        page.keyboard.type("?")
        expect(sheet).to_be_hidden()

    def test_loses_nothing_when_the_page_dies(self, page, story):
        text(page, 4).focus()
        page.keyboard.press("Control+End")
        page.keyboard.type(" And nobody had asked")
        page.wait_for_timeout(400)
        with page.expect_event("crash"):
            kill_renderers(page.context.browser)
        other = page.context.new_page()

        at_editor(other, story)

        expect(text(other, 4)).to_contain_text("And nobody had asked")
        expect(other.locator("[data-part=found]")).to_contain_text("is here again")
        assert barriers(other, EDITOR) == []
        save(other)
        assert "And nobody had asked" in as_saved(story).turns[4].text

    def test_finds_her_words_at_another_computer(self, page, open_editor):
        text(page, 4).focus()
        page.keyboard.type("Listen: ")
        expect(state(page)).to_contain_text("Kept at")

        other = open_editor()

        expect(text(other, 4)).to_contain_text("Listen: ")
        other.get_by_role("button", name="Leave it out").click()
        expect(text(other, 4)).not_to_contain_text("Listen: ")

    def test_reads_it_by_day_and_by_night_on_any_screen(self, open_editor):
        for width, scheme in ((1600, "light"), (768, "dark"), (360, "light")):
            page = open_editor(
                viewport={"width": width, "height": 800}, color_scheme=scheme
            )

            assert barriers(page, EDITOR) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


class TestTwoEditors:
    def test_work_at_one_transcript(self, page, open_editor, story):
        june = open_editor("june")
        text(page, 1).focus()
        page.keyboard.type("Mina here. ")
        text(june, 6).focus()
        june.keyboard.type("June here. ")
        save(page)
        save(june)

        expect(text(june, 1)).to_contain_text("Mina here.")
        # It asks for news every eight seconds.
        expect(text(page, 6)).to_contain_text("June here.", timeout=15_000)
        expect(page.locator("[data-part=said]")).to_contain_text("June Bell saved")
        said = [turn.text for turn in as_saved(story).turns]
        assert "Mina here." in said[1]
        assert "June here." in said[6]

    def test_are_shown_each_others_words(self, page, open_editor, story):
        june = open_editor("june")
        text(june, 2).focus()
        june.keyboard.type("June says so. ")
        text(page, 2).focus()
        page.keyboard.type("Mina says so. ")
        save(page)
        june.keyboard.press("Control+s")

        conflict = june.locator(".editor-conflict")
        expect(conflict).to_contain_text("Mina says so.")
        expect(text(june, 2)).to_contain_text("June says so.")
        expect(june.locator("[data-part=trouble]")).to_contain_text("say which words")
        assert barriers(june, EDITOR) == []
        conflict.get_by_role("button", name="Take both").click()
        expect(conflict).to_have_count(0)
        save(june)

        said = [turn.text for turn in as_saved(story).turns]
        assert said[2].startswith("Mina says so.")
        assert said[3].startswith("June says so.")


class TestTwoWindows:
    def test_of_one_browser_take_turns(self, page, story):
        text(page, 4).focus()
        page.keyboard.type("Listen: ")
        expect(state(page)).to_contain_text("Kept at")
        other = page.context.new_page()
        at_editor(other, story)
        notice = other.locator("[data-part=elsewhere]")

        expect(notice).to_contain_text("open in another window")
        expect(state(other)).to_contain_text("To read only")
        # Whoever only looks forgets nothing of what is typed elsewhere.
        assert WorkingCopy.objects.exists()
        expect(text(other, 4)).to_have_attribute("contenteditable", "false")
        assert barriers(other, EDITOR) == []
        notice.get_by_role("button", name="Continue here").click()

        expect(text(other, 4)).to_contain_text("Listen: ")
        expect(notice).to_be_hidden()
        given = page.locator("[data-part=elsewhere]")
        expect(given).to_contain_text("goes on in another window")
        text(other, 5).focus()
        other.keyboard.type("Hear: ")
        save(other)
        said = [turn.text for turn in as_saved(story).turns]
        assert said[4].startswith("Listen: ")
        assert said[5].startswith("Hear: ")
        given.get_by_role("button", name="Continue here").click()
        expect(text(page, 5)).to_contain_text("Hear: ")

    def test_of_two_machines_lose_nothing(self, page, open_editor, story):
        other = open_editor()
        text(page, 4).focus()
        page.keyboard.type("Listen: ")
        text(page, 6).focus()
        page.keyboard.type("Desk. ")
        expect(state(page)).to_contain_text("Kept at")
        text(other, 5).focus()
        other.keyboard.type("Hear: ")
        text(other, 6).focus()
        other.keyboard.type("Laptop. ")
        notice = other.locator("[data-part=elsewhere]")
        expect(notice).to_contain_text("typed there")

        notice.get_by_role("button", name="Continue here").click()

        expect(text(other, 4)).to_contain_text("Listen: ")
        expect(text(other, 5)).to_contain_text("Hear: ")
        expect(text(other, 6)).to_contain_text("Laptop. ")
        conflict = other.locator(".editor-conflict")
        expect(conflict).to_contain_text("Desk. ")
        assert barriers(other, EDITOR) == []
        conflict.get_by_role("button", name="Take both").click()
        save(other)
        said = [turn.text for turn in as_saved(story).turns]
        assert said[4].startswith("Listen: ")
        assert said[5].startswith("Hear: ")
        assert said[6].startswith("Desk. ")
        assert said[7].startswith("Laptop. ")


def test_editor_whose_session_ended_signs_in_again_and_saves(page, story):
    text(page, 1).click()
    page.context.clear_cookies()
    page.keyboard.type("Well, ")
    page.keyboard.press("Control+s")
    expect(state(page)).to_contain_text("Sign in again in another tab")

    other = page.context.new_page()
    other.goto("/desk/login/")
    other.fill("[name=username]", "mina")
    other.fill("[name=password]", PASSWORD)
    other.click("[type=submit]")
    expect(other).to_have_url("/desk/")
    other.close()
    page.bring_to_front()
    save(page)

    assert any("Well," in turn.text for turn in as_saved(story).turns)

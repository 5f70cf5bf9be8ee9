from bin.house.front_end import FONT_FILES
from tests.docs.pages import ROOT


class TestThePageOfFonts:
    def test_lists_the_files_that_set_up_copies(self):
        page = (ROOT / "docs/reference/fonts.md").read_text(encoding="utf-8")

        listed = [line.split("`")[1] for line in page.splitlines() if "woff2`" in line]

        assert sorted(listed) == sorted(FONT_FILES)

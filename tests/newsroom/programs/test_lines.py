"""Titles of programs and episodes: one line of letters."""

import pytest
from django.core.exceptions import ValidationError

from callsign.newsroom.programs.lines import refuse_no_letters
from callsign.newsroom.programs.models import Program

# A page asks for its content type when it is made.
pytestmark = pytest.mark.django_db


class TestATitle:
    @pytest.mark.parametrize("letter", ["\x07", "\x1b", "\ufffe", "\n", "\ud800"])
    def test_with_something_that_is_no_letter_is_refused(self, letter):
        program = Program(title=f"Jazz {letter}")

        with pytest.raises(
            ValidationError, match=r"U\+[0-9A-F]{4}, which is no letter"
        ):
            refuse_no_letters(program, ["title", "teaser"])

    def test_in_any_script_is_taken(self):
        program = Program(title="Música al día 🎷 – الجاز")

        refuse_no_letters(program, ["title", "teaser"])

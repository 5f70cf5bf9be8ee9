pytest_plugins = ["pytester"]

TESTS = """
import pytest

@pytest.mark.django_db
def test_marked():
    pass

@pytest.fixture
def db():
    pass

@pytest.fixture
def story(db):
    pass

def test_given_a_story(story):
    pass

def test_pure():
    pass
"""


class TestKeepingTheTestsOfADatabase:
    def test_keeps_the_marked_and_those_given_it_by_a_fixture(self, pytester):
        pytester.makeini("[pytest]\nmarkers = django_db: uses the database")
        pytester.makepyfile(TESTS)

        result = pytester.runpytest(
            *("-p", "bin.house.only_database", "-p", "no:django", "-p", "no:xdist")
        )

        result.assert_outcomes(passed=2, deselected=1)

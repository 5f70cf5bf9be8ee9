"""People: found by the names they go by, and at the addresses they had."""

import pytest

from callsign.newsroom.people.models import Person, signed_by_somebody
from tests.cast import GUEST, HOST

pytestmark = pytest.mark.django_db


class TestFindingSomebodyByName:
    @pytest.mark.parametrize(
        "written",
        [
            "Ada Okafor",
            "ADA OKAFOR",  # labels are capitals
            " Ada  Okafor ",  # and what is pasted has blanks
            "A. Okafor",  # an alias
        ],
    )
    def test_knows_every_spelling(self, written):
        ada = Person.objects.introduce(HOST)
        ada.aliases = "A. Okafor\nAda N. Okafor"
        ada.save()

        assert Person.objects.named([written]) == {written: ada}

    @pytest.mark.parametrize(
        "written",
        [
            "Okafor",  # there may be others
            "Ada Okaforson",
            "",
        ],
    )
    def test_does_not_guess(self, written):
        Person.objects.introduce(HOST)

        assert Person.objects.named([written]) == {}

    def test_leaves_a_name_of_two_people_open(self):
        Person.objects.introduce(GUEST)
        Person.objects.introduce(GUEST)

        assert Person.objects.named([GUEST]) == {}
        assert Person.objects.are_named(GUEST)

    def test_counts_somebody_once_who_is_their_own_alias(self):
        luis = Person.objects.introduce(GUEST)
        luis.aliases = GUEST.upper()
        luis.save()

        assert Person.objects.named([GUEST]) == {GUEST: luis}


class TestIntroducingSomebody:
    def test_gives_two_people_of_one_name_their_own_addresses(self):
        first, second = (Person.objects.introduce(GUEST) for _ in range(2))

        assert (first.slug, second.slug) == ("luis-prieto", "luis-prieto-2")

    def test_finds_an_address_for_a_name_in_another_script(self):
        assert Person.objects.introduce("小澤征爾").slug == "person"


class TestAPersonWhoWasDeleted:
    def test_leaves_drafts_that_can_be_opened(self, db):
        ada, june = map(Person.objects.introduce, (HOST, "June Bell"))
        stored = [{"pk": None, "person": ada.pk}, {"pk": None, "person": june.pk}]

        june.delete()

        assert signed_by_somebody(stored) == stored[:1]

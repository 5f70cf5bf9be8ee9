"""
Making: pages of the programs that a file names and the station has not, as drafts.

What the file tells of a program goes onto its page. A host whom the station knows is
listed; the names of the others stand in the description, for an editor to introduce.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.utils.text import slugify

from callsign.engines.airtime.titles import titled
from callsign.newsroom.people.models import Person
from callsign.newsroom.programs.models import Program, ProgramHost, ProgramShelf
from callsign.newsroom.schedule.importing.wanted import Unreadable
from callsign.newsroom.station.models import Service

MOST_MADE = 300
LONGEST_TITLE, LONGEST_TEASER, LONGEST_NAME = 160, 300, 120
MOST_HOSTS = 20


@dataclass(frozen=True, slots=True)
class Told:
    """What a file tells of a program besides its name."""

    title: str = ""
    teaser: str = ""
    hosts: tuple[str, ...] = ()


NOTHING_TOLD = Told()


def hosts_in(text: str) -> tuple[str, ...]:
    """
    Return the hosts that a text lists.

    >>> hosts_in("Ada Okafor; Luis Prieto and  Mina Sato")
    ('Ada Okafor', 'Luis Prieto', 'Mina Sato')
    """
    for separator in (" and ", " & ", ";", "\n"):
        text = text.replace(separator, ",")
    return tuple(" ".join(name.split()) for name in text.split(",") if name.strip())


@dataclass
class Maker:
    """Makes drafts of programs; whoever calls it does so inside a transaction."""

    service: Service
    by: AbstractBaseUser | None = None
    made: list[Program] = field(default_factory=list)

    def make(self, name: str, told: Told) -> Program:
        """
        Make the page of a program.

        Raises: Unreadable, where no page could hold it or there are too many
        """
        if len(self.made) >= MOST_MADE:
            raise Unreadable(
                f"it names more than {MOST_MADE} programs that have no page:"
                " is it a list of programs at all?"
            )
        title = titled(told.title or spelled(name))[:LONGEST_TITLE]
        listed, unlisted = self.people(told.hosts)
        program = Program(
            title=title,
            slug=self.free_slug(name),
            teaser=titled(told.teaser)[:LONGEST_TEASER],
            description=f"With {', '.join(unlisted)}." if unlisted else "",
            live=False,
            owner=self.by,
        )
        program.hosts = [
            ProgramHost(person=person, credit=ProgramHost.Credit.HOST)
            for person in listed
        ]
        self.shelf().add_child(instance=program)
        program.save_revision(user=self.by, log_action=True)
        self.made.append(program)
        return program

    def shelf(self) -> Model:
        front = self.service.station.site.root_page
        shelf = ProgramShelf.objects.descendant_of(front).first()
        if shelf is None:
            raise Unreadable(
                "the station has no page under which programs stand: add one first"
            )
        return shelf

    def people(self, names: Iterable[str]) -> tuple[list[Person], list[str]]:
        """Return the hosts the station knows, and the names of the others."""
        written = (titled(name)[:LONGEST_NAME] for name in names)
        wanted = list(filter(None, written))[:MOST_HOSTS]
        known = Person.objects.named(wanted)
        listed = list(dict.fromkeys(known[name] for name in wanted if name in known))
        return listed, [name for name in dict.fromkeys(wanted) if name not in known]

    def free_slug(self, name: str) -> str:
        stem = slugify(name)[:60] or "program"
        taken = set(
            self.shelf()
            .get_children()
            .filter(slug__startswith=stem)
            .values_list("slug", flat=True)
        )
        numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
        return next(one for one in (stem, *numbered) if one not in taken)


def spelled(name: str) -> str:
    """
    Return the title of a program of which only its slug is known.

    >>> spelled("night-owl"), spelled("Night Owl"), spelled("jazz@9")
    ('Night Owl', 'Night Owl', 'jazz@9')
    """
    return name.replace("-", " ").title() if slugify(name) == name else name

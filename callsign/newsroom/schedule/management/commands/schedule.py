"""Bring a grid in from a file, or write it to one."""

import json
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from callsign.newsroom.schedule.comparing import Preview
from callsign.newsroom.schedule.edits import Refused
from callsign.newsroom.schedule.exporting import exported
from callsign.newsroom.schedule.importing.applying import Import
from callsign.newsroom.schedule.importing.making import Maker
from callsign.newsroom.schedule.importing.reading import read_files
from callsign.newsroom.schedule.importing.wanted import Unreadable
from callsign.newsroom.schedule.planning import GridChanged
from callsign.newsroom.station.models import Service

MOST_WORDS = 200


class Command(BaseCommand):
    """``callsign schedule`` runs this."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="schedule_verb", required=True)
        bring = verbs.add_parser("import")
        bring.add_argument("files", nargs="+", type=Path)
        bring.add_argument("--dry-run", action="store_true")
        bring.add_argument("--replace", action="store_true")
        bring.add_argument("--make-programs", action="store_true")
        bring.add_argument("--by", default="")
        write = verbs.add_parser("export")
        for verb in (bring, write):
            verb.add_argument("--service", required=True)

    def handle(
        self, *args: Any, schedule_verb: str, service: str, **options: Any
    ) -> None:
        found = service_called(service)
        if schedule_verb == "export":
            text = json.dumps(exported(found), indent=1, ensure_ascii=False)
            self.stdout.write(text)
            return
        try:
            self.bring_in(found, at=timezone.now(), **options)
        except (Unreadable, Refused) as error:
            problems = "\n".join(error.problems)
            raise CommandError(f"{problems}\nNothing was changed.") from error
        except GridChanged as error:
            raise CommandError(
                f"The grid was changed at the same time: {error}. Nothing was imported;"
                " try again."
            ) from error
        except OSError as error:
            raise CommandError(f"{error}. Nothing was changed.") from error

    @transaction.atomic
    def bring_in(
        self,
        service: Service,
        *,
        at: datetime,
        files: list[Path],
        dry_run: bool,
        replace: bool,
        make_programs: bool,
        by: str,
        **_: Any,
    ) -> None:
        """Say what the files change, and change it; programs are made with the grid."""
        editor = user_called(by)
        maker = Maker(service, editor) if make_programs else None
        contents = [file.read_bytes() for file in files]
        wanted = read_files(contents, service, at=at, maker=maker)
        made = maker.made if maker else []
        self.list(
            "Programs that are made, as drafts:", (program.title for program in made)
        )
        bringing = Import(service, wanted, replaces=replace)
        self.say(bringing.preview(at=at))
        self.list(f"Left out or passed over: {len(wanted.left_out):,}", wanted.left_out)
        if dry_run:
            transaction.set_rollback(True)
            self.stdout.write("Nothing was changed.")
            return
        reason = f"imported from {', '.join(file.name for file in files)}"
        changes = bringing.save(by=editor, reason=reason, at=at)
        numbers = " and ".join(str(change.number) for change in changes)
        self.stdout.write(
            f"Saved as change {numbers}; the desk can undo it."
            if changes
            else "The grid is like that already; nothing was changed."
        )

    def say(self, found: Preview) -> None:
        self.list("Over the next eight weeks:", found.words)
        for heading, remarks in (
            ("Gaps:", found.gaps),
            ("Overlaps:", found.overlaps),
            ("Odd times:", found.odd),
        ):
            self.list(heading, (remark.sentence for remark in remarks))

    def list(self, heading: str, lines: Iterable[str]) -> None:
        """Write lines under a heading, unless there are none; the first tell the rest."""
        rest = iter(lines)
        first = list(islice(rest, MOST_WORDS))
        if not first:
            return
        self.stdout.write(heading)
        for line in first:
            self.stdout.write(f"  {line}")
        more = sum(1 for _ in rest)
        if more:
            self.stdout.write(f"  and {more:,} more")


def service_called(slug: str) -> Service:
    services = Service.objects.select_related("station")
    found = services.filter(slug=slug).first()
    if found is None:
        known = ", ".join(services.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no service {slug!r}; there is {known}.")
    return found


def user_called(name: str) -> Any:
    if not name:
        return None
    users = get_user_model().objects
    found = users.filter(**{get_user_model().USERNAME_FIELD: name}).first()
    if found is None:
        raise CommandError(f"There is no account {name!r}.")
    return found

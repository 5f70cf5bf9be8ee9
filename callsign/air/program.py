"""The program: every service, the server and the journal, from one folder, until it is stopped."""

import asyncio
import contextlib
import signal
import stat
import sys
from importlib.metadata import version
from pathlib import Path

from callsign.air import control
from callsign.air.clock import Clock, SystemClock
from callsign.air.http.server import Server
from callsign.air.http.server import start as start_server
from callsign.air.journal import Journal
from callsign.air.listeners import Listeners
from callsign.air.service import Service
from callsign.air.stamp import stamp_of
from callsign.engines.stream.configuration import (
    AirConfig,
    Misconfigured,
    ServiceConfig,
    read_configuration,
)
from callsign.engines.stream.journal import Kind

CONFIGURATION = "air.json"
TIDY_EVERY_S = 10
OTHERS_MAY_READ = stat.S_IRGRP | stat.S_IROTH


class ServiceDied(RuntimeError):
    """The thread of a service has ended by itself; what it died of is in the log."""


class Program:
    """
    Everything that is on air, in one folder: ``air.json``, ``journal/``, ``media/``.

    Without a configuration it waits for one.
    """

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.folder = folder
        self.config = AirConfig(())
        self.services: dict[str, Service] = {}
        self.listeners = Listeners()
        self._clock = clock or SystemClock()
        self.journal = Journal(folder / "journal", self._clock)
        self._read: tuple[int, int] | None = None
        self._ended = asyncio.Event()
        self._is_disk_told = False
        self._not_there = ""
        self._exposed = ""
        # Why what is on the air is not what was configured; "" when it is.
        self.problem = f"there is no {CONFIGURATION} in {folder} yet"

    def run(self) -> None:
        """Be on air until SIGTERM or SIGINT."""
        asyncio.run(self.run_in_loop())

    async def run_in_loop(self) -> None:
        """
        Be on air until ``end``.

        Raises: control.InUse: another air runs in this folder. OSError: the port is taken
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.end)
        # Before anything else: it makes sure that no other air writes to this folder.
        door = await control.start(self)
        self.journal.write(Kind.STARTED, version=version("callsign-radio"))
        self.reload()
        try:
            site = await start_server(self)
            try:
                await self._keep_house(site)
            finally:
                site.close()
                await site.wait_closed()
        finally:
            door.close()
            await asyncio.to_thread(self.stop)

    def end(self) -> None:
        """Ask the program to stop; to be called in its loop."""
        self._ended.set()

    def stop(self) -> None:
        """End every service, and write what they have."""
        for service in self.services.values():
            service.stop()
        self.journal.write(Kind.STOPPED)
        self._sync_journal()
        self.journal.close()

    def reload(self) -> None:
        """
        Take up the configuration as it is now.

        A service that is as before goes on untouched. A configuration that cannot be
        used changes nothing and is told in the journal.
        """
        path = self.folder / CONFIGURATION
        self._read = stamp_of(path)
        if self._read is None:
            return
        try:
            config = read_configuration(path.read_bytes())
            exposed = exposed_by(path, config)
        except (Misconfigured, OSError) as error:
            self.problem = f"{CONFIGURATION} was refused: {error}"
            self.journal.write(Kind.MISCONFIGURED, reason=str(error))
            return
        self.problem = "" if config.services else f"{CONFIGURATION} names no service"
        if exposed and exposed != self._exposed:
            self.journal.write(Kind.MISCONFIGURED, reason=exposed)
        self._exposed = exposed
        wanted = {one.slug: one for one in config.services}
        # Others read the services meanwhile: they get the old ones or the new ones.
        services = {slug: one for slug, one in self.services.items() if slug in wanted}
        gone = [one for slug, one in self.services.items() if slug not in wanted]
        for slug, one in wanted.items():
            try:
                services[slug] = self._taken_up(services.get(slug), one)
            except OSError as error:
                self.problem = f"{slug} could not be put on the air: {error}"
                self.journal.write(Kind.MISCONFIGURED, slug, reason=str(error))
        self.services, self.config = services, config
        for service in gone:
            service.stop()
        self.journal.write(Kind.CONFIGURED, services=list(wanted))

    async def _keep_house(self, site: Server) -> None:
        """Once a second: make the journal safe, look for another configuration."""
        passed_s = 0
        while not self._ended.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), 1)
            passed_s += 1
            await asyncio.to_thread(self._sync_journal)
            if stamp_of(self.folder / CONFIGURATION) not in (None, self._read):
                await asyncio.to_thread(self.reload)
                await self._move(site)
            await asyncio.to_thread(self._look_at_plans)
            if passed_s % TIDY_EVERY_S == 0:
                await asyncio.to_thread(self._try_again)
                if not site.is_listening:
                    await self._move(site)
                for service in self.services.values():
                    service.tidy()
            self._make_sure_all_are_heard()

    def _try_again(self) -> None:
        """Put on the air what could not be when the configuration was read."""
        for config in self.config.services:
            if config.slug in self.services:
                continue
            try:
                service = self._taken_up(None, config)
            except OSError:
                # It was told once, in the journal.
                continue
            self.services = {**self.services, config.slug: service}
            if len(self.services) == len(self.config.services):
                self.problem = ""
            self.journal.write(Kind.CONFIGURED, services=list(self.services))

    def _look_at_plans(self) -> None:
        for service in self.services.values():
            service.plan_file.look()

    async def _move(self, site: Server) -> None:
        """Listen where the configuration says now, or go on where it was."""
        place = (self.config.host, self.config.port)
        try:
            await site.move(place)
            self._not_there = ""
        except OSError as error:
            words = f"air cannot listen at {place[0]}:{place[1]}: {error.strerror}"
            stays = f"it stays at {site.place[0]}:{site.port}"
            goes_on = stays if site.is_listening else "nobody can connect until it can"
            reason = f"{words}; {goes_on}"
            # Also asked after each file that was refused, and every few seconds.
            if reason != self._not_there:
                self._not_there = reason
                self.journal.write(Kind.MISCONFIGURED, reason=reason)

    def _taken_up(self, present: Service | None, config: ServiceConfig) -> Service:
        if present is not None:
            if present.config == config or present.reconfigure(config):
                return present
            present.stop()
        service = Service(
            config,
            folder=self.folder / "media",
            journal=self.journal,
            clock=self._clock,
        )
        service.start()
        return service

    def _make_sure_all_are_heard(self) -> None:
        """End air when a service's thread has died of a mistake: a new air plays on."""
        for slug, service in self.services.items():
            if not service.is_running:
                raise ServiceDied(slug)

    def _sync_journal(self) -> None:
        try:
            self.journal.sync()
            self._is_disk_told = False
        except OSError as error:
            # The entries wait in memory. The journal cannot say so itself.
            if not self._is_disk_told:
                print(f"the journal cannot be written: {error}", file=sys.stderr)  # noqa: T201
            self._is_disk_told = True


def exposed_by(path: Path, config: AirConfig) -> str:
    """Return who else may read the passwords of a configuration, "" for nobody."""
    mode = stat.S_IMODE(path.stat().st_mode)
    holds_passwords = any(
        source.password for service in config.services for source in service.sources
    )
    if not (holds_passwords and mode & OTHERS_MAY_READ):
        return ""
    return (
        f"{path.name} holds passwords of encoders and may be read by others on this"
        f" machine (mode {mode:04o}); it was taken all the same: chmod 600 {path}"
    )

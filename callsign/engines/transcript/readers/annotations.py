"""
The annotations of an MMIF file: what programs found, and what was aligned with what.

Source:  mmif.clams.ai, specification 1.0, "views", "Alignment", "long ids"
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from callsign.engines.transcript.readers.times import milliseconds, seconds
from callsign.engines.transcript.readers.values import (
    listed,
    mapped,
    text_at,
)

# http://mmif.clams.ai/vocabulary/Token/v1: the version is not the name.
_VERSION = re.compile(r"v\d[\w.]*|\$\w+|\d[\d.]*")
UNITS = {"milliseconds": milliseconds, "seconds": seconds}


@dataclass(slots=True, eq=False)
class Annotation:
    """One thing found; ``beside`` are those that it was aligned with."""

    id: str
    kind: str
    view: str
    where: str
    values: Mapping[str, object]
    defaults: Mapping[str, object]
    beside: list["Annotation"] = field(default_factory=list)

    @property
    def document(self) -> str:
        """The id of the document that it is about."""
        return text_at(self.values, "document") or text_at(self.defaults, "document")

    @property
    def text(self) -> str:
        """What it says itself."""
        text = text_at(self.values, "text") or text_at(self.values, "word")
        return text or text_at(mapped(self.values.get("text")), "@value")

    @property
    def unit(self) -> str:
        """What its times count: milliseconds where nothing is said."""
        unit = text_at(self.values, "timeUnit") or text_at(self.defaults, "timeUnit")
        return unit or "milliseconds"

    def time(self, key: str) -> int | None:
        """Return one of its times; None in a unit of no fixed length, as frames."""
        read = UNITS.get(self.unit)
        return read(self.values.get(key)) if read else None

    def offset(self, key: str) -> int | None:
        """Return a place in the text of its document."""
        value = self.values.get(key)
        return value if isinstance(value, int) else None


class Annotations:
    """All that documents and views of a file hold, by id and by kind."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self.all = [*_documents(values), *_found(values)]
        self._by_id = {one.id: one for one in self.all if one.id}
        for one in self.all:
            if one.kind == "Alignment":
                self._align(one)

    def of_kind(self, kind: str) -> list[Annotation]:
        """Return the annotations of a kind, in the order of the file."""
        return [one for one in self.all if one.kind == kind]

    def named(self, name: str, view: str) -> Annotation | None:
        """Return what an id means in a view: its own before others'."""
        return self._by_id.get(f"{view}:{name}") or self._by_id.get(name)

    def stretch(self, one: Annotation) -> tuple[int | None, int | None]:
        """Return the times of a stretch, or those of the points that it targets."""
        if "start" in one.values or "end" in one.values:
            return one.time("start"), one.time("end")
        names = [
            name for name in listed(one.values, "targets") if isinstance(name, str)
        ]
        points = [self.named(name, one.view) for name in (*names[:1], *names[-1:])]
        times = [None if point is None else point.time("timePoint") for point in points]
        return (times[0], times[-1]) if times else (None, None)

    def _align(self, alignment: Annotation) -> None:
        source, target = (
            self.named(text_at(alignment.values, key), alignment.view)
            for key in ("source", "target")
        )
        if source is not None and target is not None:
            source.beside.append(target)
            target.beside.append(source)


def _documents(values: Mapping[str, object]) -> Iterator[Annotation]:
    for number, value in enumerate(listed(values, "documents")):
        yield _annotation(mapped(value), "", f"documents[{number}]", {})


def _found(values: Mapping[str, object]) -> Iterator[Annotation]:
    for number, value in enumerate(listed(values, "views")):
        view = mapped(value)
        contains = mapped(mapped(view.get("metadata")).get("contains"))
        defaults = {_kind(name): mapped(one) for name, one in contains.items()}
        name = text_at(view, "id")
        for at, one in enumerate(listed(view, "annotations")):
            where = f"views[{number}].annotations[{at}]"
            yield _annotation(mapped(one), name, where, defaults)


def _annotation(
    values: Mapping[str, object],
    view: str,
    where: str,
    defaults: Mapping[str, Mapping[str, object]],
) -> Annotation:
    kind = _kind(text_at(values, "@type"))
    properties = mapped(values.get("properties"))
    name = text_at(properties, "id")
    if view and name and not name.startswith(f"{view}:"):
        name = f"{view}:{name}"
    return Annotation(name, kind, view, where, properties, defaults.get(kind, {}))


def _kind(address: str) -> str:
    """
    Return the name of a kind, without its vocabulary and version.

    >>> _kind("http://mmif.clams.ai/vocabulary/Token/v1")
    'Token'
    """
    names = [one for one in address.split("/") if not _VERSION.fullmatch(one)]
    return names[-1] if names else ""

"""
Questions: querysets whose SQL is written once, and asked again with other values.

Of what a reader's page costs, most is Django building the same dozen statements anew
for each request; the database itself takes a twentieth of it. A question keeps the
statement and how its rows are read, never an answer, so there is nothing that a change
could make old (docs/decisions/0008-pages-drawn-anew.md).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, QuerySet
from django.db.models.query import (
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler

Answer = TypeVar("Answer")


class NotAQuestion(Exception):
    """This queryset reads its rows in a way that a question would not."""


class Blank(Expression):
    """A value of a question that is not known yet, by its name."""

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Leave a place in the statement, with itself for a parameter."""
        return "%s", [self]

    def filled(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> object:
        """Return the value as the database takes it."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


@dataclass(frozen=True, slots=True)
class Statement:
    """The SQL of a question for one connection, and how a row of it becomes an answer."""

    sql: str
    parameters: tuple[Any, ...]
    converters: tuple[tuple[int, Sequence[Callable[..., Any]], Expression], ...]
    answer: Callable[[Sequence[Any]], Any]

    def run(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> list[Any]:
        """Ask, and read all rows."""
        parameters = [
            one.filled(values, connection) if isinstance(one, Blank) else one
            for one in self.parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            rows = cursor.fetchall()
        if self.converters:
            rows = self._converted(rows, connection)
        return [self.answer(row) for row in rows]

    def _converted(
        self, rows: list[Sequence[Any]], connection: BaseDatabaseWrapper
    ) -> Iterator[Sequence[Any]]:
        for row in map(list, rows):
            for place, converters, expression in self.converters:
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
            yield row


class Question(Generic[Answer]):
    """
    A queryset with blanks, of models or of ``values_list``.

    It answers what the queryset would, deferred fields and ``select_related``
    included; a value has to be filled in for each blank.

    Raises: NotAQuestion: when asked, of annotated or prefetched models, of ``values``,
        of rows that are ordered by what they do not show, and of what is always empty
    """

    def __init__(self, ask: Callable[[], QuerySet]) -> None:
        self._ask = ask

    def __call__(self, **values: Any) -> list[Answer]:
        """Ask the question with these values in its blanks."""
        connection = connections[DEFAULT_DB_ALIAS]
        # Kept with the connection: a thread has its own, and converters belong to it.
        written = vars(connection).setdefault("_callsign_statements", {})
        if self not in written:
            written[self] = statement(self._ask(), connection)
        return written[self].run(values, connection)

    def first(self, **values: Any) -> Answer | None:
        """Return the first answer, if there is one."""
        return next(iter(self(**values)), None)


def statement(queryset: QuerySet, connection: BaseDatabaseWrapper) -> Statement:
    """Write the SQL of a queryset."""
    compiler = queryset.query.get_compiler(connection=connection)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet as error:
        raise NotAQuestion("whatever is filled in, there is no answer") from error
    if compiler.has_extra_select:
        # Django adds columns to distinct rows for their order, and cuts them off again.
        raise NotAQuestion("distinct rows are ordered by what they show")
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    return Statement(
        sql,
        tuple(parameters),
        tuple((place, *how) for place, how in converters.items()),
        reader(queryset, compiler),
    )


def reader(queryset: QuerySet, compiler: SQLCompiler) -> Callable[[Sequence[Any]], Any]:
    """Return what makes an answer of a row."""
    if queryset._iterable_class is ValuesListIterable:
        return tuple
    if queryset._iterable_class is not ModelIterable:
        raise NotAQuestion("only models and values_list() can be asked for")
    if compiler.annotation_col_map or queryset._prefetch_related_lookups:
        raise NotAQuestion("models are answered without annotations and prefetches")
    return model_of(compiler)


def model_of(compiler: SQLCompiler) -> Callable[[Sequence[Any]], Any]:
    """Return what makes a model of a row, as Django's own iteration would."""
    alias = compiler.connection.alias
    klass, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    begin, end = places[0], places[-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[begin:end]]
    related = get_related_populators(compiler.klass_info, compiler.select, alias)

    def answer(row: Sequence[Any]) -> Any:
        made = klass.from_db(alias, names, row[begin:end])
        for populator in related:
            populator.populate(row, made)
        return made

    return answer

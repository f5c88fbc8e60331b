"""Rows of joined tables, read with SQL of our own.

Django builds the SQL of a query anew at every call, and takes three times as long for that as PostgreSQL for the
answer (docs/performance.md). Use it only where that is felt: for what stands before every page, and on the way of
every answer.
"""

from functools import cache

from django.db import connection


def first(models, statement, parameters):
    """The first row as a tuple with an instance of each model, or None.

    models: what a row is read as; statement: SQL with {columns} in the place of all their columns.
    """
    with connection.cursor() as cursor:
        cursor.execute(_with_columns(models, statement), parameters)
        row = cursor.fetchone()
    return row and tuple(_instances(models, row))


def column(statement, parameters):
    """The first column of every row, as a list."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [row[0] for row in cursor.fetchall()]


@cache
def _with_columns(models, statement):
    names = (f"{model._meta.db_table}.{field.column}" for model in models for field in model._meta.concrete_fields)
    return statement.format(columns=", ".join(names))


@cache
def _readers(model):
    """The model's field names, and (place, reader) for those whose values are not stored as Python knows them."""
    fields = model._meta.concrete_fields
    readers = [(place, field.from_db_value) for place, field in enumerate(fields) if hasattr(field, "from_db_value")]
    return [field.attname for field in fields], readers


def _instances(models, row):
    start = 0
    for model in models:
        names, readers = _readers(model)
        values = list(row[start : start + len(names)])
        for place, read in readers:
            values[place] = read(values[place], None, connection)
        yield model.from_db(connection.alias, names, values)
        start += len(names)

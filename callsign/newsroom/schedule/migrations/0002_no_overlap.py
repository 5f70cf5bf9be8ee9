"""PostgreSQL itself refuses two broadcasts of a service at one moment."""

from django.db import migrations

CONSTRAINT = """
    ALTER TABLE schedule_broadcast ADD CONSTRAINT broadcasts_do_not_overlap
    EXCLUDE USING gist (service_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    DEFERRABLE INITIALLY DEFERRED
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    # A trusted extension since PostgreSQL 13: the owner of a database may create it.
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    schema_editor.execute(CONSTRAINT)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE schedule_broadcast DROP CONSTRAINT broadcasts_do_not_overlap"
        )


class Migration(migrations.Migration):
    dependencies = [("schedule", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]

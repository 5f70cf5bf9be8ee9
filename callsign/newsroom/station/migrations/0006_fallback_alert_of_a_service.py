"""How long a fallback may last before a letter is each service's own to say."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def hand_down(apps, _):
    """Let each service begin with what its station said."""
    station = apps.get_model("station", "Station").objects.filter(
        pk=OuterRef("station")
    )
    apps.get_model("station", "Service").objects.update(
        fallback_alert_s=Subquery(station.values("fallback_alert_s")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [
        ("station", "0005_withheld"),
    ]

    operations = [
        migrations.AddField(
            model_name="service",
            name="fallback_alert_s",
            field=models.PositiveSmallIntegerField(
                default=30,
                help_text="Seconds on another source than the first after which"
                " engineers get an e-mail.",
                verbose_name="alert after",
            ),
        ),
        migrations.RunPython(hand_down, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="station",
            name="fallback_alert_s",
        ),
    ]

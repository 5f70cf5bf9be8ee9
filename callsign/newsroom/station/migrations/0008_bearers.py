import callsign.newsroom.station.bearers
import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("station", "0007_play_plan"),
    ]

    operations = [
        migrations.AddField(
            model_name="service",
            name="ecc",
            field=models.CharField(
                default="a0",
                help_text="A0 in the United States.",
                max_length=2,
                validators=[callsign.newsroom.station.bearers.check_ecc],
                verbose_name="extended country code",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="frequency_mhz",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="In MHz: 89.7. With the PI code, cars find the stream and the program guide by what they receive.",
                max_digits=5,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(76),
                    django.core.validators.MaxValueValidator(108),
                ],
                verbose_name="FM frequency",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="other_bearers",
            field=models.TextField(
                blank=True,
                help_text="HD Radio, DAB, DRM or AM, and translators, one a line: hd:031.0eaff.1, dab:ce1.c185.c479.0, fm:3a0.3c1f.10130.",
                validators=[callsign.newsroom.station.bearers.check_bearers],
                verbose_name="other signals",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="pi_code",
            field=models.CharField(
                blank=True,
                help_text="What the RDS encoder sends, four digits 0-9 and A-F.",
                max_length=4,
                validators=[callsign.newsroom.station.bearers.check_pi_code],
                verbose_name="PI code",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audio", "0002_preparation_attempts")]

    operations = [
        migrations.AddField(
            model_name="audio",
            name="may_be_clipped",
            field=models.BooleanField(
                default=True,
                help_text="Readers may pass passages of it on, as clips and films. Quotes"
                " of a recording that may not be are text alone.",
                verbose_name="may be quoted with its sound",
            ),
        ),
    ]

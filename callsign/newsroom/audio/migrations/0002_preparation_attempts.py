from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audio", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="preparation",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]

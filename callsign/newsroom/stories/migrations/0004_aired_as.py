import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0003_episodes"),
        ("stories", "0003_embargoes_by_the_desks_clock"),
    ]

    operations = [
        migrations.AddField(
            model_name="story",
            name="aired_as",
            field=models.ForeignKey(
                blank=True,
                help_text="The segment of an episode that this story was on the air as.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="stories",
                to="programs.segment",
            ),
        ),
    ]

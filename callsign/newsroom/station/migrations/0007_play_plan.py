from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("station", "0006_fallback_alert_of_a_service"),
    ]

    operations = [
        migrations.AlterField(
            model_name="source",
            name="kind",
            field=models.CharField(
                choices=[
                    ("push", "An encoder connects to us"),
                    ("pull", "A stream we fetch"),
                    ("files", "A folder of recordings"),
                    ("plan", "The schedule's play plan"),
                ],
                max_length=8,
                verbose_name="comes from",
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="path",
            field=models.CharField(
                blank=True,
                help_text="On the machine that air runs on; played in order, again and "
                "again. With a play plan, wherever the plan has nothing.",
                max_length=500,
                verbose_name="folder or playlist",
            ),
        ),
    ]

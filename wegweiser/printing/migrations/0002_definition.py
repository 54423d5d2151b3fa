from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("printing", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="definition",
            field=models.JSONField(default=dict, verbose_name="Auftrag"),
        ),
    ]

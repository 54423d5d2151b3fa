from django.db import migrations

from geo.db.triggers import NoteLayers


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_history_of_whole_rows")]

    operations = [
        # accent and bounds decide how every layer looks; Träger, source and licence stand in the API
        NoteLayers("directory_city", "base", "facilities", "sozialraeume"),
        NoteLayers("directory_traeger", "facilities"),
        NoteLayers("directory_datasource", "facilities"),
    ]

from django.db import migrations

from geo.db.folding import InstallFolding


class Migration(migrations.Migration):
    dependencies = [("geo", "0001_initial")]

    operations = [InstallFolding()]

"""Counting lexemes touches no index any more, and whoever writes the index learns whether somebody else has."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_danish_search'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='lexeme', name='search_lexeme_unused'),
        migrations.AddField(
            model_name='indexstate', name='before', field=models.BigIntegerField(default=0),
        ),
    ]

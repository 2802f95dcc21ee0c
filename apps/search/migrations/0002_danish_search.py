"""The index of Danish search. It is derived from the items, so the old one is dropped; `reindex` writes the new one."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# Out of line and uncompressed: a scan of the facets reads narrow rows, and ranking reads words without unpacking.
STORAGE = """
ALTER TABLE search_searchentry ALTER COLUMN words SET STORAGE EXTERNAL, SET (toast_tuple_target = 128);
ALTER TABLE search_searchcontinuation ALTER COLUMN words SET STORAGE EXTERNAL;
ALTER TABLE search_lexeme SET (fillfactor = 80);
CREATE SEQUENCE search_index_version;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
        ('agenda_items', '0001_initial'),
        ('committees', '0001_initial'),
    ]

    operations = [
        migrations.DeleteModel(name='SearchEntry'),
        migrations.CreateModel(
            name='IndexedNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(unique=True)),
            ],
            options={
                'verbose_name': 'journalnummer i søgningen',
                'verbose_name_plural': 'journalnumre i søgningen',
            },
        ),
        migrations.CreateModel(
            name='IndexState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'søgeindeksets tilstand',
                'verbose_name_plural': 'søgeindeksets tilstand',
            },
        ),
        migrations.CreateModel(
            name='SynonymGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(help_text='Ord, der skal findes for hinanden, med komma imellem: plejehjem, plejecenter', verbose_name='ord')),
                ('reason', models.TextField(help_text='Hvorfor ordene betyder det samme for borgerne', verbose_name='begrundelse')),
            ],
            options={
                'verbose_name': 'synonymer',
                'verbose_name_plural': 'synonymer',
            },
        ),
        migrations.CreateModel(
            name='Lexeme',
            fields=[
                ('lexeme', models.TextField(primary_key=True, serialize=False)),
                ('frequency', models.IntegerField()),
            ],
            options={
                'verbose_name': 'leksem',
                'verbose_name_plural': 'leksemer',
                'indexes': [models.Index(condition=models.Q(('frequency__lte', 0)), fields=['lexeme'], name='search_lexeme_unused')],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.TextField(unique=True)),
                ('spelled', models.TextField()),
                ('skeleton', models.TextField()),
                ('stem', models.TextField()),
                ('lexemes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
            options={
                'verbose_name': 'ord',
                'verbose_name_plural': 'ord',
                'indexes': [models.Index(fields=['skeleton'], name='search_word_skeleton'), models.Index(fields=['stem'], name='search_word_stem'), django.contrib.postgres.indexes.GinIndex(fields=['lexemes'], name='search_word_lexemes')],
            },
        ),
        migrations.CreateModel(
            name='SearchContinuation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.PositiveIntegerField()),
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agenda_items.agendaitem')),
            ],
            options={
                'verbose_name': 'fortsat søgepost',
                'verbose_name_plural': 'fortsatte søgeposter',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='search_continuation_words')],
                'constraints': [models.UniqueConstraint(fields=('item', 'part'), name='search_continuation_once')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_entry', serialize=False, to='agenda_items.agendaitem')),
                ('held_on', models.DateField()),
                ('sort_key', models.BigIntegerField()),
                ('topic', models.TextField(blank=True)),
                ('outcomes', models.PositiveIntegerField(default=0)),
                ('has_vote', models.BooleanField(default=False)),
                ('analyser_version', models.PositiveSmallIntegerField()),
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='committees.committee')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='committees.municipality')),
                ('number', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='search.indexednumber')),
            ],
            options={
                'verbose_name': 'søgepost',
                'verbose_name_plural': 'søgeposter',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='search_entry_words'), models.Index(fields=['analyser_version'], name='search_entry_version')],
            },
        ),
        migrations.RunSQL(STORAGE, "DROP SEQUENCE search_index_version"),
    ]

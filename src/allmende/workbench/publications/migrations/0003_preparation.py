import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0001_initial'),
        ('core', '0001_initial'),
        ('publications', '0002_description_and_public'),
    ]

    operations = [
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', models.JSONField(default=dict)),
                ('shape', models.PositiveSmallIntegerField(default=0)),
                ('commit', models.CharField(blank=True, max_length=64)),
                ('pieces', models.JSONField(null=True)),
                ('patch', models.TextField(blank=True)),
                ('prepared_at', models.DateTimeField(null=True)),
                ('problem', models.JSONField(null=True)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='preparation', to='cases.case')),
                ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.job')),
            ],
        ),
    ]

"""Each file gets its place, and what is public now is on record as handed out."""

from django.db import migrations, models
from django.utils import timezone

from publications.codes import code_of

# The history has no version for it: nobody changed anything.
FILL = """
ALTER TABLE publications_publicationfile DISABLE TRIGGER USER;
ALTER TABLE publications_publicationfileevent DISABLE TRIGGER USER;
UPDATE publications_publicationfile AS file SET key = place.key FROM (
    SELECT id, base || CASE row_number() OVER same WHEN 1 THEN '' ELSE '-' || row_number() OVER same END
        AS key
    FROM (
        SELECT id, edition_id, position, COALESCE(NULLIF(language, ''), 'data') AS base
        FROM publications_publicationfile
    ) AS named
    WINDOW same AS (PARTITION BY edition_id, base ORDER BY position, id)
) AS place WHERE place.id = file.id;
UPDATE publications_publicationfileevent AS event SET key = file.key
    FROM publications_publicationfile AS file WHERE file.id = event.id;
ALTER TABLE publications_publicationfile ENABLE TRIGGER USER;
ALTER TABLE publications_publicationfileevent ENABLE TRIGGER USER;
"""


def issue(apps, schema_editor):
    files = apps.get_model("publications", "PublicationFile").objects.filter(
        edition__state="published"
    )
    issued = apps.get_model("publications", "IssuedFile").objects
    for file in files.select_related("upload", "edition"):
        attempt = 0
        while issued.filter(code=(code := code_of(file.upload.sha256, attempt=attempt))).exists():
            attempt += 1
        issued.create(
            code=code,
            sha256=file.upload.sha256,
            upload=file.upload,
            publication_id=file.edition.document_id,
            key=file.key,
            language=file.language,
            generated=False,
            issued_at=timezone.now(),
        )


class Migration(migrations.Migration):
    dependencies = [("publications", "0010_library")]
    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunPython(issue, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="publicationfile",
            constraint=models.UniqueConstraint(
                fields=("edition", "key"), name="publicationfile_one_at_an_address"
            ),
        ),
    ]

"""What its prose refers to is kept, and it can be referred to."""

from django.db import migrations

from iomiran.common.references.database import keep_references_of, may_be_referred_to


class Migration(migrations.Migration):
    dependencies = [("common", "0005_references"), ("news", "0004_scheduling")]
    operations = [
        keep_references_of("news_newsitemedition", kind="news.newsitemedition"),
        may_be_referred_to("news_newsitem", kind="news"),
    ]

"""What its prose refers to is kept, and it can be referred to."""

from django.db import migrations

from iomiran.common.references.database import keep_references_of, may_be_referred_to


class Migration(migrations.Migration):
    dependencies = [("common", "0005_references"), ("pages", "0004_scheduling")]
    operations = [
        keep_references_of("pages_pageedition", kind="pages.pageedition"),
        may_be_referred_to("pages_page", kind="page"),
    ]

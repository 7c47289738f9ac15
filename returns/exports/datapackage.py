"""datapackage.json of an archive, after Data Package version 2."""

import json
from dataclasses import dataclass

from iomiran.common.nav import site_url
from returns.presenters.citations import release_address

from .columns import Column
from .extract import Extract

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
DIALECT = "https://datapackage.org/profiles/2.0/tabledialect.json"
# The licence as a series names it → name by the Open Definition, address.
LICENCES = {"CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")}
UNKNOWN = "notspecified"


@dataclass(frozen=True)
class Part:
    """A table of the archive: its file, what it is, how large, its SHA-256."""

    name: str
    title: str
    columns: tuple[Column, ...]
    size: int
    sha256: str
    key: str = ""
    hxl: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}.csv"


def datapackage(extract: Extract, parts: list[Part], *, licence: str) -> bytes:
    """`licence` is the file of the archive that says under which terms the data may be used."""
    edition, release, text = extract.edition, extract.release, extract.edition.text()
    known, address = LICENCES.get(edition.licence, (UNKNOWN, licence))
    source = {"title": edition.source_name or edition.publisher, "path": edition.source_url}
    package = {
        "$schema": PROFILE,
        "name": extract.name,
        "id": site_url(release_address(edition, release)),
        "title": text.title,
        "description": f"{edition.scope_sentence()}\n\n{text.caveat}",
        "homepage": site_url(extract.path),
        "version": str(release.number),
        "created": extract.made.isoformat(timespec="seconds"),
        "keywords": ["returns", "migration", edition.count],
        "contributors": [{"title": edition.publisher, "roles": ["publisher"]}],
        "sources": [{name: value for name, value in source.items() if value}],
        "licenses": [{"name": known, "path": address, "title": edition.licence or known}],
        "resources": [_resource(part) for part in parts],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(part: Part) -> dict:
    dialect = {"$schema": DIALECT, "delimiter": ",", "lineTerminator": "\n"}
    if part.hxl:
        dialect["commentRows"] = [2]
    schema = {
        "$schema": SCHEMA,
        "fields": [_field(column) for column in part.columns],
        "missingValues": [""],
    }
    if part.key:
        schema["primaryKey"] = [part.key]
    return {
        "$schema": RESOURCE,
        "name": part.name,
        "type": "table",
        "title": part.title,
        "path": part.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": part.size,
        "hash": f"sha256:{part.sha256}",
        "dialect": dialect,
        "schema": schema,
    }


def _field(column: Column) -> dict:
    constraints = {"required": True} if column.required else {}
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    field = {"name": column.name, "type": column.kind, "description": str(column.meaning)}
    return field | ({"constraints": constraints} if constraints else {})

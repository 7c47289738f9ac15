"""Views of the explorer: one of each picture, a comparison, and one that is refused."""

EXPLORED = {
    "line": "series=iom-undocumented-weekly",
    "months": "series=iom-undocumented-weekly&group=month&calendar=solar_hijri",
    "shares": "series=iom-undocumented-weekly&by=manner&shape=shares",
    "provinces": "series=unhcr-returned-refugees-by-province",
    "crossings": "series=iom-undocumented-by-crossing",
    "pyramid": "series=unhcr-returned-refugees-by-sex-age&by=age",
    "comparison": "series=iom-undocumented-weekly&from=2020-03&to=2020-12"
    "&compare_from=2018-03&compare_to=2018-12",
    "refused": "series=iom-undocumented-weekly&by=age&group=week&country=ALL",
}

"""Two versions compared: words, structure, relations, rows, each language by itself."""

import pytest

from iomiran.common.editorial.history.blocks import compare_blocks, html_blocks
from iomiran.common.editorial.history.differences import differences
from iomiran.common.editorial.history.snapshots import Row, Snapshot
from iomiran.common.editorial.history.words import Change, compare_words, tokens_of
from programmes.models import AppealEdition, Fact, ProgrammeEdition, TargetGroup
from programmes.tests.factories import make_programme

from .snapshots import snapshot_of

ADDED, CHANGED, MOVED, REMOVED, SAME = (
    Change.ADDED,
    Change.CHANGED,
    Change.MOVED,
    Change.REMOVED,
    Change.SAME,
)


def words(text: str) -> list[str]:
    return [token.text for token in tokens_of(text)]


def compared(old: str, new: str) -> list[tuple[str, str]]:
    return [
        (piece.change.value, piece.text) for piece in compare_words(tokens_of(old), tokens_of(new))
    ]


def edition(rows=(), groups=(), **values) -> Snapshot:
    return Snapshot(
        ProgrammeEdition, values, many={"target_groups": groups}, rows={"facts": tuple(rows)}
    )


def fact(identity, text="An example sentence.", **values) -> Row:
    return Row(identity, {"statement_en": text, "position": identity or 0} | values)


# --- Words -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("برنامه‌های نمونه، و متن.", ["برنامه‌های", "نمونه", "،", "و", "متن", "."]),
        ("مُدَرِّس آمد", ["مُدَرِّس", "آمد"]),
        ("ښوونځی څنګه", ["ښوونځی", "څنګه"]),
        ("In 2023, 1,234.5 people’s", ["In", "2023", ",", "1,234.5", "people’s"]),
        ("re-entry by CAP/IOM", ["re-entry", "by", "CAP", "/", "IOM"]),
        ("۱٬۲۳۴٫۵ نفر؛ ۱۴۰۲", ["۱٬۲۳۴٫۵", "نفر", "؛", "۱۴۰۲"]),
        ("cafe\u0301", ["cafe\u0301"]),
        ("", []),
    ],
)
def test_words_are_kept_whole_and_punctuation_apart(text, expected):
    assert words(text) == expected


def test_a_word_with_another_joiner_is_another_word():
    assert compared("کتابها", "کتاب‌ها") == [("removed", "کتابها"), ("added", "کتاب‌ها")]


def test_only_the_words_that_changed_are_marked():
    assert compared("An old example text.", "A new example text.") == [
        ("removed", "An old "),
        ("added", "A new "),
        ("same", "example text."),
    ]


def test_a_removed_last_word_does_not_touch_the_one_before():
    assert compared("One example (old)", "One example") == [
        ("same", "One example "),
        ("removed", "(old)"),
    ]


def test_a_lone_comma_between_two_changes_belongs_to_them():
    assert compared("one, two here", "three, four here") == [
        ("removed", "one, two "),
        ("added", "three, four "),
        ("same", "here"),
    ]


def test_spaces_alone_are_no_difference():
    assert {change for change, _text in compared("one  two", "one two\n")} == {"same"}


# --- HTML --------------------------------------------------------------------------


def blocks(old: str, new: str) -> list[tuple]:
    found = compare_blocks(html_blocks(old), html_blocks(new))
    return [(block.change.value, block.old_kind, block.new_kind) for block in found]


def test_the_structure_of_html_is_read_and_not_its_source():
    found = html_blocks("<h2>Head</h2><ul><li><p>One</p></li><li>Two</li></ul><p>End<br>line</p>")
    shown = [(block.kind, "".join(t.text + t.space for t in block.tokens)) for block in found]
    assert shown == [("h2", "Head"), ("ul", "One"), ("ul", "Two"), ("p", "End line")]
    assert blocks("<p>One &amp; two</p>", "<p>One\n &amp;  two</p>") == [("same", "p", "p")]


def test_a_paragraph_that_became_a_heading_is_told():
    assert blocks("<p>First part</p>", "<h2>First part</h2>") == [("changed", "p", "h2")]


def test_an_added_item_leaves_its_neighbours_alone():
    old = "<ul><li>One</li><li>Three</li></ul>"
    new = "<ul><li>One</li><li>Two</li><li>Three</li></ul>"
    assert blocks(old, new) == [("same", "ul", "ul"), ("added", "", "ul"), ("same", "ul", "ul")]


def test_the_address_of_a_link_is_compared():
    old = '<p>See <a href="https://example.org/a">this</a>.</p>'
    (block,) = compare_blocks(html_blocks(old), html_blocks(old.replace("org/a", "org/b")))
    marked = [(p.change.value, p.text.strip(), p.mark) for p in block.pieces if p.change != SAME]
    assert marked == [
        ("removed", "https://example.org/a", "link"),
        ("added", "https://example.org/b", "link"),
    ]


def test_emphasis_is_a_difference_of_the_word_it_stands_on():
    old, new = "<p>a new page</p>", "<p>a <strong>new</strong> page</p>"
    (block,) = compare_blocks(html_blocks(old), html_blocks(new))
    assert [(p.change.value, p.mark) for p in block.pieces] == [
        ("same", ""),
        ("removed", ""),
        ("added", "strong"),
        ("same", ""),
    ]


def test_a_rewritten_paragraph_is_paired_and_another_is_not():
    old = "<p>One example of a sentence that stays here.</p>"
    new = "<p>Something else.</p><p>One example of a sentence that stays there.</p>"
    assert blocks(old, new) == [("added", "", "p"), ("changed", "p", "p")]


# --- Fields ------------------------------------------------------------------------


def test_each_language_is_a_difference_of_its_own():
    found = differences(
        edition(title_en="One", title_fa="یک", summary_en="Same"),
        edition(title_en="Two", title_fa="دو", summary_en="Same"),
    )
    assert [(part.name, part.language, part.change) for part in found] == [
        ("title_en", "en", CHANGED),
        ("title_fa", "fa", CHANGED),
    ]


def test_an_empty_text_and_none_are_the_same():
    assert differences(edition(title_ps=None), edition(title_ps="")) == []


def test_a_text_that_came_or_went_is_told_so():
    (came,) = differences(edition(title_ps=""), edition(title_ps="نوی"))
    (went,) = differences(edition(title_ps="نوی"), edition(title_ps=None))
    assert (came.change, went.change) == (ADDED, REMOVED)


def test_html_that_reads_alike_is_no_difference():
    assert differences(edition(body_en="<p>One</p>"), edition(body_en="<p>One</p>\n")) == []


def test_values_are_compared_as_a_whole():
    (level, url) = differences(
        edition(level="A", source_url="https://example.org/a", position=1),
        edition(level="B", source_url="https://example.org/b", position=1),
    )
    assert (level.old, level.new, level.blocks) == ("A", "B", ())
    assert (url.change, url.blocks) == (CHANGED, ())


def test_no_is_a_value():
    (part,) = differences(edition(protection=True), edition(protection=False))
    assert (part.change, part.old, part.new) == (CHANGED, True, False)


def test_relations_are_compared_by_what_they_point_to():
    (part,) = differences(edition(groups=(1, 2)), edition(groups=(2, 3)))
    assert (part.name, part.old, part.new) == ("target_groups", (1, 2), (2, 3))


def test_nothing_before_makes_everything_added():
    found = differences(None, edition([fact(1)], title_en="One"))
    assert [(part.name, part.change) for part in found] == [("title_en", ADDED), ("facts", ADDED)]


def test_two_kinds_of_content_are_refused():
    with pytest.raises(ValueError, match="cannot be compared"):
        differences(edition(), Snapshot(AppealEdition, {}))


# --- Rows --------------------------------------------------------------------------


def rows(old, new) -> list[tuple]:
    found = differences(edition(old), edition(new))
    return [(row.change, row.old_number, row.new_number) for part in found for row in part.rows]


def test_a_row_is_the_same_by_its_key_whatever_became_of_its_text():
    assert rows([fact(1, "One"), fact(2, "Two")], [fact(1, "Other"), fact(2, "Two")]) == [
        (CHANGED, 1, 1)
    ]


def test_rows_of_a_copy_are_matched_by_what_they_say():
    old = [fact(1, "One example sentence."), fact(2, "A second one.")]
    new = [fact(11, "One example sentence, mended."), fact(12, "A second one.")]
    assert rows(old, new) == [(CHANGED, 1, 1)]


def test_added_and_removed_rows_are_told():
    assert rows([fact(1, "One")], [fact(1, "One"), fact(2, "Another thing")]) == [(ADDED, 0, 2)]
    assert rows([fact(1, "One"), fact(2, "Another")], [fact(2, "Another")]) == [(REMOVED, 1, 0)]


def test_one_row_that_moved_is_one_move():
    old = [fact(1, "One"), fact(2, "Two"), fact(3, "Three")]
    assert rows(old, [old[2], old[0], old[1]]) == [(MOVED, 3, 1)]


def test_rows_say_in_which_languages_they_changed():
    old, new = fact(1, "One", statement_fa="یک"), fact(1, "One", statement_fa="دو")
    (part,) = differences(edition([old]), edition([new]))
    assert part.languages == {"fa"}


# --- Of an edition -----------------------------------------------------------------


@pytest.mark.django_db
def test_an_edition_is_taken_with_its_relations_and_rows():
    draft = make_programme(live=False)
    row = Fact.objects.create(edition=draft, level="A", statement_en="An example fact.")
    group = TargetGroup.objects.create(slug="test-group")
    draft.target_groups.add(group)
    taken = snapshot_of(draft)
    assert taken.values["title_fa"] == "برنامه‌ی نمونه"
    assert taken.many == {"target_groups": (group.pk,)}
    assert [(found.identity, found.values["statement_en"]) for found in taken.rows["facts"]] == [
        (row.pk, "An example fact.")
    ]
    assert not {"title", "state", "edited_by", "edited_at", "document", "id"} & set(taken.values)


@pytest.mark.django_db
def test_the_same_edition_has_no_difference():
    draft = make_programme(live=False)
    Fact.objects.create(edition=draft, level="A", statement_en="An example fact.")
    assert differences(snapshot_of(draft), snapshot_of(draft)) == []

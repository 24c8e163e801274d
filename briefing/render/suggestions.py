"""What themes may lack, as TOML to paste: the counts behind each phrase are comments, so that a person can judge."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from briefing.model import Addition, Example, ProposedPhrase, ProposedTheme, Suggestions
from briefing.render.labels import Labels
from briefing.text import printable


def draw_suggestions(made: Suggestions, labels: Labels) -> str:
    """Return one block for each theme that may lack phrases and each that may be missing, or why there is none."""
    words = labels.suggest
    counted = {"articles": labels.count("articles", made.articles), "points": labels.count("points", made.points)}
    blocks = [f"# {words['head'].format(**counted, others=made.others)}"]
    blocks += (_addition(one, labels) for one in made.additions)
    blocks += (_theme(one, labels) for one in made.themes)
    if not (made.additions or made.themes):
        blocks.append(f"# {words['nothing' if made.enough else 'too_little']}")
    return "\n\n".join(blocks)


def _addition(addition: Addition, labels: Labels) -> str:
    head = labels.suggest["addition"]
    tables = (
        [f"# {head.format(table=table, file=f'{addition.theme}.toml')}", *_lines(phrases, labels)]
        for table, phrases in _tables(addition.phrases)
    )
    return "\n".join(line for table in tables for line in table)


def _theme(theme: ProposedTheme, labels: Labels) -> str:
    counted = {"points": labels.count("points", theme.points), "articles": labels.count("articles", theme.articles)}
    lines = [f"# {labels.suggest['theme'].format(file=f'{theme.slug}.toml', **counted)}"]
    lines += [f"title = {_quoted(theme.title)}", "examples = ["]
    lines += (line for example in theme.examples for line in _example(example, labels))
    lines.append("]")
    for table, phrases in _tables(theme.phrases):
        lines += ["", table, *_lines(phrases, labels)]
    return "\n".join(lines)


def _example(example: Example, labels: Labels) -> tuple[str, str]:
    place = labels.suggest["example"].format(path=printable(example.path), paragraph=example.paragraph)
    return f"  # {place}", f"  {_quoted(' '.join(example.passage.text.split()))},"


def _tables(phrases: Sequence[ProposedPhrase]) -> Iterator[tuple[str, list[ProposedPhrase]]]:
    """Yield the phrases of each language under the name of its table, those of all languages first."""
    for language, own in groupby(sorted(phrases, key=_language), key=_language):
        yield f"[phrases.{language}]" if language else "[phrases]", list(own)


def _language(one: ProposedPhrase) -> str:
    return one.phrase.language


def _lines(phrases: Sequence[ProposedPhrase], labels: Labels) -> Iterator[str]:
    """Yield a line for each phrase, the comments one below the other."""
    keys = [f"{_quoted(one.phrase.text)} = {one.phrase.weight}" for one in phrases]
    width = max(map(len, keys))
    for key, one in zip(keys, phrases, strict=True):
        counted = {"points": labels.count("points", one.inside), "articles": labels.count("articles", one.articles)}
        yield f"{key:{width}}  # {labels.suggest['phrase'].format(outside=one.outside, **counted)}"


def _quoted(text: str) -> str:
    """Return a text as a TOML string, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)

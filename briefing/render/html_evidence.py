"""The evidence of a page in HTML: the sources' paragraphs, each exactly as received, and why each item is printed.

It is one section at the end that anybody can open; the script shows a part of it beside an item. Paragraphs bear their
number as an attribute, so that their text is the source's alone.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict

from briefing.blocks import Evidence, Proof, SourceText
from briefing.render.html_runs import attributes, draw_runs, text

_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What could end a script, or a line of one."""


def draw_evidence(evidence: Evidence) -> str:
    """Return the section, and the words that the script needs."""
    words = evidence.words
    parts = (part for source in evidence.sources for part in _source(source, evidence))
    head = f'<h2 id="ui_evidence_head">{text(words.heading)}</h2>\n<p class="side">{text(words.about)}</p>'
    section = "\n".join((head, *parts))
    told = json.dumps(asdict(words), ensure_ascii=False, sort_keys=True).translate(_UNSAFE)
    return (
        f'<section id="ui_evidence" aria-labelledby="ui_evidence_head">\n{section}\n</section>\n'
        f'<script type="application/json" id="ui_words">{told}</script>'
    )


def draw_proof(proof: Proof) -> str:
    """Return what an item says of itself: where it stands in its source, and what a filter asks for."""
    at = " ".join(f"{one.paragraph}:{one.span.start}-{one.span.end}" for one in proof.stretches)
    speakers = "\n".join(proof.speakers)
    return attributes(data_source=proof.source, data_at=at, data_theme=proof.theme, data_speakers=speakers)


def _source(source: SourceText, evidence: Evidence) -> Iterator[str]:
    number = source.id.removeprefix("s")
    yield f"<details{attributes(id=f'{source.id}_text')}>"
    yield f'<summary><b class="accent">{text(number)}</b> <span>{draw_runs(source.title)}</span></summary>'
    before = 0
    for one in source.paragraphs:
        gap = "gap" if one.number > before + 1 else ""
        marks = attributes(class_=f"source {gap}".strip(), data_paragraph=str(one.number), lang=source.language)
        yield f'<p{marks} dir="auto">{text(one.text)}</p>'
        before = one.number
    proofs = [proof for proof in evidence.proofs if proof.source == source.id]
    if proofs:
        yield f"<h3>{text(evidence.words.why)}</h3>\n<ul>"
        yield from map(_why, proofs)
        yield "</ul>"
    yield "</details>"


def _why(proof: Proof) -> str:
    lines = "".join(f"<p>{draw_runs(line)}</p>" for line in proof.reasons)
    link = f"<a{attributes(class_='accent', href=f'#{proof.id}')}>{text(proof.citation)}</a>"
    return f"<li{attributes(id=f'{proof.id}_why')}>{link}<div>{lines}</div></li>"

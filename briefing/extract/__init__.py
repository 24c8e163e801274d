"""Document -> Article: paragraphs, sentences, quotations with their speakers, outlet and date.

The text is taken as it is; everything found is spans into it.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence

from briefing.extract.credits import find_credits, outlet_and_upstream
from briefing.extract.furniture import clear_away, find_furniture
from briefing.extract.marks import find_marks
from briefing.extract.occasions import with_occasions
from briefing.extract.publication import find_publication, last_change
from briefing.extract.quotations import Quotation, find_quotations
from briefing.extract.sentences import find_paragraphs, find_sentences, may_begin
from briefing.extract.speakers import Speakers
from briefing.extract.speech import is_speech
from briefing.extract.spoken import TAKEN_OVER, Found, Spoken
from briefing.extract.tokens import Narration, blank
from briefing.extract.transcripts import find_heads, find_transcript
from briefing.lexicon import Lexicon, load_lexicon, tell_language
from briefing.model import Article, Attribution, Document, Passage, Problem, Quote, Report, Source, Span
from briefing.outlets import host_of

_WORD = re.compile(r"\w\S*")
_WHOLE = 5
"""A quotation that stands for itself has at least so many words."""
_CUE = 6
"""A cue with its subject has at most so many: "Deputy Minister Anna Nowak said later"."""
_NEAR = 200
"""Characters around a quotation that hold more words than a cue with its subject has."""
_LEAD = 8
"""Characters in front of it that show whether it is led in."""


def extract(document: Document) -> Article:
    """Return `document` as understood. Never fails: what cannot be told is left out and named in `problems`."""
    text = document.text
    language = document.fields.language or tell_language(text)
    lexicon = load_lexicon(language)
    paragraphs = find_paragraphs(text)
    quotations, unpaired = find_quotations(text, paragraphs, lexicon)
    transcript = find_transcript(text, paragraphs, lexicon)
    sentences = find_sentences(text, paragraphs, [quotation.span for quotation in quotations], lexicon)
    furniture = find_furniture(text, sentences, lexicon, document.fields.title)
    speeches = tuple(one for one in quotations if is_speech(text, one, _paragraph(paragraphs, one), lexicon))
    told = clear_away(sentences, find_heads(text, paragraphs, lexicon))
    narration = Narration(blank(text, quotations, frozenset(one.span for one in speeches), lexicon), lexicon)
    spoken, reports, references = Speakers(text, narration, told, speeches, lexicon).read()
    article_id = hashlib.sha256(f"{document.sha256}\n{document.path.partition('#')[2]}\n{text}".encode()).hexdigest()[
        :12
    ]
    broken = {item.sentence.span for item in spoken if _goes_on(text, item)}
    quotes = (_quote(article_id, text, item, item.sentence.span not in broken) for item in spoken)
    source = _source(document, language, paragraphs, find_credits(text, paragraphs, lexicon))
    article = Article(
        id=article_id,
        source=source,
        text=text,
        paragraphs=paragraphs,
        sentences=clear_away(sentences, furniture),
        quotes=tuple(quotes),
        reports=tuple(_report(article_id, text, item) for item in reports if not _is_furniture(item, furniture)),
        references=references,
        problems=document.problems + _problems(document, source, unpaired, transcript, lexicon),
        doubtful=tuple(sorted({*unpaired, *transcript})),
    )
    return with_occasions(article, narration, quotations)


def _source(document: Document, language: str, paragraphs: Sequence[Span], credited: tuple[str, ...]) -> Source:
    fields = document.fields
    outlet, via = outlet_and_upstream(fields.outlet, credited)
    published, basis = find_publication(fields, document.text, paragraphs, language)
    return Source(
        title=fields.title,
        outlet=outlet or host_of(fields.url),
        via=via,
        byline=fields.byline,
        published=published,
        date_basis=basis,
        url=fields.url,
        path=document.path,
        sha256=document.sha256,
        language=language,
        changed=last_change(fields, published),
    )


def _goes_on(text: str, item: Spoken) -> bool:
    """Whether a quotation goes on with one before it, in the middle of a sentence: `"A," she said, "but only if B."`"""
    first = _WORD.search(text, item.span.start, item.span.end)
    return item.span.start > item.sentence.span.start and first is not None and not may_begin(first[0][0])


def _quote(article_id: str, text: str, item: Spoken, alone: bool) -> Quote:
    span = item.span
    return Quote(
        passage=Passage(article_id, span, text[span.start : span.end]),
        paragraph=item.sentence.paragraph,
        full=alone and _is_full(text, item),
        attribution=_attribution(article_id, text, item.attribution),
        marks=find_marks(text, span),
    )


def _report(article_id: str, text: str, item: Spoken) -> Report:
    return Report(item.span, item.sentence.paragraph, _attribution(article_id, text, item.attribution))


def _is_furniture(item: Spoken, furniture: Sequence[Span]) -> bool:
    """Whether a report is taken for that of a dateline: "SULINA - The port said"."""
    mention = item.attribution.mention
    return mention is not None and any(span.contains(mention) for span in furniture)


def _attribution(article_id: str, text: str, found: Found) -> Attribution:
    def passage(span: Span | None) -> Passage | None:
        return Passage(article_id, span, text[span.start : span.end]) if span else None

    return Attribution(
        speaker=found.speaker,
        mention=passage(found.mention),
        kind=found.kind,
        cue=passage(found.cue),
        rule=found.rule,
        grade=found.grade,
    )


def _is_full(text: str, item: Spoken) -> bool:
    """Whether a quotation stands for itself: nothing but a lead-in before it, and a sentence of its own inside.

    A short one counts where it makes up its sentence: around it there is no more than a cue and its subject.
    """
    lead = text[max(item.sentence.span.start, item.span.start - _LEAD) : item.span.start].rstrip()
    words = _WORD.findall(text[item.span.start : item.span.end])
    opens = lead == "" or lead.endswith((":", ","))
    if not (opens and words and may_begin(words[0][0])):
        return False
    has_cue = item.attribution.cue is not None and item.attribution.rule not in TAKEN_OVER
    return len(words) >= _WHOLE or (has_cue and len(_around(text, item)) <= _CUE)


def _around(text: str, item: Spoken) -> list[str]:
    """Return the words of a quotation's sentence outside it, as far as they are near."""
    sentence, span = item.sentence.span, item.span
    before = text[max(sentence.start, span.start - _NEAR) : span.start]
    return _WORD.findall(before) + _WORD.findall(text[span.end : min(sentence.end, span.end + _NEAR)])


def _paragraph(paragraphs: Sequence[Span], quotation: Quotation) -> Span:
    return paragraphs[bisect_right(paragraphs, quotation.span.start, key=lambda span: span.start) - 1]


def _problems(
    document: Document, source: Source, unpaired: Sequence[int], transcript: Sequence[int], lexicon: Lexicon
) -> tuple[Problem, ...]:
    found = [
        Problem(
            "extract",
            f"{document.path} ¶{number}",
            "a quotation mark has no partner, so what it marks is not used and no point is taken from the paragraph",
            "mend the mark in the file if it is an error",
        )
        for number in unpaired
    ]
    if transcript:
        message = "a transcript without quotation marks, of which no point is taken"
        where = f"{document.path} ¶{transcript[0]}–{transcript[-1]}"
        found.append(Problem("extract", where, message, "put what was said into quotation marks to have it printed"))
    if document.fields.date and source.date_basis != document.fields.date_basis:
        so = f"that of its {source.date_basis} counts" if source.published else "the article counts as undated"
        message = f"the date {document.fields.date!r} cannot be read for certain, so {so}"
        found.append(Problem("extract", document.path, message, "write it as 2025-11-05"))
    if not lexicon.cues:
        why = "no reporting verbs are known for its language" if source.language else "its language could not be told"
        message = f"{why}, so its speakers are not identified"
        found.append(Problem("extract", document.path, message, "name them in the Word document"))
    return tuple(found)

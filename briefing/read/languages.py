"""The language that a document declares, as a code that the other stages know."""

import re

_TAG = re.compile(r"([^\W\d_]{2,3})(?:[-_.]\w{1,20}){0,4}")

_OTHER_NAMES = {
    "ar": "arabic ara",
    "az": "azerbaijani aze",
    "be": "belarusian bel",
    "bg": "bulgarian bul",
    "bs": "bosnian bos",
    "ca": "catalan cat",
    "cs": "czech ces cze",
    "da": "danish dan",
    "de": "german deu ger",
    "el": "greek ell gre",
    "en": "english eng",
    "es": "spanish castilian spa",
    "et": "estonian est",
    "fa": "persian farsi fas per",
    "fi": "finnish fin",
    "fr": "french fra fre",
    "he": "hebrew heb",
    "hi": "hindi hin",
    "hr": "croatian hrv",
    "hu": "hungarian hun",
    "hy": "armenian hye arm",
    "it": "italian ita",
    "ja": "japanese jpn",
    "ka": "georgian kat geo",
    "kk": "kazakh kaz",
    "ko": "korean kor",
    "lt": "lithuanian lit",
    "lv": "latvian lav",
    "mk": "macedonian mkd mac",
    "nl": "dutch nld dut",
    "no": "norwegian nor",
    "pl": "polish pol",
    "pt": "portuguese por",
    "ro": "romanian moldovan ron rum",
    "ru": "russian rus",
    "sk": "slovak slk slo",
    "sl": "slovenian slovene slv",
    "sq": "albanian sqi alb",
    "sr": "serbian srp",
    "sv": "swedish swe",
    "tr": "turkish tur",
    "uk": "ukrainian ukr",
    "vi": "vietnamese vie",
    "zh": "chinese zho chi",
}
"""English names and three-letter codes (ISO 639-2, both forms) of common languages, by two-letter code."""
_CODES = {name: code for code, names in _OTHER_NAMES.items() for name in names.split()}


def language_code(declared: str) -> str:
    """Return the two-letter code of a language as declared; "" where there is none, for the text itself to tell.

    >>> language_code("en-GB"), language_code("est"), language_code("Estonian"), language_code("Klingon")
    ('en', 'et', 'et', '')
    """
    tag = _TAG.fullmatch(declared)
    name = (tag[1] if tag else declared).lower()
    return name if len(name) == 2 else _CODES.get(name, "")

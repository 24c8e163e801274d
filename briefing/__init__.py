"""Weekly briefings from news articles: condensed, grouped by theme, every quotation verbatim and cited."""

__version__ = "0.1.0"

from datetime import date
from pathlib import Path

import pytest

from briefing.analysis import key_of
from briefing.errors import SettingsError
from briefing.model import Period
from briefing.runs import settings_that_matter
from briefing.settings import Feed, PeriodWish, Settings, created, load_settings, locate

WEDNESDAY, LATEST = date(2025, 11, 5), date(2025, 11, 7)
W45 = Period(date(2025, 11, 3), date(2025, 11, 9), "2025-W45")


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A folder to work in, with settings of one's own; `house(toml)` writes them and returns their path."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "house").mkdir()

    def write(toml: str) -> Path:
        path = tmp_path / "house" / "briefing.toml"
        path.write_text(toml, encoding="utf-8")
        return path

    return write


# --- the period ---------------------------------------------------------------------------------------------------

PERIODS = [
    # the wish, the dates of the articles, the period
    (PeriodWish(), [WEDNESDAY, date(2025, 10, 20)], W45),
    (PeriodWish(), [], Period(None, None, "undated")),
    (PeriodWish(), [date(2026, 1, 1)], Period(date(2025, 12, 29), date(2026, 1, 4), "2026-W01")),
    (PeriodWish(), [date(2027, 1, 3)], Period(date(2026, 12, 28), date(2027, 1, 3), "2026-W53")),
    (PeriodWish(), [date.max], Period(date(9999, 12, 27), date.max, "9999-W52")),
    (PeriodWish(WEDNESDAY, week=True), [], W45),
    (PeriodWish(WEDNESDAY, week=True), [date(2030, 1, 1)], W45),
    (PeriodWish(WEDNESDAY, LATEST), [], Period(WEDNESDAY, LATEST, "2025-11-05--2025-11-07")),
    (PeriodWish(WEDNESDAY), [date(2025, 10, 1), LATEST], Period(WEDNESDAY, LATEST, "2025-11-05--2025-11-07")),
    (PeriodWish(WEDNESDAY), [date(2025, 10, 1)], Period(WEDNESDAY, WEDNESDAY, "2025-11-05--2025-11-05")),
]


@pytest.mark.parametrize(("wish", "dates", "period"), PERIODS)
def test_a_wish_becomes_days_and_a_key(wish, dates, period):
    """Without a wish it is the ISO week of the latest article; a wish does not look at the articles."""
    assert wish.resolve(dates) == period


@pytest.mark.parametrize(
    ("overrides", "key"),
    [
        ({"week": "2025-W45"}, "2025-W45"),
        ({"week": "current"}, "2026-W10"),
        ({"week": "last"}, "2026-W09"),
        ({"since": "2025-11-03", "until": "2025-11-07"}, "2025-11-03--2025-11-07"),
        ({"since": "2025-11-03", "until": "2025-11-03"}, "2025-11-03--2025-11-03"),
    ],
)
def test_the_period_is_read_from_the_command_line(house, monkeypatch, overrides, key):
    """`current` and `last` count from SOURCE_DATE_EPOCH where it is set."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772496000")  # 3 March 2026
    assert load_settings(None, overrides).period.resolve([]).key == key


def test_current_reads_the_clock_where_nothing_else_is_said(house):
    """Without SOURCE_DATE_EPOCH the current week is the clock's."""
    first = load_settings(None, {"week": "current"}).period.first
    assert first is not None
    assert abs(first - date.today()).days <= 1


def test_a_period_on_the_command_line_replaces_the_files(house):
    """A week in the file does not clash with days on the command line."""
    path = house('week = "2025-W45"')
    assert load_settings(path).period.resolve([]) == W45
    assert load_settings(path, {"since": "2026-01-01"}).period == PeriodWish(date(2026, 1, 1))


def test_a_date_may_be_one_of_toml(house):
    """`since = 2025-11-03` needs no quotation marks in the file."""
    assert load_settings(house("since = 2025-11-03")).period.first == date(2025, 11, 3)


def test_finished_files_carry_the_epoch_or_the_last_day(house, monkeypatch):
    """SOURCE_DATE_EPOCH, else the period's last day, else a fixed one; never the clock's."""
    assert created(W45) == date(2025, 11, 9)
    assert created(Period(None, None, "undated")) == date(1980, 1, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772496000")
    assert created(W45) == date(2026, 3, 3)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH: 'yesterday' is not a time; give seconds"):
        created(W45)


# --- values and places --------------------------------------------------------------------------------------------


def test_paths_in_the_file_start_from_the_file(house, tmp_path):
    """A folder of articles and its settings can be moved together; `--out` starts from where one is."""
    path = house('inputs = ["articles", "/abroad"]\nout = "made"')
    settings = load_settings(path)
    assert settings.inputs == (tmp_path / "house/articles", Path("/abroad"))
    assert settings.out == tmp_path / "house/made"
    assert load_settings(path, {"out": "made"}).out == Path("made")


def test_the_command_line_wins_and_silence_does_not(house):
    """An option that is not given leaves the file's value."""
    path = house('title = "Ours"\nstrict = true\ninputs = ["a"]')
    assert load_settings(path, {"title": "Theirs"}).title == "Theirs"
    settings = load_settings(path, {"title": None, "inputs": (), "strict": None})
    assert (settings.title, settings.strict, len(settings.inputs)) == ("Ours", True, 1)


def test_settings_beside_one_are_found(house, tmp_path):
    """./briefing.toml is read without being named; without it the defaults hold."""
    assert load_settings() == Settings(state=Path(".briefing"))
    (tmp_path / "briefing.toml").write_text('title = "Here"', encoding="utf-8")
    assert load_settings().title == "Here"


def test_every_key_arrives(house):
    """Each kind of value reaches its field."""
    text = 'exclude = ["a"]\npin = ["b", "c"]\nhighlights = 3\nformats = ["md"]\n[fields]\ntitle = "headline"\n'
    settings = load_settings(house(text))
    assert (settings.exclude, settings.pin, settings.highlights) == (("a",), ("b", "c"), 3)
    assert (settings.formats, settings.field_map) == (("md",), {"title": "headline"})


def test_feeds_are_read(house, tmp_path):
    """Each with what holds for it, in their order; the folder for what they bring starts from the file."""
    path = house(
        'collected = "in"\n[[feeds]]\nurl = "https://a.example/rss.xml"\n[[feeds]]\nurl = "http://b.example:8080/"\n'
        'source = "Pier Gazette"\npages = false\narticles_per_run = 5\npause = 0\nallow_private = true\n'
    )
    settings = load_settings(path)
    other = Feed("http://b.example:8080/", "Pier Gazette", False, 5, 0, True)
    assert settings.feeds == (Feed("https://a.example/rss.xml"), other)
    assert (settings.collected, Settings().collected) == (tmp_path / "house/in", Path("articles/collected"))


def test_feeds_do_not_matter_for_what_was_analysed(house):
    """Whoever adds a feed has the analyses of all files still at hand, and the same briefing."""
    plain, fed = load_settings(house("")), load_settings(house('[[feeds]]\nurl = "https://a.example/"'))
    assert key_of("a.txt", "digest", plain) == key_of("a.txt", "digest", fed)
    assert settings_that_matter(plain) == settings_that_matter(fed)


def test_the_place_of_a_value_is_told_as_the_user_wrote_it(house):
    """An option by its name, a key with its file, and a default by its key."""
    path = house('summarizer = "lsa"\nformats = ["md"]\n[fields]\ntext = "body"')
    settings = load_settings(path, {"formats": ["pdf"]})
    assert settings.place("formats") == "--format"
    assert settings.place("summarizer") == f"{path}: summarizer"
    assert settings.place("field_map") == f"{path}: fields"
    assert settings.place("highlights") == "highlights"


@pytest.mark.parametrize(
    ("toml", "told"),
    [("", ["sure"]), ('attribution = "careful"', ["sure"]), ('attribution = "complete"', ["sure", "likely"])],
)
def test_how_certain_a_speaker_has_to_be(house, toml, told):
    """Careful is the default; what is weak is told by neither choice."""
    settings = load_settings(house(toml))
    assert [grade for grade in ("sure", "likely", "weak", "none") if settings.tells(grade)] == told


def test_what_just_fits_the_page_is_taken(house):
    """An apostrophe is no quotation mark, and the limits themselves are allowed."""
    settings = load_settings(house(f"title = '{'t' * 90}'\nhandling = '{'h' * 40}'\ncontact = \"the desk's, Łódź’s\""))
    assert (len(settings.title), len(settings.handling)) == (90, 40)


def test_templates_beside_the_settings_come_first(house, tmp_path):
    """A template folder of one's own replaces what it holds, and no more."""
    themes = tmp_path / "house/templates/themes"
    themes.mkdir(parents=True)
    settings = load_settings(house(""))
    assert settings.themes == (themes,)
    assert settings.style == locate("style.toml")


def test_themes_are_a_folder_a_set_or_several(house, tmp_path):
    """A set brings the usual themes along; a folder of that name beside the settings is meant first."""
    usual, desk = locate("themes"), locate("themes/security-desk")
    assert load_settings(house("themes = 'security-desk'")).themes == (usual, desk)
    ours = tmp_path / "house/ours"
    ours.mkdir()
    assert load_settings(house("themes = 'ours'")).themes == (ours,)
    assert load_settings(house("themes = ['security-desk', 'ours']")).themes == (usual, desk, ours)
    assert load_settings(house("themes = 'ours'"), {"themes": ("security-desk",)}).themes == (usual, desk)
    (tmp_path / "house/security-desk").mkdir()
    assert load_settings(house("themes = 'security-desk'")).themes == (tmp_path / "house/security-desk",)


def test_a_house_can_keep_sets_of_its_own(house, tmp_path):
    """In templates/themes beside the settings, with the themes of that folder."""
    own = tmp_path / "house/templates/themes"
    (own / "health").mkdir(parents=True)
    assert load_settings(house("themes = 'health'")).themes == (own, own / "health")


# --- refusals -----------------------------------------------------------------------------------------------------

_WEB = "is not an address of the web without a name or password in it, such as https://example.org/rss.xml; give"
REFUSED = [
    ("feeds = 3", "feeds: 3 is not a list of tables, each under [[feeds]]; give"),
    ("feeds = ['https://a.example/']", "feeds: ['https://a.example/'] is not a list of tables"),
    ("[[feeds]]\nurl = 'https://a.example/'\n[[feeds]]\nadress = 1", "feeds 2: unknown key 'adress'; did you mean"),
    ("[[feeds]]\nurl = 'https://a.example/'\npage = true", "feeds 1: unknown key 'page'; did you mean 'pages'?"),
    ("[[feeds]]\npages = true", "feeds 1: has no url; give the address of the feed"),
    ("[[feeds]]\nurl = 'file:///etc/passwd'", f"feeds 1: url: 'file:///etc/passwd' {_WEB}"),
    ("[[feeds]]\nurl = 'a.example/rss'", f"feeds 1: url: 'a.example/rss' {_WEB}"),
    ("[[feeds]]\nurl = 'https:///rss'", f"feeds 1: url: 'https:///rss' {_WEB}"),
    ("[[feeds]]\nurl = 'https://me:word@a.example/'", f"feeds 1: url: this {_WEB}"),
    ("[[feeds]]\nurl = 'http://[::1'", f"feeds 1: url: 'http://[::1' {_WEB}"),
    ("[[feeds]]\nurl = 'https://a.example/ b'", f"feeds 1: url: 'https://a.example/ b' {_WEB}"),
    ("[[feeds]]\nurl = 3", "feeds 1: url: 3 is not a text; give a text"),
    ("[[feeds]]\nurl = 'https://a.example/'\npause = -1", "feeds 1: pause: -1 is not a whole number from 0"),
    ("[[feeds]]\nurl = 'https://a.example/'\n" * 2, "feeds 2: 'https://a.example/' is given twice; leave one"),
    ("summariser = 'lsa'", "unknown key 'summariser'; did you mean 'summarizer'?"),
    ("qqq = 1", "unknown key 'qqq'; use attribution, collected, contact, engine, events, "),
    ("[fields]\nheadline = 'title'", "fields: unknown key 'headline'; use author, date"),
    ("[fields]\ntitel = 'title'", "fields: unknown key 'titel'; did you mean 'title'?"),
    ("[fields]\ntitle = 3", "fields: {'title': 3} is not a table of texts; give a table of texts"),
    ("title = 3", "title: 3 is not a text; give a text"),
    ("title = 'The “week”'", "title: holds a quotation mark; leave it out: only sources bring them onto the page"),
    ("contact = 'the \"desk\"'", "contact: holds a quotation mark; leave"),
    ("handling = '«open»'", "handling: holds a quotation mark; leave"),
    (f"title = '{'t' * 91}'", "title: 91 characters do not fit the page; give at most 90"),
    (f"handling = '{'t' * 41}'", "handling: 41 characters do not fit the page; give at most 40"),
    ("strict = 'yes'", "strict: 'yes' is not true or false; give true or false"),
    ("attribution = 'bold'", "attribution: 'bold' is not careful or complete; give careful or complete"),
    ("attribution = true", "attribution: True is not a text; give a text"),
    ("notes = 'margin'", "notes: 'margin' is not links or footnotes or endnotes"),
    ("highlights = 2.5", "highlights: 2.5 is not a whole number from 0; give"),
    ("highlights = true", "highlights: True is not a whole number from 0; give"),
    ("points_per_theme = 0", "points_per_theme: 0 is not a whole number from 1; give"),
    ("inputs = 'articles'", "inputs: 'articles' is not a list of texts; give a list of texts"),
    ("exclude = [1]", "exclude: [1] is not a list of texts; give a list of texts"),
    (
        "themes = 'none'",
        "themes: 'none' is neither a folder nor a set of themes; give a folder, or one of security-desk",
    ),
    ("language = 'xx'", "labels/xx.toml: is in none of the template folders; put it into "),
    ("week = 45", "week: 45 is not a week such as 2025-W45, current or last; give a week"),
    ("week = '2025-W45'\nsince = 2025-11-03", "week: goes with neither since nor until; give one or the other"),
    ("since = 2025-11-03T10:00:00", "is not a date such as 2025-11-03; give a date"),
    ("title = ", "is not TOML"),
]


@pytest.mark.parametrize(("toml", "message"), REFUSED)
def test_a_file_that_cannot_be_used_is_named_with_the_remedy(house, toml, message):
    """The message names file, key, what was expected and what to do."""
    path = house(toml)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert str(caught.value).startswith((f"{path}: ", "labels/"))
    assert message in str(caught.value)


PASSWORDS = [
    "[[feeds]]\nurl = 'https://me:sesame@a.example'",
    "[[feeds]]\nurl = 'me:sesame@a.example'",
    "[[feeds]]\nurl = 'http://me:sesame@['",
    "[[feeds]]\nurl = 'https://me:a/sesame@a.example/'",
    "[[feeds]]\nurl = ['https://me:sesame@a.example/']",
    "feeds = ['https://me:sesame@a.example/']",
]


@pytest.mark.parametrize("toml", PASSWORDS)
def test_no_password_is_told(house, toml):
    """A message may stand in the log of a run that many read."""
    with pytest.raises(SettingsError) as caught:
        load_settings(house(toml))
    assert "sesame" not in str(caught.value)


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"week": "2025-W54"}, "--week: '2025-W54' is not a week such as 2025-W45, current or last; give a week"),
        ({"week": "2025-W53"}, "--week: '2025-W53' is not a week"),
        ({"week": "45"}, "--week: '45' is not a week"),
        ({"since": "3.11.2025"}, "--since: '3.11.2025' is not a date such as 2025-11-03; give a date"),
        ({"since": "2025-11-03", "until": "2025-11-02"}, "--until: 2025-11-02 is before 2025-11-03; exchange"),
        ({"until": "2025-11-02"}, "--until: does not say where the period begins; give since, too"),
        ({"week": "last", "until": "2025-11-02"}, "--week: goes with neither since nor until"),
        ({"attribution": "all"}, "--attribution: 'all' is not careful or complete; give careful or complete"),
        ({"template": "none.j2"}, "--template: 'none.j2' does not exist; give one that does"),
    ],
)
def test_an_option_that_cannot_be_used_is_named_with_the_remedy(house, overrides, message):
    """On the command line the option takes the place of file and key."""
    with pytest.raises(SettingsError) as caught:
        load_settings(None, overrides)
    assert message in str(caught.value)


def test_settings_that_are_not_there(house):
    """A settings file that was named must exist."""
    with pytest.raises(SettingsError, match=r"absent.toml: cannot be read \(No such file or directory\); give"):
        load_settings(Path("absent.toml"))

"""What amid a sentence only the one before explains."""

import pytest

from briefing.condense.backreferences import points_back_inside
from briefing.lexicon import load_lexicon

ENGLISH = (
    # a demonstrative and its noun
    ("Most radars came to Varna through this system.", True),
    ("Most systems came to Varna through this system.", True),
    ("The system of Varna is slow, and ships wait for this system.", False),
    ("Of all systems the pilots prefer these systems.", False),
    ("For Anna Nowak, a pilot of Varna, this realm of the sea is a home.", True),
    ("Varna bought two tugs, and this purchase saved the port.", False),
    ("Varna bought tugs because these boats never fail.", False),
    ("Compared to the tugs of Varna, these boats are cheap.", True),
    ("Pilots of Varna trust this kind of tug.", False),
    ("Pilots of Varna spoke in this session of Parliament.", False),
    ("Pilots of Varna met this week to count the boats.", False),
    ("Pilots of Varna left this year's meeting early.", False),
    ("Renewed hope this year stems from the tugs of Varna.", False),
    ("Pilots of Varna thanked those who came.", False),
    ("Pilots of Varna thanked those at sea.", False),
    ("Pilots of Varna thanked those crews.", True),
    ("Pilots of Varna thanked those fishing at night.", False),
    ("Pilots of Varna thanked those wounded.", False),
    ("Ships of Varna waited, and this reportedly followed.", False),
    ("Pilots of Varna said that ships must wait.", False),
    ("Pilots of Varna point out that ships wait.", False),
    ("Pilots of Varna agreed on that point of order.", False),
    ("Pilots of Varna agreed on that rule.", True),
    ("Pilots of Varna will vote on that Wednesday.", True),
    ("Pilots of Varna voted in May and met on that day.", False),
    ("Pilots of Varna, who met in May, voted on that day.", False),
    ("Pilots of Varna will vote at 1230 GMT on that day.", True),
    # "since" without a time
    ("Inflation has since been tamed.", True),
    ("Inflation has since 2019 been tamed.", False),
    ("Inflation has since early May been tamed.", False),
    ("Inflation has since the vote been tamed.", False),
    ("In 2019 inflation rose and has since been tamed.", False),
    ("A pilot who has since retired left Varna.", False),
    # a source of no name
    ("Half of the tugs were sold, according to the trade weekly.", True),
    ("Half of the tugs were sold, the newspaper said.", True),
    ("Half of the tugs were sold, according to the weekly of Varna.", False),
    ("Half of the tugs were sold, according to the weekly Pontic Herald.", False),
    ("Pontic Herald wrote of tugs, which the newspaper said were sold.", False),
    ("A newspaper of Varna counted tugs, the newspaper said.", False),
    ("The BTA counted tugs, according to the website.", False),
    ("Half of the tugs lay beside the newspaper.", False),
    # an owner of no name
    ("The latest item on his list is a tug.", True),
    ("The latest item on the list is a tug.", False),
    ("Anna Nowak has a tug on her list.", False),
    ("The minister has a tug on his list.", False),
    ("A dancer has a tug on her list.", False),
    ("A woman has a tug on her list.", False),
    ("The 42-year-old has a tug on his list.", False),
    ("In a message to his staff, the mayor thanked the pilots.", False),
    ("In a message to his staff, Anna Nowak thanked the pilots.", False),
    ("The letters to his staff, which Varna has printed, thanked the pilots.", True),
)
OTHERS = (
    ("de", "Die meisten Radare kamen durch dieses System nach Varna.", True),
    ("de", "Die Lotsen haben in diesem Jahr gewartet.", False),
    ("de", "Die Preise sind seither gesunken.", True),
    ("de", "Die Preise sind seit Mai gesunken.", False),
    ("fr", "Les radars sont venus de Varna par ce système.", True),
    ("fr", "Les pilotes de Varna votent ce mardi.", False),
    ("fr", "La moitié des remorqueurs est vendue, selon le quotidien.", True),
    ("fr", "La moitié des remorqueurs est vendue, selon le quotidien Pontic Herald.", False),
    ("es", "Los radares llegaron a Varna por este sistema.", True),
    ("es", "Los pilotos de Varna votan esta semana.", False),
    ("es", "Los precios han bajado desde entonces.", True),
    ("ro", "Radarele au venit la Varna prin acest sistem.", True),
    ("ro", "Prețurile au scăzut de atunci.", True),
    ("uk", "Радари прибули до Варни через цю систему.", True),
    ("uk", "Система Варни працює повільно для цієї системи.", False),
    ("uk", "Пілоти з дронами чекають на цей дрон.", False),
    ("uk", "Лоцмани Варни голосують цього тижня.", False),
    ("uk", "Ціни відтоді впали.", True),
    ("ru", "Радары прибыли в Варну через эту систему.", True),
    ("ru", "Лоцманы Варны голосуют на этой неделе.", False),
    ("ru", "Цены с тех пор упали.", True),
    ("pl", "Radary przybyły do Warny przez ten system.", False),
)


@pytest.mark.parametrize(("sentence", "back"), ENGLISH)
def test_what_surely_means_something_said_before_is_told(sentence: str, back: bool) -> None:
    """And nothing that the sentence itself may tell."""
    assert points_back_inside(sentence, load_lexicon("en")) == back


@pytest.mark.parametrize(("language", "sentence", "back"), OTHERS)
def test_the_same_holds_by_the_words_of_other_languages(language: str, sentence: str, back: bool) -> None:
    """Of one without lists nothing is told."""
    assert points_back_inside(sentence, load_lexicon(language)) == back

"""The language of short prompts is read right, as far as the page offers it."""

from __future__ import annotations

import pytest

from comparisons.ranking.language import LANGUAGES, language_of
from comparisons.ranking.slices import Slice, chosen
from comparisons.ui.prompts import prompts
from tests.comparisons.ranking import votes

SAID = {
    "de": ("Eine Katze springt vom Sofa auf den Tisch", "Regen am Fenster", "Wasserfall in den Bergen"),
    "fr": ("Un chat saute sur la table", "La pluie sur une vitre", "Le pendule oscille"),
    "es": ("Un gato salta sobre la mesa", "Lluvia en la ventana", "El péndulo se balancea"),
    "ja": ("猫がテーブルに飛び乗る", "窓に雨", "富士山の夕日"),
    "zh": ("一只猫跳上桌子", "厨师切洋葱", "山中瀑布"),
    "uk": ("Кіт стрибає на стіл", "Дощ на вікні", "Водоспад у горах"),
    "ru": ("Кот прыгает на стол", "Закат над морем", "Два робота танцуют танго"),
    "en": ("A chef slices onions", "Rain on a window", "ink in water, macro"),
}


def test_the_page_s_own_prompts_are_read_right() -> None:
    assert [one.text for one in prompts() if language_of(one.text) != one.language] == []


@pytest.mark.parametrize("language", SAID)
def test_short_prompts_are_read_right(language: str) -> None:
    assert {text: language_of(text) for text in SAID[language]} == dict.fromkeys(SAID[language], language)
    assert language in LANGUAGES


@pytest.mark.parametrize("text", ["", "123 !", "🎆"])
def test_what_has_no_letters_is_in_no_language(text: str) -> None:
    assert language_of(text) == ""


def test_a_slice_is_by_the_column_where_there_is_one_and_else_by_what_is_read() -> None:
    table = votes(("a", "b", "left"), ("b", "a", "left")).assign(prompt=["A ball rolls down", "Мяч катится по столу"])
    assert chosen(table, Slice(language="ru")).index.tolist() == [1]
    assert chosen(table.assign(language=["ru", "xx"]), Slice(language="ru")).index.tolist() == [0]

"""Hours as people say them to customers, in three languages: "de segunda a sexta, das 8h às 18h". Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from central.calendars.model import MINUTES_OF_A_DAY, Interval
from central.texts import Locale, known_locale

_WHOLE_DAY = (Interval(0, MINUTES_OF_A_DAY),)

# From one day to another; then each day by itself: as it repeats, and as the one that comes.
_RANGE_DAYS: Mapping[Locale, tuple[str, ...]] = MappingProxyType(
    {
        "pt-BR": ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"),
        "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    }
)
_EVERY: Mapping[Locale, tuple[str, ...]] = MappingProxyType(
    {
        "pt-BR": (
            "às segundas",
            "às terças",
            "às quartas",
            "às quintas",
            "às sextas",
            "aos sábados",
            "aos domingos",
        ),
        "en": (
            "on Mondays",
            "on Tuesdays",
            "on Wednesdays",
            "on Thursdays",
            "on Fridays",
            "on Saturdays",
            "on Sundays",
        ),
        "es": (
            "los lunes",
            "los martes",
            "los miércoles",
            "los jueves",
            "los viernes",
            "los sábados",
            "los domingos",
        ),
    }
)
_NEXT: Mapping[Locale, tuple[str, ...]] = MappingProxyType(
    {
        "pt-BR": (
            "na segunda-feira",
            "na terça-feira",
            "na quarta-feira",
            "na quinta-feira",
            "na sexta-feira",
            "no sábado",
            "no domingo",
        ),
        "en": tuple(f"on {day}" for day in _RANGE_DAYS["en"]),
        "es": tuple(f"el {day}" for day in _RANGE_DAYS["es"]),
    }
)
_MONTHS: Mapping[Locale, tuple[str, ...]] = MappingProxyType(
    {
        "pt-BR": (
            *("janeiro", "fevereiro", "março", "abril", "maio", "junho"),
            *("julho", "agosto", "setembro", "outubro", "novembro", "dezembro"),
        ),
        "en": (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        "es": (
            *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
            *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
        ),
    }
)
# {from} and {to} are days; every day; and; the whole day; but holidays; today; tomorrow; the date; nobody knows.
_PHRASES: Mapping[Locale, tuple[str, str, str, str, str, str, str, str, str]] = MappingProxyType(
    {
        "pt-BR": (
            "de {first} a {last}",
            "todos os dias",
            " e ",
            "24 horas",
            "exceto feriados",
            "hoje",
            "amanhã",
            "em {day} de {month}",
            "em breve",
        ),
        "en": (
            "{first} to {last}",
            "every day",
            " and ",
            "24 hours",
            "except on holidays",
            "today",
            "tomorrow",
            "on {month} {day}",
            "soon",
        ),
        "es": (
            "de {first} a {last}",
            "todos los días",
            " y ",
            "las 24 horas",
            "excepto feriados",
            "hoy",
            "mañana",
            "el {day} de {month}",
            "pronto",
        ),
    }
)


def say_hours(week: Sequence[Sequence[Interval]], *, locale: Locale, but_holidays: bool = False) -> str:
    """Return a week's hours in words.

    Args:
        week: the intervals of Monday to Sunday.
        but_holidays: say that holidays are not meant.
    """
    ranged, every_day, and_, whole, except_holidays, *_ = _PHRASES[locale]
    groups: dict[tuple[Interval, ...], list[int]] = {}
    for weekday, intervals in enumerate(week):
        if intervals:
            groups.setdefault(tuple(sorted(intervals)), []).append(weekday)
    parts = []
    for intervals, days in groups.items():
        if len(days) == 7:
            said = every_day
        elif len(days) > 2 and all(after == before + 1 for before, after in pairwise(days)):
            names = _RANGE_DAYS[locale]
            said = ranged.format(first=names[days[0]], last=names[days[-1]])
        else:
            said = _listed([_EVERY[locale][day] for day in days], and_)
        hours = whole if intervals == _WHOLE_DAY else _listed([_said(one, locale) for one in intervals], and_)
        parts.append(f"{said}, {hours}")
    text = "; ".join(parts)
    return f"{text} ({except_holidays})" if but_holidays else text


def say_moment(moment: datetime | None, now: datetime, *, locale: Locale) -> str:
    """Return when something is, as seen from now: "amanhã às 8h", "na segunda-feira às 8h".

    Args:
        moment, now: local times of one zone; None: nobody knows.
    """
    *_, today, tomorrow, date, unknown = _PHRASES[locale]
    if moment is None:
        return unknown
    days = (moment.date() - now.date()).days
    if days <= 0:
        day = today
    elif days == 1:
        day = tomorrow
    elif days < 7:
        day = _NEXT[locale][moment.weekday()]
    else:
        day = date.format(day=moment.day, month=_MONTHS[locale][moment.month - 1])
    return f"{day} {_at(moment.hour * 60 + moment.minute, locale)}"


def hours_variables(hours: Mapping[str, Any] | None, *, locale: str) -> dict[str, str]:
    """Return the variables ``hours`` and ``opens`` of texts; empty where nothing is known.

    While it is open and nobody knows when it opens again (it never closes), nothing is said of opening.

    Args:
        hours: what ``hours_to_say`` of the database found: ``week, but_holidays, now, open, opens``; None: no calendar.
        locale: of the account; an unknown one is Portuguese.
    """
    if hours is None:
        return {}
    known = known_locale(locale)
    week = [[Interval(opens, closes) for opens, closes in intervals] for intervals in hours["week"]]
    opens = None if hours["opens"] is None else datetime.fromisoformat(hours["opens"])
    return {
        "hours": say_hours(week, locale=known, but_holidays=hours["but_holidays"]),
        "opens": ""
        if opens is None and hours["open"]
        else say_moment(opens, datetime.fromisoformat(hours["now"]), locale=known),
    }


def _listed(parts: Sequence[str], and_: str) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + and_ + parts[-1]


def _said(interval: Interval, locale: Locale) -> str:
    opens, closes = interval.opens, interval.closes % MINUTES_OF_A_DAY
    if locale == "en":
        return f"{_clock(opens, locale)} to {_clock(closes, locale)}"
    if locale == "es":
        return f"{_to('de', opens, locale)} {_to('a', closes, locale)}"
    begin = {0: "da meia-noite", 60: "da 1h"}.get(opens, f"das {_clock(opens, locale)}")
    return f"{begin} {_at(closes, locale)}"


def _at(minute: int, locale: Locale) -> str:
    if locale == "en":
        return f"at {_clock(minute, locale)}"
    if locale == "es":
        return _to("a", minute, locale)
    return {0: "à meia-noite", 60: "à 1h"}.get(minute, f"às {_clock(minute, locale)}")


def _to(word: str, minute: int, locale: Locale) -> str:
    return f"{word} {'la' if 60 <= minute < 120 else 'las'} {_clock(minute, locale)}"


def _clock(minute: int, locale: Locale) -> str:
    hour, minutes = divmod(minute, 60)
    if locale == "pt-BR":
        return f"{hour}h{minutes:02d}" if minutes else f"{hour}h"
    if locale == "es":
        return f"{hour}:{minutes:02d}"
    half = "am" if hour < 12 else "pm"
    return f"{(hour - 1) % 12 + 1}:{minutes:02d} {half}" if minutes else f"{(hour - 1) % 12 + 1} {half}"

"""Public holidays, from the library ``holidays``, which knows the laws of 150 countries and their states.

It is on the disk of the REST function and of the routing worker only, costs half a second to import, and is imported on
first use.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from central.calendars.model import Holiday
from central.errors import Invalid

if TYPE_CHECKING:
    from holidays import HolidayBase


def public_holidays(country: str, region: str | None, years: Iterable[int]) -> list[Holiday]:
    """Return the holidays of a country, and of one of its states, in the language of the country, by day.

    A day with several holidays is one entry that names them all.

    Args:
        country: two letters.
        region: as the country shortens it; None: only what holds in the whole country.

    Raises:
        Invalid: for ``country`` or ``region``, when the library does not know it.
    """
    wanted = list(years)
    duties = _look_up(country, region, wanted, "public")
    found = {day: Holiday(day, name, False) for day, name in duties.items()}
    if "optional" in duties.supported_categories:
        for day, name in _look_up(country, region, wanted, "optional").items():
            found.setdefault(day, Holiday(day, name, True))
    return sorted(found.values())


def _look_up(country: str, region: str | None, years: list[int], category: str) -> "HolidayBase":
    import holidays

    if country not in holidays.list_supported_countries():
        raise Invalid("Não conhecemos os feriados deste país.", fields={"country": "Desconhecido."})
    try:
        plain = holidays.country_holidays(country, subdiv=region, categories=category)
    except NotImplementedError:
        raise Invalid("Não conhecemos os feriados deste estado.", fields={"region": "Desconhecido."}) from None
    # Without a language it speaks the one of the machine.
    return holidays.country_holidays(
        country, subdiv=region, years=years, categories=category, language=plain.default_language
    )

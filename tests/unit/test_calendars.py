"""Working hours: what openings follow from a plan, and what can be asked of openings."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from central.calendars.model import (
    Holiday,
    HolidayRule,
    Interval,
    Opening,
    Plan,
    SpecialDay,
    add_open_time,
    check_plan,
    days_of_rule,
    is_open,
    join_openings,
    next_change,
    next_opening,
    open_seconds,
    work_out,
)
from central.calendars.public_holidays import public_holidays
from central.calendars.words import say_hours, say_moment
from central.errors import Invalid

EIGHT_TO_SIX = (Interval(480, 1080),)
OFFICE = (EIGHT_TO_SIX,) * 5 + ((), ())
NIGHT = ((Interval(1320, 1800),),) * 7
# Zones whose clocks change at different hours, by an hour and by half of one, at midnight, on both halves of the earth.
ZONES = [
    "America/New_York",
    "Europe/Lisbon",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Africa/Casablanca",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
]
START = datetime(2026, 11, 20, tzinfo=UTC)


def at(text: str, zone: str = "America/Sao_Paulo") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def office(**change: object) -> Plan:
    return Plan(**{"time_zone": "America/Sao_Paulo", "week": OFFICE, **change})  # type: ignore[arg-type]


def openings_of(plan: Plan, holidays: tuple[SpecialDay, ...] = (), days: int = 30) -> list[Opening]:
    return work_out(plan, holidays, START, START + timedelta(days=days))


def test_from_friday_evening_to_monday_morning() -> None:
    openings = openings_of(office())
    friday = at("2026-11-27 18:00")
    assert is_open(openings, friday - timedelta(seconds=1))
    assert not is_open(openings, friday), "the end does not belong to it"
    assert next_opening(openings, friday) == at("2026-11-30 08:00") == next_change(openings, friday)
    assert add_open_time(openings, friday - timedelta(minutes=5), 600) == at("2026-11-30 08:05")
    assert open_seconds(openings, at("2026-11-27 17:00"), at("2026-11-30 09:00")) == 7200


def test_a_night_shift_ends_on_the_next_day() -> None:
    openings = openings_of(office(week=NIGHT))
    assert is_open(openings, at("2026-11-25 23:59"))
    assert is_open(openings, at("2026-11-26 05:59"))
    assert not is_open(openings, at("2026-11-26 06:00"))
    assert next_opening(openings, at("2026-11-26 12:00")) == at("2026-11-26 22:00")


def test_a_holiday_closes_and_what_somebody_typed_counts_more() -> None:
    christmas = SpecialDay(date(2026, 12, 25), "Natal")
    plan = office(days=(SpecialDay(date(2026, 12, 18), "Treinamento"),))
    openings = openings_of(plan, (christmas,), days=40)
    assert not is_open(openings, at("2026-12-25 10:00"))
    assert not is_open(openings, at("2026-12-18 10:00"))
    shift = office(days=(SpecialDay(date(2026, 12, 25), "Plantão", (Interval(600, 720),)),))
    openings = openings_of(shift, (christmas,), days=40)
    assert is_open(openings, at("2026-12-25 10:00"))
    assert not is_open(openings, at("2026-12-25 12:00"))


def test_an_exception_opens_a_sunday() -> None:
    fair = SpecialDay(date(2026, 11, 29), "Feirão", (Interval(540, 780),))
    openings = openings_of(office(days=(fair,)))
    assert next_opening(openings, at("2026-11-28 12:00")) == at("2026-11-29 09:00")
    assert next_change(openings, at("2026-11-29 10:00")) == at("2026-11-29 13:00")


def test_a_day_of_every_year_comes_back_and_a_leap_day_when_there_is_one() -> None:
    birthday = SpecialDay(date(2024, 1, 25), "Aniversário da cidade", every_year=True)
    leap = SpecialDay(date(2024, 2, 29), "Dia extra", every_year=True)
    plan = office(days=(birthday, leap))
    openings = work_out(plan, (), at("2027-01-01 00:00"), at("2028-12-31 00:00"))
    assert not is_open(openings, at("2027-01-25 10:00"))
    assert is_open(openings, at("2027-03-01 10:00"))
    assert not is_open(openings, at("2028-02-29 10:00"))
    before = work_out(plan, (), at("2023-01-01 00:00"), at("2023-12-31 00:00"))
    assert is_open(before, at("2023-01-25 10:00")), "not before it was said"


def test_touching_hours_are_one_opening() -> None:
    whole = office(week=((Interval(0, 1440),),) * 7)
    assert openings_of(whole, days=3) == [Opening(at("2026-11-17 00:00"), START + timedelta(days=3))]


@pytest.mark.parametrize(
    ("zone", "opens", "closes", "wall"),
    [
        # Clocks jump from 2 to 3: the jump is the opening time, and eight stays eight on both sides.
        ("America/New_York", "2027-03-14T07:00", "2027-03-14T12:00", Interval(150, 480)),
        # Clocks go back from 2 to 1: closed at the second half past one.
        ("America/New_York", "2026-11-01T04:00", "2026-11-01T06:30", Interval(0, 90)),
        # … and opened at the first.
        ("America/New_York", "2026-11-01T05:30", "2026-11-01T13:00", Interval(90, 480)),
        # At midnight there is no midnight: 24:00 of Saturday is one o'clock of Sunday.
        ("America/Santiago", "2026-09-05T16:00", "2026-09-06T04:00", Interval(720, 1440)),
        # Half an hour only.
        ("Australia/Lord_Howe", "2026-10-03T15:30", "2026-10-03T22:00", Interval(135, 540)),
    ],
)
def test_when_clocks_change(zone: str, opens: str, closes: str, wall: Interval) -> None:
    first = datetime.fromisoformat(opens).replace(tzinfo=UTC)
    day = first.astimezone(ZoneInfo(zone)).date()
    plan = Plan(zone, ((),) * 7, (SpecialDay(day, "", (wall,)),))
    found = work_out(plan, (), first - timedelta(days=3), first + timedelta(days=3))
    assert found == [Opening(first, datetime.fromisoformat(closes).replace(tzinfo=UTC))]


def test_nothing_to_wait_for_is_over_at_once_and_no_time_passes_backwards() -> None:
    night = at("2026-11-20T23:00")
    assert add_open_time(openings_of(office()), night, 0) == night
    for openings in (None, openings_of(office())):
        assert open_seconds(openings, at("2026-11-24T12:00"), at("2026-11-24T11:00")) == 0


def test_hours_that_clocks_jump_over_are_none() -> None:
    plan = Plan("America/New_York", ((Interval(130, 170),),) * 7)
    openings = work_out(plan, (), at("2027-03-14T00:00", "UTC"), at("2027-03-15T00:00", "UTC"))
    assert openings == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"week": ((),) * 7}, "week"),
        ({"week": ((Interval(480, 720), Interval(700, 800)), *OFFICE[1:])}, "week"),
        ({"week": ((Interval(0, 60),), *OFFICE[1:6], (Interval(1380, 1500),))}, "week"),
        ({"days": (SpecialDay(date(2026, 1, 1), "", (Interval(1, 9), Interval(8, 12))),)}, "days"),
        ({"days": (SpecialDay(date(2026, 1, 1), ""), SpecialDay(date(2026, 1, 1), "x"))}, "days"),
        ({"time_zone": "Marte/Olimpo"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"time_zone": "America"}, "time_zone"),
    ],
)
def test_what_cannot_be_kept_is_refused(change: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_plan(office(**change))
    assert list(refused.value.fields) == [field]


def test_hours_that_touch_are_no_overlap() -> None:
    check_plan(office(week=((Interval(0, 1440),),) * 7))


def test_without_a_calendar_it_is_always_open() -> None:
    assert is_open(None, START)
    assert next_opening(None, START) == START
    assert next_change(None, START) is None
    assert add_open_time(None, START, 60) == START + timedelta(minutes=1)
    assert open_seconds(None, START, START + timedelta(minutes=1)) == 60


def test_what_is_not_worked_out_is_not_guessed() -> None:
    assert next_opening([], START) is None
    with pytest.raises(LookupError):
        add_open_time([Opening(START, START + timedelta(minutes=1))], START, 61)


def test_brazilian_holidays_of_a_state_and_a_city() -> None:
    national = {holiday.name for holiday in public_holidays("BR", None, [2027])}
    state = public_holidays("BR", "SP", [2027])
    assert {holiday.name for holiday in state} - national == {"Revolução Constitucionalista"}
    assert Holiday(date(2027, 3, 26), "Sexta-feira Santa", False) in state
    assert Holiday(date(2027, 2, 9), "Carnaval", True) in state
    assert date(2027, 1, 25) in {one.day for one in public_holidays("BR", "São Paulo Capital", [2027])}
    for country, region, field in (("ZZ", None, "country"), ("BR", "XX", "region")):
        with pytest.raises(Invalid) as refused:
            public_holidays(country, region, [2027])
        assert list(refused.value.fields) == [field]


def test_a_rule_chooses_among_them() -> None:
    known = [Holiday(date(2027, 2, 9), "Carnaval", True), Holiday(date(2027, 7, 9), "Revolução", False)]
    assert [day.name for day in days_of_rule(HolidayRule("BR"), known)] == ["Revolução"]
    assert [day.name for day in days_of_rule(HolidayRule("BR", optional=True), known)] == ["Carnaval", "Revolução"]
    assert days_of_rule(HolidayRule("BR", worked=("Revolução",)), known) == ()


# ---- properties --------------------------------------------------------------------------------------------------

minutes = st.integers(0, 1439)
intervals = st.builds(lambda opens, length: Interval(opens, opens + length), minutes, st.integers(1, 1440))
days_of_hours = st.lists(intervals, max_size=3).map(lambda found: tuple(sorted(found)))
weeks = st.lists(days_of_hours, min_size=7, max_size=7).map(tuple)
zones = st.sampled_from(ZONES)
# Around the days on which clocks change in 2026 and 2027.
moments = st.timedeltas(timedelta(), timedelta(days=660)).map(lambda past: datetime(2026, 2, 1, tzinfo=UTC) + past)
special = st.builds(
    SpecialDay,
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    name=st.just(""),
    intervals=days_of_hours,
    every_year=st.booleans(),
)
plans = st.builds(
    Plan,
    time_zone=zones,
    week=weeks,
    days=st.lists(special, max_size=4, unique_by=lambda day: day.day).map(tuple),
)
spans = st.builds(
    lambda start, length: Opening(start, start + timedelta(seconds=length)), moments, st.integers(1, 500_000)
)
found_openings = st.lists(spans, max_size=12).map(join_openings)


@settings(max_examples=50)
@given(plans, moments)
def test_openings_are_sorted_and_apart(plan: Plan, start: datetime) -> None:
    end = start + timedelta(days=21)
    openings = work_out(plan, (), start, end)
    assert all(one.opens_at < one.closes_at for one in openings)
    assert all(before.closes_at < after.opens_at for before, after in pairwise(openings))
    assert all(one.closes_at > start and one.closes_at <= end for one in openings)


@settings(max_examples=50)
@given(plans, moments, st.timedeltas(timedelta(), timedelta(days=20)))
def test_whoever_sees_an_hour_on_the_door_is_let_in(plan: Plan, start: datetime, later: timedelta) -> None:
    """Open whenever the clock on the wall says so; and only then, but for what clocks repeat."""
    openings = work_out(plan, (), start, start + timedelta(days=21))
    moment = start + later
    wall = moment.astimezone(ZoneInfo(plan.time_zone))
    said = any(
        interval.opens <= minute < interval.closes
        for back in (0, 1, 2)
        for day in (wall.date() - timedelta(days=back),)
        for minute in (back * 1440 + wall.hour * 60 + wall.minute + wall.second / 60 + wall.microsecond / 6e7,)
        for interval in _hours_of(plan, day)
    )
    if said:
        assert is_open(openings, moment)
    elif is_open(openings, moment):
        offsets = {(moment + timedelta(hours=hours)).astimezone(wall.tzinfo).utcoffset() for hours in range(-3, 4)}
        assert len(offsets) > 1


def _hours_of(plan: Plan, day: date) -> tuple[Interval, ...]:
    found = plan.week[day.weekday()]
    for one in plan.days:
        yearly = one.every_year and one.day.year <= day.year
        if one.day == day or (yearly and (one.day.month, one.day.day) == (day.month, day.day)):
            found = one.intervals
    return found


@settings(max_examples=50)
@given(plans, moments, st.timedeltas(timedelta(hours=1), timedelta(days=10)))
def test_working_out_in_two_pieces_says_the_same(plan: Plan, start: datetime, middle: timedelta) -> None:
    end = start + timedelta(days=14)
    whole = work_out(plan, (), start, end)
    pieces = work_out(plan, (), start, start + middle) + work_out(plan, (), start + middle, end)
    assert join_openings(pieces) == whole


@given(found_openings, moments, st.floats(0, 400_000))
def test_adding_open_time_and_counting_it_are_each_others_inverse(
    openings: list[Opening], start: datetime, seconds: float
) -> None:
    try:
        end = add_open_time(openings, start, seconds)
    except LookupError:
        last = max((one.closes_at for one in openings), default=start)
        assert open_seconds(openings, start, max(last, start)) < seconds + 1e-6
        return
    assert end >= start
    assert open_seconds(openings, start, end) == pytest.approx(seconds, abs=1e-5)
    if seconds > 0.001:
        assert not is_open(openings, end) or open_seconds(openings, start, end - timedelta(milliseconds=1)) < seconds


_NIGHT = datetime(2026, 2, 1, tzinfo=UTC)


@given(found_openings, moments, moments, moments)
@example([Opening(_NIGHT, _NIGHT + timedelta(hours=2))], *(_NIGHT + timedelta(minutes=m) for m in (1, 1, 60)))
def test_open_time_adds_up(openings: list[Opening], one: datetime, two: datetime, three: datetime) -> None:
    first, second, third = sorted((one, two, three))
    total = open_seconds(openings, first, third)
    assert total == pytest.approx(open_seconds(openings, first, second) + open_seconds(openings, second, third))
    assert 0 <= total <= (third - first).total_seconds()
    assert open_seconds(openings, third, first) == 0 or third == first


@given(found_openings, moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(openings: list[Opening], moment: datetime) -> None:
    following = next_opening(openings, moment)
    if following is None:
        assert all(one.closes_at <= moment for one in openings)
    else:
        assert following >= moment
        assert is_open(openings, following)
        assert open_seconds(openings, moment, following) == 0


# ---- in words ----------------------------------------------------------------------------------------------------

BREAK = (Interval(480, 720), Interval(780, 1110))
SATURDAY = (Interval(480, 720),)


@pytest.mark.parametrize(
    ("week", "portuguese", "english", "spanish"),
    [
        (
            OFFICE,
            "de segunda a sexta, das 8h às 18h",
            "Monday to Friday, 8 am to 6 pm",
            "de lunes a viernes, de las 8:00 a las 18:00",
        ),
        (
            (*(BREAK,) * 5, SATURDAY, ()),
            "de segunda a sexta, das 8h às 12h e das 13h às 18h30; aos sábados, das 8h às 12h",
            "Monday to Friday, 8 am to 12 pm and 1 pm to 6:30 pm; on Saturdays, 8 am to 12 pm",
            "de lunes a viernes, de las 8:00 a las 12:00 y de las 13:00 a las 18:30;"
            " los sábados, de las 8:00 a las 12:00",
        ),
        (NIGHT, "todos os dias, das 22h às 6h", "every day, 10 pm to 6 am", "todos los días, de las 22:00 a las 6:00"),
        (((Interval(0, 1440),),) * 7, "todos os dias, 24 horas", "every day, 24 hours", "todos los días, las 24 horas"),
        (
            ((Interval(0, 60),), (), (Interval(0, 60),), (), (Interval(60, 1440),), (), ()),
            "às segundas e às quartas, da meia-noite à 1h; às sextas, da 1h à meia-noite",
            "on Mondays and on Wednesdays, 12 am to 1 am; on Fridays, 1 am to 12 am",
            "los lunes y los miércoles, de las 0:00 a la 1:00; los viernes, de la 1:00 a las 0:00",
        ),
    ],
)
def test_hours_in_words(week: tuple[tuple[Interval, ...], ...], portuguese: str, english: str, spanish: str) -> None:
    assert say_hours(week, locale="pt-BR") == portuguese
    assert say_hours(week, locale="en") == english
    assert say_hours(week, locale="es") == spanish
    assert say_hours(week, locale="pt-BR", but_holidays=True) == f"{portuguese} (exceto feriados)"


@pytest.mark.parametrize(
    ("moment", "portuguese", "english", "spanish"),
    [
        ("2026-11-27T22:00", "hoje às 22h", "today at 10 pm", "hoy a las 22:00"),
        ("2026-11-28T08:30", "amanhã às 8h30", "tomorrow at 8:30 am", "mañana a las 8:30"),
        ("2026-11-30T08:00", "na segunda-feira às 8h", "on Monday at 8 am", "el lunes a las 8:00"),
        ("2026-11-29T01:00", "no domingo à 1h", "on Sunday at 1 am", "el domingo a la 1:00"),
        ("2027-01-04T00:00", "em 4 de janeiro à meia-noite", "on January 4 at 12 am", "el 4 de enero a las 0:00"),
        (None, "em breve", "soon", "pronto"),
    ],
)
def test_a_moment_in_words(moment: str | None, portuguese: str, english: str, spanish: str) -> None:
    evening = datetime.fromisoformat("2026-11-27T20:00")
    when = None if moment is None else datetime.fromisoformat(moment)
    assert say_moment(when, evening, locale="pt-BR") == portuguese
    assert say_moment(when, evening, locale="en") == english
    assert say_moment(when, evening, locale="es") == spanish

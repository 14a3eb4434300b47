"""Money given back for orders: a channel's file says so, or the person tells kfdesk."""

from dataclasses import replace
from datetime import date, timedelta

from kfdesk.domain.refunds import NEARLY_THE_SAME_DAY
from tests.simulation.basket import Basket, pennies, with_refunds
from tests.simulation.world import MoneyBack, World, stamp_of

LONGEST_AGO = 20


def give_money_back(world: World) -> None:
    """Something more is known of money given back for one order."""
    act = world.chance.weighed([(_by_file, 5), (_by_person, 3), (_file_catches_up, 2), (_date_told, 2)])
    act(world)


def _by_file(world: World) -> None:
    """A later file has one refund more; a channel's files either have days or they do not."""
    basket = world.chance.pick(world.latest())
    stamp = stamp_of(basket)
    given = world.given.setdefault(stamp, [])
    in_file = [each for each in given if each.is_in_file]
    has_day = in_file[0].has_day_in_file if in_file else world.chance.happens(0.65)
    is_clear = has_day or all(each.is_in_file for each in given)
    if basket.is_sold and is_clear and (new := _some(world, basket, given)):
        _note(world, stamp, replace(new, is_in_file=True, has_day_in_file=has_day))
        _import_refunds(world, basket)


def _by_person(world: World) -> None:
    """The person tells of one that no file knows; a part of undated ones could not be told from it."""
    basket = world.chance.pick(world.latest())
    stamp = stamp_of(basket)
    given = world.given.setdefault(stamp, [])
    is_undated = any(each.is_in_file and not each.has_day_in_file for each in given)
    is_there = bool(world.ledger.of_origin(stamp))
    if is_there and basket.is_sold and not is_undated and (new := _some(world, basket, given)):
        _note(world, stamp, replace(new, is_told=True))
        tell_all(world)


def _file_catches_up(world: World) -> None:
    """A file comes to know, with its day, what the person told before: it is the same money."""
    told = [
        (stamp, each)
        for stamp, given in world.given.items()
        for each in given
        if each.is_told and not each.is_in_file and world.versions[stamp][-1].is_sold
    ]
    if told:
        stamp, money = world.chance.pick(told)
        _instead(world, stamp, money, replace(money, is_in_file=True, has_day_in_file=True))
        _import_refunds(world, world.versions[stamp][-1])


def _date_told(world: World) -> None:
    """The person tells the days of what the files leave undated, before kfdesk asks."""
    stamps = [stamp for stamp in world.given if _undated(world, stamp)]
    if stamps:
        tell_dates(world, world.chance.pick(stamps))


def tell_dates(world: World, stamp: str, asked: int = 0) -> None:
    """All days of an order's refunds; what is `asked` beyond, in pennies, was given back today."""
    for money in _undated(world, stamp):
        _instead(world, stamp, money, replace(money, is_told=True))
        asked -= money.gross
    new = MoneyBack(asked, world.clock.today(), is_told=True)
    # What was told a moment ago is not told again, though the list still asks for it.
    if asked > 0 and not any(_may_be_one(each, new) for each in world.given.get(stamp, ())):
        _note(world, stamp, new)
    tell_all(world)


def tell_all(world: World) -> None:
    """What was told on one computer is told on the other too."""
    for program in world.programs:
        world.tell_refunds(program)


def _some(world: World, basket: Basket, given: list[MoneyBack]) -> MoneyBack | None:
    """A part of what is left, all of it, or more than that; no two of one order that kfdesk takes for one."""
    chance = world.chance
    left = (
        pennies(basket.order.stated_total) - sum(each.gross for each in given)
        if basket.order.stated_total
        else 0
    )
    if left <= 0:
        return None
    ways = [(chance.number(1, left), 5), (left, 3), (left + chance.number(1, 500), 1)]
    new = MoneyBack(chance.weighed(ways), _some_day(world, basket))
    return None if any(_may_be_one(each, new) for each in given) else new


def _may_be_one(one: MoneyBack, other: MoneyBack) -> bool:
    """The same sum in the same days counts once, whoever tells it."""
    return one.gross == other.gross and abs(one.day - other.day) <= NEARLY_THE_SAME_DAY


def _some_day(world: World, basket: Basket) -> date:
    earliest = basket.order.paid or basket.order.ordered
    day = world.clock.today() - timedelta(days=world.chance.number(0, LONGEST_AGO))
    return max(day, earliest) if earliest else day


def _undated(world: World, stamp: str) -> list[MoneyBack]:
    return [each for each in world.given.get(stamp, ()) if not each.is_settled]


def _note(world: World, stamp: str, money: MoneyBack) -> None:
    world.given.setdefault(stamp, []).append(money)
    world.story.count("refunds")
    world.story.tell("*** money back for {}: {}", stamp, money)


def _instead(world: World, stamp: str, money: MoneyBack, now: MoneyBack) -> None:
    given = world.given[stamp]
    given[given.index(money)] = now
    world.story.tell("*** known of money back for {}: {}", stamp, now)


def _import_refunds(world: World, basket: Basket) -> None:
    given = world.given[stamp_of(basket)]
    later = with_refunds(basket, [each.as_in_file for each in given if each.is_in_file])
    for program in world.programs:
        world.import_now(program, [later])

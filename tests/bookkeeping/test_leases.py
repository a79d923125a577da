"""One driver a production."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import update

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.schema import leases
from parisana.errors import LeaseHeld


def lapse(book: Bookkeeping) -> None:
    with book._writing() as connection:
        connection.execute(update(leases).values(expires=leases.c.expires - 1000))


def test_a_second_driver_is_told_who_drives(book: Bookkeeping, production: int, epoch: int) -> None:
    with pytest.raises(LeaseHeld, match=r"driver-a \(process 10 on lab\)") as caught:
        book.take_lease(production, "driver-b", "lab2", 20, 60)
    assert "Wait until" in (caught.value.hint or "")
    book.check_lease(production, epoch)


def test_the_same_driver_keeps_its_epoch(book: Bookkeeping, production: int, epoch: int) -> None:
    assert book.take_lease(production, "driver-a", "lab", 10, 600) == epoch


def test_a_lapsed_lease_goes_to_the_next_with_a_higher_epoch(book: Bookkeeping, production: int, epoch: int) -> None:
    lapse(book)
    with pytest.raises(LeaseHeld, match="has lapsed"):
        book.check_lease(production, epoch)
    assert book.take_lease(production, "driver-b", "lab2", 20, 60) == epoch + 1
    with pytest.raises(LeaseHeld, match="driver-b"):
        book.renew_lease(production, epoch, 60)
    with pytest.raises(LeaseHeld, match="driver-b"):
        book.check_lease(production, epoch)


def test_a_laptop_that_slept_goes_on_if_nobody_took_over(book: Bookkeeping, production: int, epoch: int) -> None:
    lapse(book)
    book.renew_lease(production, epoch, 60)
    book.check_lease(production, epoch)


def test_a_released_lease_is_free_at_once(book: Bookkeeping, production: int, epoch: int) -> None:
    book.release_lease(production, epoch)
    with pytest.raises(LeaseHeld):
        book.renew_lease(production, epoch, 60)
    assert book.take_lease(production, "driver-b", "lab2", 20, 60) == epoch + 1
    book.release_lease(production, epoch)
    book.check_lease(production, epoch + 1)


def test_a_dead_drivers_lease_is_taken_over_only_once(book: Bookkeeping, production: int, epoch: int) -> None:
    assert book.take_lease(production, "driver-b", "lab", 20, 60, over=epoch) == epoch + 1
    with pytest.raises(LeaseHeld, match="driver-b"):
        book.take_lease(production, "driver-c", "lab", 30, 60, over=epoch)


def test_the_database_keeps_the_time(book: Bookkeeping, production: int, epoch: int) -> None:
    assert abs(book.now() - time.time()) < 5
    lease = book.lease(production)
    assert lease is not None
    assert 590 < lease.seconds_left <= 600

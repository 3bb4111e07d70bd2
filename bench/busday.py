#!/usr/bin/python3
"""Prints the seconds that numpy.busday_offset takes for one addition, the median of 50 rounds.

    busday.py COUNT DAY_OFF...

COUNT additions at once, of 1 to 60 working days to days of 2004 to 2025. Fails without numpy.
"""
# SPDX-License-Identifier: BSL-1.0
import statistics
import sys
import time

try:
    import numpy
except ImportError:
    sys.exit(1)


def main():
    count, days_off = int(sys.argv[1]), sys.argv[2:]
    calendar = numpy.busdaycalendar(holidays=days_off)
    dice = numpy.random.default_rng(7)
    days = numpy.datetime64("2004-01-01") + dice.integers(0, 8001, count)
    counts = dice.integers(1, 61, count)
    times = []
    for _ in range(50):
        start = time.perf_counter()
        # "backward": from a day off it counts from the working day before, as ours does
        numpy.busday_offset(days, counts, roll="backward", busdaycal=calendar)
        times.append(time.perf_counter() - start)
    print(statistics.median(times) / count)


if __name__ == "__main__":
    main()

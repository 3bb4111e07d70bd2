#!/usr/bin/python3
"""Makes include/rectify/impl/china_days.hpp, the table of China's official days.

    npm pack chinese-days@1.5.7 && tar xzf chinese-days-1.5.7.tgz
    src/calendar/china_days.py package > include/rectify/impl/china_days.hpp

PACKAGE is the unpacked npm package: its package.json says the version, its dist/chinese-days.json
has the days: "holidays" (off) and "workdays" (make-up days, worked), each date with
"English name,Chinese name,number of statutory days". Days in a row that are alike become one row.
What the package lacks and a notice says is put right by MISSING, which names the notice.
Fails where a make-up day isn't on a weekend, a day is in both lists, or a year is missing.
"""
# SPDX-License-Identifier: BSL-1.0
import json
import sys
from datetime import date, timedelta
from pathlib import Path

WORDS = {"New Year's Day": "new_year", "Spring Festival": "spring_festival",
         "Tomb-sweeping Day": "tomb_sweeping", "Labour Day": "labour_day",
         "Dragon Boat Festival": "dragon_boat", "Mid-autumn Festival": "mid_autumn",
         "National Day": "national_day", "Anti-Fascist 70th Day": "victory_day"}

# Worked, by the notice; the package has it not.
MISSING = {"2005-12-31": ("New Year's Day,元旦,1", "国办发明电〔2005〕35号")}  # for 3 January 2006


def days_of(lists):
    """Each day once, in order: (day, worked, (English, Chinese))."""
    if twice := lists["holidays"].keys() & lists["workdays"].keys():
        sys.exit(f"in both lists: {sorted(twice)}")
    days = [(date.fromisoformat(day), worked, tuple(text.split(",")[:2]))
            for worked, name in ((False, "holidays"), (True, "workdays"))
            for day, text in lists[name].items()]
    if odd := [day for day, worked, _ in days if worked and day.weekday() < 5]:
        sys.exit(f"worked for a holiday, but not on a weekend: {odd}")
    years = {day.year for day, _, _ in days}
    if years != set(range(min(years), max(years) + 1)):
        sys.exit(f"years are missing: {sorted(years)}")
    return sorted(days)


def runs_of(days):
    """Days that follow each other and are alike, within a year: (first, how many, worked, name)."""
    runs = []
    for day, worked, name in days:
        if runs:
            first, count, *like = runs[-1]
            if like == [worked, name] and first + timedelta(count) == day and first.year == day.year:
                runs[-1] = (first, count + 1, worked, name)
                continue
        runs.append((day, 1, worked, name))
    return runs


def main():
    package = Path(sys.argv[1])
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    lists = json.loads((package / "dist/chinese-days.json").read_text(encoding="utf-8"))
    for day, (name, notice) in MISSING.items():
        if lists["workdays"].setdefault(day, name) != name:
            sys.exit(f"{day}: the package has it now, otherwise than {notice}")
    added = ", ".join(f"{day} (worked) from {notice}" for day, (_, notice) in MISSING.items())
    days = days_of(lists)
    runs = runs_of(days)
    names = sorted({name for *_, name in days}, key=lambda name: list(WORDS).index(name[0]))
    first, last = days[0][0].year, days[-1][0].year
    print(f"""\
// impl/china_days.hpp: China's official days off and make-up working days, {first} to {last}.
//
// Made by src/calendar/china_days.py from the npm package {about["name"]} {about["version"]} (8 May 2026,
// https://github.com/vsme/chinese-days, {about["license"]}, © 2024 Yawei sun), which has them from the yearly
// notices of the State Council's General Office; and {added},
// which the package lacks. {len(lists["holidays"])} days off, {len(lists["workdays"])} worked. Don't edit: run the script.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace rectify::detail::china_table {{

struct Name {{
  std::string_view zh, en;
}};
struct Run {{
  int first, count;  // 20240210: from 2024-02-10 on, so many days
  bool worked;       // a make-up day; else off
  Name name;
}};

inline constexpr int first_year = {first}, last_year = {last};

// clang-format off""")
    for en, zh in names:
        print(f'inline constexpr Name {WORDS[en]}{{"{zh}", "{en}"}};')
    print("inline constexpr bool off = false, work = true;\n\n"
          "inline constexpr Run runs[] = {", end="")
    year = 0
    for first, count, worked, name in runs:
        same, year = year == first.year, first.year
        row = f"{{{first:%Y%m%d}, {count}, {'work' if worked else 'off'}, {WORDS[name[0]]}}},"
        if same and len(line) + len(row) < 118:
            line += " " + row
            print(" " + row, end="")
        else:
            line = "    " + row
            print(("\n" if same else "\n\n" if year > days[0][0].year else "\n") + line, end="")
    print("\n};\n// clang-format on\n\n}  // namespace rectify::detail::china_table")


if __name__ == "__main__":
    main()

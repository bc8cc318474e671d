#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""recompute.py OUT: computes a run's indicators, verdicts and disparities again, with exact fractions.

It reads data/schools.csv and data/school_parts.csv of the output folder OUT, and nothing of the program's code or
declarations: thresholds, exclusions, split and formulas are written down here a second time. What comes
out is compared with school_indicators.csv, school_verdicts.csv and county_indicators.csv: statuses and
verdicts must be the same, numbers agree to 1e-12 of their size. Exit status 1 when something differs.
"""
import csv
import json
import sys
from collections import defaultdict
from fractions import Fraction as F
from math import ceil, isqrt
from pathlib import Path

TOLERANCE = F(1, 10**12)
WEIGHT = {"小学": F(1), "初中": F("1.1")}
TYPE_STAGES = {
    "小学": ["小学"], "小学教学点": ["小学"], "附设小学班": ["小学"], "初级中学": ["初中"],
    "附设普通初中班": ["初中"], "九年一贯制学校": ["小学", "初中"], "完全中学": ["初中"],
    "十二年一贯制学校": ["小学", "初中"], "工读学校": ["初中"], "职业初中": ["初中"],
}
SPECIAL = {"盲人学校", "聋人学校", "培智学校", "其他特教学校", "附设特教班"}
VOCATIONAL = {"职业初中", "附设职业初中班", "职业高中学校", "调整后中等职业学校", "技工学校"}
NOT_COUNTY = {"民办", "中央教育部门", "中央其他部门", "省级教育部门", "省级其他部门",
              "地级教育部门", "地级其他部门", "高等学校", "地方企业"}
SPLIT = {"teaching_area", "indoor_sports_area", "sports_area", "equipment_value",
         "multimedia_rooms", "computers", "books"}


class Standard:
    """Thresholds by stage, the gate "k of m, the rest at p", and the limits of disparity."""

    def __init__(self, indicators, required, share, single, composite, outside):
        self.indicators = indicators  # id: (numerator inputs with signs, per, whole, {stage: threshold})
        self.required, self.share = required, F(share)
        self.single, self.composite, self.outside = single, composite, outside


def stages(primary, junior):
    return {"小学": F(primary), "初中": F(junior)}


ROOMS = [("teaching_area", 1), ("indoor_sports_area", -1)]
SPORTS = [("sports_area", 1), ("indoor_sports_area", 1)]
STANDARDS = {
    "quality-balance-2017": Standard(
        {
            "R1": ([("higher_degree_teachers", 1)], 100, True, stages("4.2", "5.3")),
            "R2": ([("backbone_teachers", 1)], 100, True, stages("1", "1")),
            "R3": ([("arts_teachers", 1)], 100, True, stages("0.9", "0.9")),
            "R4": (ROOMS, 1, False, stages("4.5", "5.8")),
            "R5": (SPORTS, 1, False, stages("7.5", "10.2")),
            "R6": ([("equipment_value", 1)], 1, False, stages("2000", "2500")),
            "R7": ([("multimedia_rooms", 1)], 100, True, stages("2.3", "2.4")),
        },
        6, "0.85", stages("0.5", "0.45"), None,
        lambda school, pupils: school["school_type"] in SPECIAL | VOCATIONAL
        or school["school_type"] == "小学教学点" and pupils is not None and pupils < 50),
    "basic-balance-2012": Standard(
        {
            "B1": (ROOMS, 1, False, stages("4", "5")),
            "B2": (SPORTS, 1, False, stages("6", "8")),
            "B3": ([("equipment_value", 1)], 1, False, stages("800", "1200")),
            "B4": ([("computers", 1)], 100, True, stages("6", "10")),
            "B5": ([("books", 1)], 1, True, stages("15", "25")),
            "B6": ([("full_time_teachers", 1)], 1, True, stages("0.05", "0.07")),
            "B7": ([("higher_degree_teachers", 1)], 1, True, stages("0.04", "0.05")),
            "B8": ([("middle_title_teachers", 1)], 1, True, stages("0.02", "0.025")),
        },
        6, "0.6", None, stages("0.65", "0.55"),
        lambda school, pupils: school["school_type"] in SPECIAL | VOCATIONAL | {"小学教学点"}
        or school["sponsor"] in NOT_COUNTY),
}


def rows(folder, name):
    with open(folder / "data" / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return None if text == "" else F(text)


def root(value):
    """The square root of a fraction, to 40 decimals."""
    scale = 10**40
    return F(isqrt(value.numerator * scale * scale // value.denominator), scale)


class Differences:
    def __init__(self):
        self.compared, self.found = 0, []

    def number(self, where, expected, text):
        self.compared += 1
        actual = number(text)
        if expected is None or actual is None:
            if (expected is None) != (actual is None):
                self.found.append(f"{where}: {text!r}, recomputed {expected}")
            return
        if abs(actual - expected) > TOLERANCE * max(1, abs(expected)):
            self.found.append(f"{where}: {text}, recomputed {float(expected)!r}")

    def word(self, where, expected, actual):
        self.compared += 1
        if expected != actual:
            self.found.append(f"{where}: {actual}, recomputed {expected}")


def input_of(part, name, siblings):
    """A part's input; the split of a nine-year school is made again from the whole."""
    whole = part.get(name + "_school", "")
    if name not in SPLIT or whole == "" or len(siblings) < 2 or part["type"] != "九年一贯制学校":
        return number(part[name])
    pupils = [number(p["pupils"]) for p in siblings]
    if part[name] == "" or None in pupils:
        return number(part[name])
    total = sum(n * WEIGHT[p["stage"]] for n, p in zip(pupils, siblings))
    return F(whole) * number(part["pupils"]) * WEIGHT[part["stage"]] / total


def indicator(part, siblings, rule, share):
    """value, numerator, status, shortfall of one indicator of one part."""
    terms, per, whole, thresholds = rule
    values = [(input_of(part, name, siblings), sign) for name, sign in terms]
    pupils = number(part["pupils"])
    if any(value is None for value, _ in values) or not pupils or part["type"] == "":
        return None, None, "undecided", None
    top = sum(value * sign for value, sign in values)
    value = top * per / pupils
    threshold = thresholds[part["stage"]]
    if value >= threshold:
        return value, top, "met", None
    short = threshold * pupils / per - top
    status = "floor" if value >= threshold * share else "below"
    return value, top, status, F(ceil(short)) if whole else short


def verdict(statuses, required):
    counts = {word: statuses.count(word) for word in ("met", "floor", "below", "undecided")}
    if counts["below"] or counts["floor"] > len(statuses) - required:
        return "fail", counts
    return ("undecided" if counts["undecided"] else "pass"), counts


def disparity(members):
    """mean, deviation, coefficient and its square, pupil-weighted, population form."""
    total = sum(n for n, _ in members)
    if not total:
        return None, None, None, None
    mean = sum(n * x for n, x in members) / total
    variance = sum(n * (x - mean) ** 2 for n, x in members) / total
    if mean == 0:
        return mean, root(variance), None, None
    square = variance / mean**2
    return mean, root(variance), root(square), square


def check_parts(parts, standard, folder, diff):
    """Values by county, stage and indicator: one (pupils, value) each, value None where undecided."""
    figures = defaultdict(list)
    printed = {(r["school_code"], r["stage"], r["indicator"]): r
               for r in rows(folder, "school_indicators.csv")}
    verdicts = {(r["school_code"], r["stage"]): r for r in rows(folder, "school_verdicts.csv")}
    by_school = defaultdict(list)
    for part in parts:
        by_school[part["school_code"]].append(part)
    for part in parts:
        key = (part["school_code"], part["stage"])
        outside = standard.outside(part["school"], number(part["pupils"]))
        statuses = []
        for name, rule in standard.indicators.items():
            row = printed[key + (name,)]
            if row.get("concession"):
                sys.exit(f"{key} {name}: a concession was applied, which is not recomputed here")
            value, top, status, short = indicator(
                part, by_school[part["school_code"]], rule, standard.share)
            statuses.append(status)
            where = " ".join(key + (name,))
            diff.word(where + " status", "excluded" if outside else status, row["status"])
            if outside:
                continue
            if part["type"]:
                diff.number(where + " value", value, row["value"])
            diff.number(where + " shortfall", short, row["shortfall"])
            if value is not None:
                diff.number(where + " numerator", top, row["numerator"])
            figures[part["county_code"], part["stage"], name].append(
                (number(part["pupils"]), value))
        row = verdicts[key]
        expected, counts = verdict(statuses, standard.required)
        diff.word(" ".join(key) + " verdict", "excluded" if outside else expected, row["verdict"])
        for word, count in counts.items() if not outside else ():
            diff.word(" ".join(key) + f" {word}", str(count), row[word])
    return figures


def silent_stages(schools, parts):
    """(county, stage) of schools in scope that gave no part."""
    present = {part["school_code"] for part in parts}
    silent = set()
    for school in schools:
        if school["in_scope"] != "true" or school["school_code"] in present:
            continue
        for stage in TYPE_STAGES.get(school["school_type"], list(WEIGHT)):
            silent.add((school["county_code"], stage))
    return silent


def status(square, limit, is_complete):
    if not is_complete or square is None:
        return "undecided"
    if limit is None:
        return "measured"
    return "met" if square <= limit**2 else "above"


def check_counties(figures, silent, standard, folder, diff):
    composites = defaultdict(list)
    for row in rows(folder, "county_indicators.csv"):
        county, stage, name = row["county_code"], row["stage"], row["indicator"]
        where = f"{county} {stage} {name}"
        if name == "composite":
            known = composites[county, stage]
            mean = None if None in known else sum(known) / len(known)
            diff.number(where + " cv", mean, row["cv"])
            continue
        members = figures[county, stage, name]
        decided = [(n, x) for n, x in members if x is not None]
        mean, deviation, coefficient, square = disparity(decided)
        composites[county, stage].append(coefficient)
        diff.word(where + " parts", str(len(members)), row["parts"])
        diff.word(where + " undecided", str(len(members) - len(decided)), row["undecided"])
        for column, value in (("mean", mean), ("stddev", deviation), ("cv", coefficient)):
            diff.number(f"{where} {column}", value, row[column])
        is_complete = len(decided) == len(members) and (county, stage) not in silent
        limit = standard.single and standard.single[stage]
        diff.word(where + " status", status(square, limit, is_complete), row["status"])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    pipeline = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["pipeline"]
    standard = STANDARDS[pipeline["id"]]
    schools = rows(folder, "schools.csv")
    by_code = {school["school_code"]: school for school in schools}
    parts = rows(folder, "school_parts.csv")
    for part in parts:
        part["school"] = by_code[part["school_code"]]
        part["type"] = part["school"]["school_type"]
    diff = Differences()
    figures = check_parts(parts, standard, folder, diff)
    check_counties(figures, silent_stages(schools, parts), standard, folder, diff)
    for line in diff.found[:40]:
        print(line)
    print(f"{pipeline['id']}: {len(parts)} school parts, {diff.compared} figures recomputed, "
          f"{len(diff.found)} differences")
    sys.exit(1 if diff.found or not parts else 0)


if __name__ == "__main__":
    main()

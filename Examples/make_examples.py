#!/usr/bin/env python3
"""make_examples.py: makes the sample submissions beside it, as schools and a county send them.

    Examples/make_examples.py            writes submissions/ and roster.csv anew
    Examples/make_examples.py --check    says whether they are what it makes; changes nothing

The data is in sample_county.py; here are the layouts, the wording and the mistakes.  README.md
tells what is in each file.  Only Python's standard library is needed."""
import csv
import datetime
import io
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

from plain_xlsx import Formula, Workbook, column_name
from sample_county import ABSENT, COUNTY, SCHOOLS, check_digit, school_records

HERE = Path(__file__).resolve().parent
FOLDER = f"{COUNTY[0]}_{COUNTY[1]}"
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
DEGREES = ["高中", "中专", "专科", "本科", "硕士", "博士"]

LABELS = {
    "basic": dict(
        school_code="学校代码", school_name="学校名称", school_type="办学类型", area_type="城乡类型",
        founder="举办者", principal="校长姓名", founded="建校年份", students="在校学生数",
        classes="教学班数", teachers="专任教师数", boarders="寄宿生数", land_area="占地面积",
        building_area="校舍建筑面积", green_area="绿化用地面积", books="图书册数",
        computers="计算机台数"),
    "classes": dict(
        seq="序号", grade="年级", class_no="班号", students="学生数", boys="男生数", girls="女生数",
        boarders="寄宿生", head_teacher="班主任", room="所在教室"),
    "teachers": dict(
        seq="序号", name="姓名", id_no="身份证件号", gender="性别", birth="出生日期",
        work_start="参加工作时间", staff_type="岗位类别", stage="任教学段", first_degree="第一学历",
        degree="最高学历", subject="任教学科", title="职称", backbone="是否骨干",
        backbone_level="骨干级别", cert_type="教师资格种类", cert_no="教师资格证",
        training_hours="培训学时", rotation="是否交流轮岗", weekly_hours="周课时数",
        employed="是否在编"),
    "rooms": dict(
        seq="序号", building="楼栋", room_no="房间号", room_type="用途", category="用房类别",
        area="使用面积（平方米）", multimedia="是否网络多媒体教室", built="建成年份"),
    "assets": dict(
        seq="序号", asset_no="资产编号", name="设备名称", category="资产类别", spec="规格型号",
        unit="计量单位", qty="数量", price="单价（元）", value="资产原值（元）", bought="购置日期",
        status="使用状况"),
    "funds": dict(seq="序号", item="经费项目", budget="预算数（元）", actual="执行数（元）",
                  note="备注"),
}
TITLES = dict(
    basic="义务教育学校基本情况表", classes="义务教育学校班级台账（2025—2026学年）",
    teachers="教师花名册", rooms="校舍与功能室情况表", assets="教学仪器设备台账", funds="教育经费收支情况表")
SHEETS = dict(basic="学校基本情况", classes="班级台账", teachers="教师花名册", rooms="校舍与功能室",
              assets="仪器设备", funds="经费")
SIGNATURE = "填表人：示例　　　审核人：示例　　　填报日期：2025年10月15日"


# ---------------------------------------------------------------- the mistakes

def wrong_digit(id_no):
    right = check_digit(id_no[:17])
    return id_no[:17] + ("1" if right != "1" else "2")


def put_mistakes_in(county):
    """Spoils the records in the places that README.md lists; {school number: records}."""
    county[1]["teachers"][4]["id_no"] = wrong_digit(county[1]["teachers"][4]["id_no"])
    county[2]["classes"][2]["boys"] += 3
    county[2]["teachers"][7]["degree"] = None
    county[2]["assets"][1]["value"] += 8400
    county[3]["assets"][3]["bought"] = "2019-13-05"
    county[3]["teachers"][9]["training_hours"] = "约三百"
    county[4]["basic"][0]["students"] = 300
    county[4]["funds"][3]["actual"] = "待核"
    county[5]["classes"][1]["students"] = 520
    county[6]["teachers"][10]["id_no"] = county[6]["teachers"][2]["id_no"]
    county[8]["teachers"][1]["id_no"] = county[3]["teachers"][1]["id_no"]


# ---------------------------------------------------------------- writing values

def plain(value):
    """The usual way to write a value; other ways are given where a layout wants them."""
    if isinstance(value, tuple):
        return value[0] if value[1] == "㎡" else f"{value[0]}{value[1]}"
    if isinstance(value, bool):
        return "是" if value else "否"
    return value


def tick(value):
    return "√" if value else ""


def dotted(value):
    return f"{value.year}.{value.month}.{value.day}" if isinstance(value, datetime.date) else value


def year_month(value):
    return f"{value.year}年{value.month}月"


def ten_thousands(value):
    return round(value / 10000, 6) if isinstance(value, (int, float)) else value


def as_text(value):
    return plain(value) if isinstance(value, str) else f"{plain(value)}"


def full_width(value):
    return as_text(value).translate(FULL_WIDTH)


def separated(value):
    return f"{value:,}" if isinstance(value, (int, float)) else value


# ---------------------------------------------------------------- layouts

class Layout:
    """How one file writes one form: header words, groups of columns, ways to write values."""

    def __init__(self, form, words=None, groups=None, ways=None, drop=(), extra=(), left=1,
                 fill=None, total=None, title=True, note=None, sheet=None):
        labels = {**{field: word for field, word in extra}, **LABELS[form]}
        self.form = form
        self.fields = [field for field in labels if field not in drop]
        self.words = {**labels, **(words or {})}
        self.groups, self.ways = groups or {}, ways or {}
        self.left, self.fill, self.total = left, fill, total
        self.title, self.note, self.sheet = title, note, sheet or SHEETS[form]

    def written(self, field, record):
        value = record.get(field)
        return self.ways.get(field, plain)(value) if value is not None else None

    def header(self, sheet, row):
        """One row, or two where columns are grouped; returns the first row below it."""
        if not self.groups:
            for k, field in enumerate(self.fields):
                sheet.put(row, self.left + k, self.words[field], "head")
            return row + 1
        k = 0
        while k < len(self.fields):
            group = self.groups.get(self.fields[k])
            last = k
            while (group and last + 1 < len(self.fields)
                   and self.groups.get(self.fields[last + 1]) == group):
                last += 1
            at = self.left + k
            if group:
                sheet.merge(row, at, row, self.left + last, group)
                for j in range(k, last + 1):
                    sheet.put(row + 1, self.left + j, self.words[self.fields[j]], "head")
            else:
                sheet.merge(row, at, row + 1, at, self.words[self.fields[k]])
            k = last + 1
        return row + 2

    def write(self, book, records, title):
        sheet = book.sheet(self.sheet)
        row, last = 1, self.left + len(self.fields) - 1
        if self.title:
            sheet.merge(row, self.left, row, last, title, "title")
            row += 1
        if self.note:
            sheet.put(row, last, self.note, "plain")
            row += 1
        row = first = self.header(sheet, row)
        for record in records:
            for k, field in enumerate(self.fields):
                if field != self.fill:
                    sheet.put(row, self.left + k, self.written(field, record), style_of(field))
            row += 1
        if self.fill:
            self.fill_column(sheet, first, records)
        if self.total:
            self.total_row(sheet, first, row, records)
            row += 1
        sheet.put(row + 1, self.left, "填表说明：数据截至2025年9月1日。", "plain")
        sheet.put(row + 2, self.left, SIGNATURE, "plain")
        for k, field in enumerate(self.fields):
            sheet.widths[self.left + k] = 21 if field in ("id_no", "school_name", "cert_no") else 12

    def fill_column(self, sheet, first, records):
        """One merged cell over the records that share the value."""
        at, k = self.left + self.fields.index(self.fill), 0
        while k < len(records):
            last = k
            while (last + 1 < len(records)
                   and records[last + 1][self.fill] == records[k][self.fill]):
                last += 1
            sheet.merge(first + k, at, first + last, at, records[k][self.fill], "cell")
            k = last + 1

    def total_row(self, sheet, first, row, records):
        sheet.put(row, self.left + (1 if self.fields[0] == "seq" else 0), "合计")
        for field in self.total:
            at = self.left + self.fields.index(field)
            values = [self.written(field, record) for record in records]
            value = round(sum(v for v in values if isinstance(v, (int, float))), 6)
            letter = column_name(at)
            sheet.put(row, at, Formula(f"SUM({letter}{first}:{letter}{row - 1})", value))


def style_of(field):
    return "text" if field in ("id_no", "cert_no", "school_code", "asset_no") else "cell"


def pairs_form(book, record, title, words, ways, merged):
    """学校基本情况: a label and its value, two pairs in a row."""
    sheet = book.sheet("学校基本情况")
    sheet.merge(1, 1, 1, 6, title, "title")
    sheet.put(2, 6, "面积单位：平方米（注明亩的除外）", "plain")
    labels = {**LABELS["basic"], **words}
    for k, (field, label) in enumerate(labels.items()):
        row, at = 3 + k // 2, 1 + k % 2 * 3
        sheet.put(row, at, label, "head")
        value = ways.get(field, plain)(record[field])
        if merged:
            sheet.merge(row, at + 1, row, at + 2, value, "cell")
        else:
            sheet.put(row, at + 1, value, style_of(field))
    sheet.put(12, 1, "注：请如实填写。　　学校公章：", "plain")
    sheet.widths = {1: 18, 2: 12, 3: 12, 4: 18, 5: 12, 6: 32}


def rows_form(book, record, title):
    """学校基本情况 as a list of items: 序号, 填报项目, 填报值, 单位."""
    sheet = book.sheet("基本情况表")
    sheet.merge(1, 1, 1, 4, title, "title")
    for k, word in enumerate(["序号", "填报项目", "填报值", "单位"], 1):
        sheet.put(2, k, word, "head")
    units = dict(students="人", classes="个", teachers="人", boarders="人", land_area="亩",
                 building_area="平方米", green_area="平方米", books="册", computers="台")
    for k, (field, label) in enumerate(LABELS["basic"].items(), 1):
        value = record[field]
        sheet.put(2 + k, 1, k)
        sheet.put(2 + k, 2, label)
        sheet.put(2 + k, 3, value[0] if isinstance(value, tuple) else value, style_of(field))
        sheet.put(2 + k, 4, units.get(field))
    sheet.put(20, 1, SIGNATURE, "plain")
    sheet.widths = {1: 8, 2: 18, 3: 20, 4: 12}


def dictionary_sheet(book):
    sheet = book.sheet("字典", hidden=True)
    for row, word in enumerate(DEGREES, 1):
        sheet.put(row, 1, word, "plain")


def instructions_sheet(book):
    sheet = book.sheet("填表说明")
    sheet.put(1, 1, "填表说明", "title")
    for row, line in enumerate(["一、请勿改动表头。", "二、面积默认以平方米计。",
                                "三、是否骨干指县级及以上骨干教师。"], 2):
        sheet.put(row, 1, line, "plain")


CLASS_GROUPS = dict.fromkeys(("students", "boys", "girls", "boarders"), "学生情况")
TEACHER_GROUPS = {
    **dict.fromkeys(("name", "id_no", "gender", "birth"), "基本信息"),
    **dict.fromkeys(("work_start", "staff_type", "stage"), "任职情况"),
    "first_degree": "第一学历", "degree": "最高学历",
    **dict.fromkeys(("subject", "title", "backbone", "backbone_level"), "任教情况"),
    **dict.fromkeys(("cert_type", "cert_no"), "教师资格"),
    **dict.fromkeys(("training_hours", "rotation", "weekly_hours", "employed"), "教师发展")}


# ---------------------------------------------------------------- the files

def first_school(records):
    """Shared strings; two header rows; merged value cells; instructions and a hidden sheet."""
    book, name = Workbook(), records["basic"][0]["school_name"]
    instructions_sheet(book)
    pairs_form(book, records["basic"][0], name + TITLES["basic"], {}, {}, merged=True)
    for layout in (
        Layout("classes", groups=CLASS_GROUPS, total=["students", "boys", "girls", "boarders"]),
        Layout("teachers", groups=TEACHER_GROUPS,
               words=dict(first_degree="学历", degree="学历"), ways=dict(work_start=year_month)),
        Layout("rooms"),
        Layout("assets", total=["qty", "value"]),
        Layout("funds"),
    ):
        layout.write(book, records[layout.form], name + TITLES[layout.form])
    dictionary_sheet(book)
    return book


def second_school(records):
    """Inline strings; other header words; numbers as text; √; 年级 merged over its classes."""
    book, name = Workbook(inline=True), records["basic"][0]["school_name"]
    rows_form(book, records["basic"][0], name + TITLES["basic"])
    for layout in (
        Layout("classes", sheet="班额台账", fill="grade", drop=("seq", "boarders"),
               words=dict(class_no="班级名称", students="班级人数", boys="男生", girls="女生"),
               ways=dict(students=as_text, boys=as_text, girls=as_text)),
        Layout("teachers", sheet="教师名册", words=dict(
            id_no="身份证号", birth="出生年月日", staff_type="人员类别", degree="现学历",
            subject="主教学科", backbone="骨干教师", training_hours="五年培训学时"),
            ways=dict(birth=dotted, work_start=dotted, backbone=tick, rotation=tick, employed=tick,
                      id_no=str.lower)),
        Layout("rooms", sheet="用房情况", words=dict(area="实际使用面积/㎡", multimedia="多媒体"),
               ways=dict(multimedia=tick)),
        Layout("assets", sheet="固定资产明细", words=dict(
            category="设备类别", qty="件数", value="原值（元）"), ways=dict(value=separated)),
        Layout("funds", sheet="教育经费", words=dict(budget="年初预算（元）", actual="决算数（元）")),
    ):
        layout.write(book, records[layout.form], name + TITLES[layout.form])
    return book


def third_school(records):
    """1904 dates; tables begin in column B; 万元; full-width digits; no title over two tables."""
    book, name = Workbook(date1904=True), records["basic"][0]["school_name"]
    pairs_form(book, records["basic"][0], name + TITLES["basic"],
               dict(students="在校生数：", land_area="校园占地面积（亩）", books="图书藏量"),
               dict(building_area=full_width, books=full_width, land_area=lambda v: v[0]),
               merged=False)
    for layout in (
        Layout("classes", sheet="表2 班级台账", left=2, drop=("seq",), total=["students"],
               ways=dict(class_no=lambda v: v.replace("（", "(").replace("）", ")"))),
        Layout("teachers", sheet="表3 教师花名册", left=2, title=False,
               ways=dict(name=lambda v: f"{v[:2]} {v[2:]}", training_hours=full_width)),
        Layout("rooms", sheet="表4 校舍与功能室", left=2),
        Layout("assets", sheet="表5 仪器设备", left=2, words=dict(
            price="单价（万元）", value="资产原值（万元）"),
            ways=dict(price=ten_thousands, value=ten_thousands), total=["value"]),
        Layout("funds", sheet="表6 经费", left=2, title=False, words=dict(
            budget="预算数(万元)", actual="执行数(万元)"),
            ways=dict(budget=ten_thousands, actual=ten_thousands)),
    ):
        layout.write(book, records[layout.form], name + TITLES[layout.form])
    return book


def fourth_school(records):
    """九年一贯制; the unit of money stands above the table; a hidden sheet; spaces round numbers."""
    book, name = Workbook(), records["basic"][0]["school_name"]
    pairs_form(book, records["basic"][0], name + TITLES["basic"], dict(students="学生总数"),
               dict(founded=lambda v: f" {v} "), merged=True)
    money = dict(price="单价", value="资产原值", budget="预算数", actual="执行数")
    for layout in (
        Layout("classes", groups=CLASS_GROUPS, fill="grade", total=["students", "boarders"]),
        Layout("teachers", words=dict(id_no="身份证号码", stage="学段", title="专业技术职务"),
               ways=dict(id_no=lambda v: v.translate(FULL_WIDTH), work_start=dotted)),
        Layout("rooms", fill="building", words=dict(area="使用面积"), note="单位：平方米"),
        Layout("assets", words=money, note="单位：万元",
               ways=dict(price=ten_thousands, value=ten_thousands)),
        Layout("funds", words=money, note="单位：万元",
               ways=dict(budget=ten_thousands, actual=ten_thousands)),
    ):
        layout.write(book, records[layout.form], name + TITLES[layout.form])
    dictionary_sheet(book)
    return book


SCHOOL_COLUMNS = (("school_code", "学校标识码"), ("school_name", "学校名称"))


def all_rows(schools, form):
    """The rows of all these schools, each with its school's code and name."""
    return [{**record, "school_code": s["basic"][0]["school_code"],
             "school_name": s["basic"][0]["school_name"]} for s in schools for record in s[form]]


def county_book(schools):
    """The county's own workbook: one sheet per form, all its schools below each other."""
    book = Workbook()
    extra = dict(extra=SCHOOL_COLUMNS)
    for layout in (
        Layout("basic", words=dict(
            school_code="学校标识码", students="在校生数", land_area="占地面积（亩）",
            building_area="校舍建筑面积（㎡）", green_area="绿化用地面积（㎡）"),
            ways=dict(land_area=lambda v: v[0]), total=["students", "classes", "teachers"]),
        Layout("classes", drop=("seq", "room", "head_teacher"), **extra),
        Layout("rooms", drop=("seq",), **extra),
        Layout("assets", words=dict(price="单价", value="资产原值"), note="金额单位：元", **extra),
        Layout("funds", words=dict(budget="预算数", actual="执行数"), note="金额单位：元", **extra),
    ):
        layout.write(book, all_rows(schools, layout.form), COUNTY[1] + TITLES[layout.form])
    return book


def county_csv(schools):
    """教师花名册 of the same schools as the county's database exports it: GB18030, CRLF, quotes."""
    words = {**dict(SCHOOL_COLUMNS), **LABELS["teachers"], "school_name": "任教学校",
             "id_no": "身份证号", "degree": "最高学历", "subject": "任教学科"}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(words.values())
    for record in all_rows(schools, "teachers"):
        values = [plain(record[field]) for field in words]
        writer.writerow(
            f"{v.year}/{v.month}/{v.day}" if isinstance(v, datetime.date) else v for v in values)
    return text.getvalue().encode("gb18030")


def roster():
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["学校标识码", "学校名称", "县区代码", "县区名称", "办学类型", "城乡类型", "举办者"])
    for school in SCHOOLS + [ABSENT]:
        writer.writerow([school["code"], school["name"], *COUNTY, school["type"], school["area"],
                         "县级教育部门"])
    return text.getvalue().encode("utf-8-sig")


def make(target):
    county = {school["n"]: school_records(school) for school in SCHOOLS}
    put_mistakes_in(county)
    folder = target / "submissions" / FOLDER
    folder.mkdir(parents=True)
    for school, book in zip(SCHOOLS, (first_school, second_school, third_school, fourth_school)):
        book(county[school["n"]]).save(folder / f"{school['code']}_{school['name']}.xlsx")
    rest = [county[n] for n in (5, 6, 7, 8)]
    county_book(rest).save(folder / f"{COUNTY[1]}汇总表.xlsx")
    (folder / f"{COUNTY[1]}教师花名册.csv").write_bytes(county_csv(rest))
    (target / "roster.csv").write_bytes(roster())


# ---------------------------------------------------------------- writing and checking

def contents(folder):
    """{path: bytes, or the parts of a workbook}: packed bytes differ between zlib versions."""
    found = {}
    for path in [folder / "roster.csv", *sorted((folder / "submissions").rglob("*"))]:
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                found[path.relative_to(folder)] = {n: archive.read(n) for n in archive.namelist()}
        elif path.is_file():
            found[path.relative_to(folder)] = path.read_bytes()
    return found


def main():
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary)
        make(made)
        if sys.argv[1:] == ["--check"]:
            new, old = contents(made), contents(HERE)
            differing = [p for p in sorted(new.keys() | old.keys()) if new.get(p) != old.get(p)]
            for path in differing:
                print(f"differs from what make_examples.py makes: {path}")
            sys.exit(1 if differing else 0)
        shutil.rmtree(HERE / "submissions", ignore_errors=True)
        shutil.copytree(made / "submissions", HERE / "submissions")
        shutil.copy(made / "roster.csv", HERE / "roster.csv")


if __name__ == "__main__":
    main()

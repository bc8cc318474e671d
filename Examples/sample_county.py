"""sample_county: the invented county behind the sample files: its schools and their records.

Region 99 is assigned to nobody; no person, school or number here is real.  Sizes are chosen so that
each verdict occurs (see README.md); the mistakes are put in by make_examples.py."""
import datetime

COUNTY = ("990121", "示例县")
NUMERALS = "零一二三四五六七八九"
GRADES = [f"{NUMERALS[n]}年级" for n in range(1, 10)]
MU = 2000 / 3

# name, code, type, area type, classes {grade number: pupils of each class},
# teachers {stage: (full-time, with the degree R1 asks for, 骨干, PE/music/art)},
# teaching area ㎡, sports area (a number with its unit), equipment value 元, multimedia rooms
SCHOOLS = [
    dict(n=1, code="2199000001", name="示例县第一小学", type="小学", area="镇区",
         classes={1: [36], 2: [35], 3: [34], 4: [36], 5: [35], 6: [34]},
         teachers={"小学": (15, 14, 4, 3)},
         teaching=992, sports=(2.9, "亩"), equipment=448600, multimedia=8),
    dict(n=2, code="2199000002", name="示例县第二小学", type="小学", area="城区",
         classes={1: [44, 45], 2: [43, 44], 3: [42, 45], 4: [44, 43], 5: [45, 52], 6: [44, 45]},
         teachers={"小学": (34, 31, 7, 6)},
         teaching=2450, sports=(3200, "㎡"), equipment=1126000, multimedia=11),
    dict(n=3, code="3199000003", name="示例县第三初级中学", type="初级中学", area="镇区",
         classes={7: [46, 45, 47], 8: [48, 46, 45], 9: [47, 46, 48]},
         teachers={"初中": (36, 31, 6, 5)},
         teaching=2604, sports=(6.6, "亩"), equipment=951000, multimedia=14),
    dict(n=4, code="3199000004", name="示例县第四学校", type="九年一贯制学校", area="乡村",
         classes={1: [30], 2: [31], 3: [29], 4: [32], 5: [30], 6: [31], 7: [40], 8: [41], 9: [42]},
         teachers={"小学": (13, 11, 3, 2), "初中": (11, 9, 2, 0)},
         teaching=1750, sports=(4.8, "亩"), equipment=762000, multimedia=9),
    dict(n=5, code="2199000005", name="示例县第五小学", type="小学", area="镇区",
         classes={1: [38], 2: [39], 3: [37], 4: [36], 5: [38], 6: [37]},
         teachers={"小学": (17, 15, 4, 3)},
         teaching=1075, sports=(1800, "㎡"), equipment=468000, multimedia=7),
    dict(n=6, code="2199000006", name="示例县第六小学", type="小学", area="乡村",
         classes={1: [28], 2: [27], 3: [29], 4: [28], 5: [26], 6: [28]},
         teachers={"小学": (13, 11, 3, 2)},
         teaching=700, sports=(1150, "㎡"), equipment=351000, multimedia=6),
    dict(n=7, code="2199000007", name="示例县第七教学点", type="小学教学点", area="乡村",
         classes={1: [12], 2: [11], 3: [10], 4: [9]},
         teachers={"小学": (5, 4, 1, 1)},
         teaching=280, sports=(400, "㎡"), equipment=86000, multimedia=4),
    dict(n=8, code="3199000008", name="示例县第八初级中学", type="初级中学", area="镇区",
         classes={7: [44, 43], 8: [45, 42], 9: [44, 43]},
         teachers={"初中": (22, 19, 4, 3)},
         teaching=1602, sports=(2800, "㎡"), equipment=701000, multimedia=8),
]
# Expected by the roster, and handed in nothing.
ABSENT = dict(code="2199000009", name="示例县第九小学", type="小学", area="乡村")


def check_digit(first17):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(d) * w for d, w in zip(first17, weights)) % 11]


def chinese_number(number):
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else NUMERALS[tens]) + "十" if tens else "") + (
        NUMERALS[ones] if ones or not tens else "")


def stage_of(grade):
    return "小学" if grade <= 6 else "初中"


def pupils(school):
    return sum(n for sizes in school["classes"].values() for n in sizes)


def class_records(school):
    records = []
    for grade, sizes in school["classes"].items():
        for k, size in enumerate(sizes, 1):
            boys = (size + len(records) % 3) // 2
            records.append(dict(
                seq=len(records) + 1, grade=GRADES[grade - 1],
                class_no=f"{NUMERALS[grade]}（{k}）班", students=size, boys=boys,
                girls=size - boys, boarders=0 if school["area"] == "城区" else size // 5,
                head_teacher=f"示例{NUMERALS[school['n']]}{chinese_number(len(records) + 1)}",
                room=f"1{len(records) + 1:02d}"))
    return records


SUBJECTS = ["语文", "数学", "英语", "科学", "道德与法治", "语文", "数学", "信息科技"]
JUNIOR_SUBJECTS = ["语文", "数学", "英语", "物理", "化学", "历史", "地理", "生物"]
ARTS = ["体育", "音乐", "美术"]


def teacher_records(school):
    records = []
    for stage, (count, high, backbone, arts) in school["teachers"].items():
        subjects = SUBJECTS if stage == "小学" else JUNIOR_SUBJECTS
        low, degrees = ("中专", ["本科", "专科", "本科", "硕士"]) if stage == "小学" else (
            "专科", ["本科", "本科", "硕士", "本科"])
        for k in range(count):
            records.append(teacher(
                school, len(records) + 1, "专任教师", stage,
                degrees[k % 4] if k < high else low,
                ARTS[k % 3] if k >= count - arts else subjects[k % 8],
                k % 4 == 1 and k // 4 < backbone))
    stage = next(iter(school["teachers"]))
    for kind in ("行政人员", "工勤人员"):
        records.append(teacher(school, len(records) + 1, kind, stage, "专科", "语文", False))
    return records


def teacher(school, k, staff_type, stage, degree, subject, backbone):
    birth = datetime.date(1968 + (k * 7 + school["n"]) % 30, 1 + (k * 5) % 12, 1 + (k * 11) % 28)
    male = k % 3 == 0
    digits = f"990121{birth:%Y%m%d}{school['n'] * 50 + k * 2 - (1 if male else 0):03d}"
    start = birth.year + 22
    return dict(
        seq=k, name=f"示例{NUMERALS[school['n']]}{chinese_number(k)}",
        id_no=digits + check_digit(digits), gender="男" if male else "女", birth=birth,
        work_start=datetime.date(start, 9, 1), staff_type=staff_type, stage=stage,
        first_degree=degree if degree in ("中专", "专科") else "专科", degree=degree,
        subject=subject, title=["一级教师", "二级教师", "高级教师", "一级教师"][k % 4],
        backbone=backbone, backbone_level=["县级", "市级"][k % 2] if backbone else "无",
        cert_type="初级中学教师资格" if stage == "初中" else "小学教师资格",
        cert_no=f"99{start}{school['n']:03d}{k:06d}", training_hours=240 + k * 9 % 180,
        rotation=k % 6 == 0, weekly_hours=10 + k % 8, employed=k % 9 != 0)


SPECIAL = [("音乐教室", 75), ("美术教室", 76), ("科学实验室", 90), ("计算机教室", 86),
           ("图书阅览室", 120), ("心理辅导室", 40), ("劳动教室", 88), ("综合实践室", 96)]


def room_records(school):
    """Rooms whose teaching area adds up to the school's, then offices and the sports area."""
    classes = sum(len(sizes) for sizes in school["classes"].values())
    rooms = [("普通教室", 60 if pupils(school) > 200 else 48)] * classes
    rest = school["teaching"] - sum(area for _, area in rooms)
    while rest - SPECIAL[(len(rooms) - classes) % 8][1] >= 30:
        rooms.append(SPECIAL[(len(rooms) - classes) % 8])
        rest -= rooms[-1][1]
    rooms.append(("多功能室", rest))
    records = []
    for k, (use, area) in enumerate(rooms):
        records.append(dict(
            building="一号楼" if k < (len(rooms) + 1) // 2 else "二号楼",
            room_no=f"{1 + k // 8}{k % 8 + 1:02d}",
            room_type=use, category="教学及辅助用房", area=(area, "㎡"),
            multimedia=k < school["multimedia"], built=2006 if k % 2 else 2014))
    extra = [("教师办公室", "行政办公用房", (48, "㎡")), ("食堂", "生活用房", (210, "㎡"))]
    if school["n"] == 3:
        extra.append(("体育馆", "体育运动场馆", (900, "㎡")))
    extra.append(("运动场", "体育运动场馆", school["sports"]))
    for k, (use, category, area) in enumerate(extra):
        records.append(dict(
            building="其他", room_no=f"0{k + 1}", room_type=use, category=category, area=area,
            multimedia=False, built=2010))
    return [dict(seq=k, **record) for k, record in enumerate(records, 1)]


# name, unit, price, one for how many pupils
EQUIPMENT = [("交互式电子白板", "套", 16800, 38), ("台式计算机", "台", 4200, 14),
             ("数码显微镜", "台", 1350, 30), ("科学实验台", "张", 1880, 25), ("钢琴", "架", 14500, 200),
             ("体育器材", "件", 260, 6)]


def asset_records(school):
    """Teaching equipment in use worth exactly what the school has, then what does not count."""
    rows, rest = [], school["equipment"]
    for name, unit, price, share in EQUIPMENT:
        count = min(max(1, pupils(school) // share), max(1, rest * 3 // 10 // price))
        rows.append((name, "教学仪器设备", unit, count, price, "在用"))
        rest -= count * price
    rows.append(("成套教学仪器", "教学仪器设备", "批", 1, rest, "在用"))
    rows.append(("幻灯机", "教学仪器设备", "台", 3, 1200, "报废"))
    rows.append(("办公桌椅", "办公设备", "套", 20, 680, "在用"))
    rows.append(("消毒柜", "生活设施", "台", 1, 3600, "在用"))
    return [dict(
        seq=k, asset_no=f"{school['code'][-3:]}-{k:04d}", name=name, category=category,
        spec=f"S{k:02d}-{price % 97}", unit=unit, qty=count, price=price, value=count * price,
        bought=datetime.date(2012 + k, 1 + k * 5 % 12, 1 + k * 7 % 28), status=status)
        for k, (name, category, unit, count, price, status) in enumerate(rows, 1)]


def fund_records(school):
    n = pupils(school)
    rows = [("公用经费", n * 900, n * 880), ("教师工资", n * 9200, n * 9200),
            ("教师培训", n * 50, n * 48), ("设备购置", n * 120, n * 110), ("校舍维修", n * 80, n * 60),
            ("图书购置", n * 20, n * 20)]
    return [dict(seq=k, item=item, budget=budget, actual=actual,
                 note="含上级补助" if item == "校舍维修" else "")
            for k, (item, budget, actual) in enumerate(rows, 1)]


def basic_record(school):
    classes, teachers = class_records(school), teacher_records(school)
    n = pupils(school)
    return dict(
        school_code=school["code"], school_name=school["name"], school_type=school["type"],
        area_type=school["area"], founder="县级教育部门",
        principal=f"示例校长{NUMERALS[school['n']]}", founded=1950 + school["n"] * 4, students=n,
        classes=len(classes), teachers=sum(t["staff_type"] == "专任教师" for t in teachers),
        boarders=sum(c["boarders"] for c in classes), land_area=(round(n * 21 / MU, 1), "亩"),
        building_area=(round(school["teaching"] * 1.4 + 400), "㎡"), green_area=(n * 3, "㎡"),
        books=n * 24, computers=n // 9 + 1)


def school_records(school):
    """All six forms of one school."""
    return dict(basic=[basic_record(school)], classes=class_records(school),
                teachers=teacher_records(school), rooms=room_records(school),
                assets=asset_records(school), funds=fund_records(school))

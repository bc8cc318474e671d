"""plain_xlsx: writes small .xlsx workbooks with Python's standard library and nothing else.

Same calls, same bytes in every part: fixed timestamps, no random ids.  Made for the samples of this
folder: text (shared or inline), numbers, dates by number format (1900 or 1904), formulas with a
cached value, merged cells, hidden sheets, column widths, print titles are all it knows."""
import datetime
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Its place here is a style's number in the cells: (number format, font, fill, border, centred).
STYLES = {
    "plain": (0, 0, 0, 0, False),
    "cell": (0, 0, 0, 1, False),
    "text": (49, 0, 0, 1, False),
    "date": (14, 0, 0, 1, False),
    "amount": (4, 0, 0, 1, False),
    "head": (0, 1, 2, 1, True),
    "title": (0, 2, 0, 0, True),
}


class Formula:
    """A formula and the value that stands cached beside it."""

    def __init__(self, text, value):
        self.text, self.value = text, value


def column_name(column):
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def reference(row, column):
    """A1 for (1, 1)."""
    return f"{column_name(column)}{row}"


class Sheet:
    """One sheet; rows and columns count from 1."""

    def __init__(self, book, name, hidden):
        self.book, self.name, self.hidden = book, name, hidden
        self.cells, self.merged, self.widths = {}, [], {}

    def put(self, row, column, value, style="cell"):
        if value not in (None, ""):
            self.cells[row, column] = (value, style)

    def merge(self, row, column, last_row, last_column, value, style="head"):
        self.put(row, column, value, style)
        if (row, column) != (last_row, last_column):
            self.merged.append(f"{reference(row, column)}:{reference(last_row, last_column)}")

    def xml(self):
        rows = {}
        for (row, column) in sorted(self.cells):
            rows.setdefault(row, []).append(column)
        parts = [HEAD, f'<worksheet xmlns="{MAIN}">']
        if self.widths:
            parts.append("<cols>" + "".join(
                f'<col min="{c}" max="{c}" width="{w}" customWidth="1"/>'
                for c, w in sorted(self.widths.items())) + "</cols>")
        parts.append("<sheetData>")
        for row, columns in rows.items():
            parts.append(f'<row r="{row}">')
            parts.extend(self.cell_xml(row, column) for column in columns)
            parts.append("</row>")
        parts.append("</sheetData>")
        if self.merged:
            parts.append(f'<mergeCells count="{len(self.merged)}">' + "".join(
                f'<mergeCell ref="{m}"/>' for m in self.merged) + "</mergeCells>")
        parts.append("</worksheet>")
        return "".join(parts)

    def cell_xml(self, row, column):
        value, style = self.cells[row, column]
        number = list(STYLES).index("date" if isinstance(value, datetime.date) else style)
        at = f'<c r="{reference(row, column)}" s="{number}"'
        if isinstance(value, Formula):
            return f"{at}><f>{escape(value.text)}</f><v>{value.value!r}</v></c>"
        if isinstance(value, datetime.date):
            return f"{at}><v>{self.book.serial(value)}</v></c>"
        if isinstance(value, (int, float)):
            return f"{at}><v>{value!r}</v></c>"
        if self.book.inline:
            return f'{at} t="inlineStr"><is>{text_xml(value)}</is></c>'
        return f'{at} t="s"><v>{self.book.shared_index(value)}</v></c>'


def text_xml(text):
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{keep}>{escape(text)}</t>"


class Workbook:
    def __init__(self, inline=False, date1904=False):
        self.inline, self.date1904 = inline, date1904
        self.sheets, self.strings = [], {}

    def sheet(self, name, hidden=False):
        self.sheets.append(Sheet(self, name, hidden))
        return self.sheets[-1]

    def shared_index(self, text):
        return self.strings.setdefault(text, len(self.strings))

    def serial(self, day):
        start = datetime.date(1904, 1, 1) if self.date1904 else datetime.date(1899, 12, 30)
        return (day - start).days

    def parts(self):
        """(part name, text), in the order they are written."""
        sheets = [(f"xl/worksheets/sheet{n}.xml", sheet.xml())
                  for n, sheet in enumerate(self.sheets, 1)]
        yield "[Content_Types].xml", self.content_types()
        yield "_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")])
        yield "xl/workbook.xml", self.workbook_xml()
        targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
        targets.append(("styles", "styles.xml"))
        if not self.inline:
            targets.append(("sharedStrings", "sharedStrings.xml"))
        yield "xl/_rels/workbook.xml.rels", relationships(targets)
        yield "xl/styles.xml", styles_xml()
        yield from sheets
        if not self.inline:
            items = "".join(f"<si>{text_xml(text)}</si>" for text in self.strings)
            yield "xl/sharedStrings.xml", (
                f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(self.strings)}">{items}</sst>')

    def workbook_xml(self):
        properties = '<workbookPr date1904="1"/>' if self.date1904 else "<workbookPr/>"
        sheets = "".join(
            f"<sheet name={quoteattr(sheet.name)} sheetId=\"{n}\""
            f"{' state=' + chr(34) + 'hidden' + chr(34) if sheet.hidden else ''} r:id=\"rId{n}\"/>"
            for n, sheet in enumerate(self.sheets, 1))
        return (f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}'
                f"<sheets>{sheets}</sheets></workbook>")

    def content_types(self):
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        names = [("workbook", "sheet.main"), ("styles", "styles")]
        names += [(f"worksheets/sheet{n}", "worksheet") for n in range(1, len(self.sheets) + 1)]
        if not self.inline:
            names.append(("sharedStrings", "sharedStrings"))
        overrides = "".join(
            f'<Override PartName="/xl/{name}.xml" ContentType="{kind}{end}+xml"/>'
            for name, end in names)
        return (f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
                '<Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>')

    def save(self, path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self.parts():
                item = zipfile.ZipInfo(name, (2025, 10, 15, 9, 0, 0))
                item.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(item, text)


def relationships(targets):
    items = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1))
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def styles_xml():
    line = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
    centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
    formats = "".join(
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"'
        f' applyNumberFormat="1"' + (f' applyAlignment="1">{centred}</xf>' if centre else "/>")
        for number, font, fill, border, centre in STYLES.values())
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="3">'
        '<font><sz val="11"/><name val="宋体"/></font>'
        '<font><b/><sz val="11"/><name val="宋体"/></font>'
        '<font><b/><sz val="16"/><name val="黑体"/></font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
        '<fgColor rgb="FFDDEBF7"/></patternFill></fill></fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/></border>'
        f'<border>{line}</border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(STYLES)}">{formats}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        '</styleSheet>')

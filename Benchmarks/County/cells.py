#!/usr/bin/env python3
"""cells.py WORKBOOK.xlsx: its sheets, columns, heights, merges, formats and cells as lines for county.c.

Fields are parted by tabs; `\\t`, `\\n` and `\\\\` in texts are written so. Needs openpyxl."""
import datetime
import sys

import openpyxl
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula

ALIGNMENTS = {"left": 1, "center": 2, "right": 3}


def text(value):
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def put(*fields):
    print(*fields, sep="\t")


def color(value):
    return int(value.rgb[-6:], 16) if value is not None and isinstance(value.rgb, str) else 0


def style(cell):
    font, fill, align = cell.font, cell.fill, cell.alignment
    filled = color(fill.fgColor) if fill.fill_type == "solid" else -1
    put("F", font.name, font.sz, int(bool(font.b)), color(font.color), filled,
        int(cell.border.left is not None and cell.border.left.style is not None),
        ALIGNMENTS.get(align.horizontal, 0), int(bool(align.wrap_text)), int(align.indent or 0),
        text(cell.number_format))


def number(value):
    if isinstance(value, (datetime.datetime, datetime.date)):
        value = to_excel(value)
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value


def is_number(value):
    return number(value) is not False


def cell_line(cell, result, styles):
    place = (cell.row - 1, cell.column - 1, styles[cell.style_id])
    value = cell.value
    if value is None:
        put("B", *place)
    elif isinstance(value, ArrayFormula):
        put("A", *place, text(value.text), repr(float(number(result) or 0)))
    elif cell.data_type == "f" and is_number(result):
        put("G", *place, text(value), repr(float(number(result))))
    elif cell.data_type == "f":
        put("H", *place, text(value), text("" if result is None else result))
    elif is_number(value):
        put("N", *place, repr(float(number(value))))
    else:
        put("T", *place, text(value))


def main():
    book = openpyxl.load_workbook(sys.argv[1])
    results = openpyxl.load_workbook(sys.argv[1], data_only=True)
    styles = {}
    for sheet in book.worksheets:
        put("S", text(sheet.title))
        for letters, column in sheet.column_dimensions.items():
            put("W", column_index_from_string(letters) - 1, column.width)
        for row, dimension in sheet.row_dimensions.items():
            if dimension.height:
                put("R", row - 1, dimension.height)
        for merge in sheet.merged_cells.ranges:
            put("M", merge.min_row - 1, merge.min_col - 1, merge.max_row - 1, merge.max_col - 1)
        held = sheet._cells
        values = results[sheet.title]._cells
        for place in sorted(held):
            cell = held[place]
            if cell.value is None and not cell.has_style:
                continue
            if cell.style_id not in styles:
                styles[cell.style_id] = len(styles)
                if type(cell).__name__ == "MergedCell":
                    put("F", "宋体", 10, 0, 0, -1, 1, 0, 0, 0, "General")
                else:
                    style(cell)
            cell_line(cell, values[place].value, styles)


main()

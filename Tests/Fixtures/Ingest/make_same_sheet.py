#!/usr/bin/env python3
"""make_same_sheet.py: one small sheet, written in every format that two programs here can write.

The workbook comes from XlsxWriter, the other spreadsheet formats from LibreOffice's own conversion
of it, SpreadsheetML and the text files from Python.  Run in this folder; the files made are committed, so that the
tests need neither.  Nothing in them is a real school."""
import csv, datetime, html, os, shutil, subprocess, tempfile
import xlsxwriter

HEADER = ['学校名称', '学生数', '生均面积', '建校日期', '是否寄宿制', '备注']
ROWS = [
    ['示例第一小学', 120, 4.5, datetime.date(2001, 9, 1), '是', '含 空格'],
    ['示例第二中学', 0, 10.25, datetime.date(1998, 12, 31), '否', '逗号,分号;引号"'],
    ['示例第三学校', -3, 0.1, datetime.date(2024, 2, 29), '是', '００１'],
]


def spreadsheet_ml(path):
    """SpreadsheetML 2003, as Excel wrote it; LibreOffice does not write it."""
    def cell(value):
        if isinstance(value, datetime.date):
            return f'<Cell ss:StyleID="date"><Data ss:Type="DateTime">{value}T00:00:00.000</Data></Cell>'
        kind = 'Number' if isinstance(value, (int, float)) else 'String'
        return f'<Cell><Data ss:Type="{kind}">{html.escape(str(value))}</Data></Cell>'
    rows = ''.join('<Row>' + ''.join(map(cell, row)) + '</Row>' for row in [HEADER, *ROWS])
    with open(path, 'w', encoding='utf-8') as file:
        file.write('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
                   '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
                   '<Styles><Style ss:ID="date"><NumberFormat ss:Format="Short Date"/></Style></Styles>'
                   f'<Worksheet ss:Name="基本情况"><Table>{rows}</Table></Worksheet></Workbook>')


def workbook(path):
    book = xlsxwriter.Workbook(path)
    book.set_properties({'created': datetime.datetime(2025, 9, 1)})
    date = book.add_format({'num_format': 'yyyy-mm-dd'})
    sheet = book.add_worksheet('基本情况')
    for column, word in enumerate(HEADER):
        sheet.write(0, column, word)
    for row, values in enumerate(ROWS, 1):
        for column, value in enumerate(values):
            if isinstance(value, datetime.date):
                sheet.write_datetime(row, column, datetime.datetime(value.year, value.month, value.day), date)
            else:
                sheet.write(row, column, value)
    book.close()


def main():
    workbook('same-sheet.xlsx')
    spreadsheet_ml('same-sheet.xml')
    with tempfile.TemporaryDirectory() as folder:
        for ending, target in [('xls', 'xls'), ('ods', 'ods'), ('fods', 'fods'), ('html', 'html')]:
            subprocess.run(
                ['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to', target,
                 '--outdir', folder, 'same-sheet.xlsx'], check=True, stdout=subprocess.DEVNULL)
            shutil.move(os.path.join(folder, 'same-sheet.' + ending), 'same-sheet.' + ending)
    for encoding, name in [('utf-8', 'utf8'), ('utf-8-sig', 'utf8-bom'), ('gb18030', 'gb18030'), ('utf-16', 'utf16')]:
        with open(f'same-sheet-{name}.csv', 'w', encoding=encoding, newline='') as file:
            csv.writer(file, lineterminator='\r\n').writerows([HEADER, *ROWS])


if __name__ == '__main__':
    main()

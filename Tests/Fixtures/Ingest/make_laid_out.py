#!/usr/bin/env python3
"""make_laid_out.py: one workbook with merged ranges, hidden rows, columns and sheets, and comments.

The workbook comes from XlsxWriter, the other spreadsheet formats from LibreOffice's own conversion of it,
SpreadsheetML from Python.  Run in this folder; the files made are committed.  Nothing in them is a real school or person."""
import datetime, html, os, shutil, subprocess, tempfile
import xlsxwriter

ROWS = [
    ['示例县学校情况', None, None, None],
    ['学校名称', '学生数', '辅助', '教师数'],
    ['示例第一小学', 120, 1, 9],
    ['示例第二小学', 80, 2, 7],
    ['示例第三小学', 60, 3, 6],
    ['示例第四小学', 50, 4, 5],
]
HIDDEN_ROWS = [4, 5, 8]          # 8 holds nothing
HIDDEN_COLUMNS = ['C', 'F']      # F holds nothing
COMMENTS = [('B3', '已核对，联系人证件号 990121198009150011'), ('D6', '待查')]


def workbook(path):
    book = xlsxwriter.Workbook(path)
    book.set_properties({'created': datetime.datetime(2025, 9, 1)})
    border = book.add_format({'border': 1})
    sheet = book.add_worksheet('基本情况')
    sheet.merge_range('A1:D1', ROWS[0][0], border)
    for row, values in enumerate(ROWS[1:], 1):
        for column, value in enumerate(values):
            sheet.write(row, column, value, border)
    for row in range(9, 12):
        for column in range(4):
            sheet.write_blank(row, column, None, border)
    for row in HIDDEN_ROWS:
        sheet.set_row(row - 1, None, None, {'hidden': True})
    for column in HIDDEN_COLUMNS:
        sheet.set_column(f'{column}:{column}', None, None, {'hidden': True})
    for place, text in COMMENTS:
        sheet.write_comment(place, text, {'author': '某人'})
    codes = book.add_worksheet('字典')
    codes.write_column(0, 0, ['小学', '初中'])
    codes.hide()
    secret = book.add_worksheet('参数')
    secret.write(0, 0, '版本1')
    secret.very_hidden()
    book.close()


def spreadsheet_ml(path):
    """SpreadsheetML 2003, as Excel wrote it; LibreOffice does not write it."""
    comments = dict(COMMENTS)
    def cell(row, column, value):
        comment = comments.get('ABCD'[column] + str(row))
        note = (f'<Comment ss:Author="某人"><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><Font>{comment}</Font>'
                '</ss:Data></Comment>' if comment else '')
        merge = ' ss:MergeAcross="3"' if row == 1 else ''
        data = '' if value is None else (
            f'<Data ss:Type="{"Number" if isinstance(value, int) else "String"}">{html.escape(str(value))}</Data>')
        return f'<Cell ss:StyleID="b"{merge}>{data}{note}</Cell>'
    lines = []
    for number in range(1, 13):
        values = ROWS[number - 1] if number <= len(ROWS) else [None] * 4 if number >= 10 else []
        if number == 1: values = values[:1]
        hidden = ' ss:Hidden="1"' if number in HIDDEN_ROWS else ''
        lines.append(f'<Row{hidden}>' + ''.join(cell(number, c, v) for c, v in enumerate(values)) + '</Row>')
    sheet = ('<Column ss:Index="3" ss:Hidden="1"/><Column ss:Index="6" ss:Hidden="1"/>' + ''.join(lines))
    def worksheet(name, table, visible=''):
        options = (f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>{visible}</Visible></WorksheetOptions>'
                   if visible else '')
        return f'<Worksheet ss:Name="{name}"><Table>{table}</Table>{options}</Worksheet>'
    def texts(*words):
        return ''.join(f'<Row><Cell><Data ss:Type="String">{word}</Data></Cell></Row>' for word in words)
    with open(path, 'w', encoding='utf-8') as file:
        file.write('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
                   '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
                   + worksheet('基本情况', sheet) + worksheet('字典', texts('小学', '初中'), 'SheetHidden')
                   + worksheet('参数', texts('版本1'), 'SheetVeryHidden') + '</Workbook>')


def main():
    workbook('laid-out.xlsx')
    spreadsheet_ml('laid-out.xml')
    with tempfile.TemporaryDirectory() as folder:
        for ending in ['xls', 'ods', 'fods']:
            subprocess.run(
                ['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to', ending,
                 '--outdir', folder, 'laid-out.xlsx'], check=True, stdout=subprocess.DEVNULL)
            shutil.move(os.path.join(folder, 'laid-out.' + ending), 'laid-out.' + ending)


if __name__ == '__main__':
    main()

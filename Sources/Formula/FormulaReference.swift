// SPDX-License-Identifier: Apache-2.0
// FormulaReference: the reference page of the language, printed from the function table.

/// `Documentation/Reference/Formula.md`.
package enum FormulaReference {
  package static var functionNames: [String] { FormulaFunctionTable.all.map(\.name) }

  package static func markdown() -> String {
    var lines = [introduction, "## Functions", "", "| function | | 说明 |", "|---|---|---|"]
    for function in FormulaFunctionTable.all.sorted(by: { $0.name < $1.name }) {
      lines.append("| `\(function.signature)` | \(function.english) | \(function.chinese) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let introduction = """
    # Formula

    The language of rules and indicators: Excel's own, over field names instead of addresses. This page is
    printed from the function table; do not edit it by hand.

    规则与指标的公式语言：写法同 Excel，用字段名代替单元格地址。本页由函数表生成，请勿手工修改。

    ## Writing a formula

    | written | meaning | 说明 |
    |---|---|---|
    | `12.5` `3%` `"体育"` `TRUE` `FALSE` | constants | 常量 |
    | `在校生数` `面积（㎡）` `[56–65人]` | a field; in `[ ]` when the name holds other signs than letters, \
    digits, `_` `·` `、` | 字段；名称含其他符号时写在 `[ ]` 中 |
    | `班级[学生数]` | a column: the rows of that table that belong to the subject | 另一张表中本对象的各行 |
    | `-a` `a%` `a^b` `a*b` `a/b` `a+b` `a-b` `a&b` | operators, tightest first, as in Excel: `-2^2` is 4 | \
    运算符，优先级同 Excel |
    | `a=b` `a<>b` `a<b` `a<=b` `a>b` `a>=b` | comparisons; exact, also of fractions | 比较，按精确值 |
    | `a=""` `a<>""` | whether the value is missing, or there | 是否缺失 |
    | `寄宿制="是"` `寄宿制=TRUE` `寄宿制` | a yes/no field | 是/否字段 |
    | `SUM(COUNTIFS(教师[学科],{"体育","音乐"}))` | rows that meet one of the alternatives, each row once | 符合任一备选条件的行，每行只计一次 |

    Full-width signs `（ ） ， “ ” ＋ －` are read as their ASCII forms, `× ÷ ≤ ≥ ≠` as operators. 全角符号同半角。

    ## Missing values

    Missing is never zero. An operator or function with a missing operand gives a missing result, for the
    reason of the first missing operand; a division by zero is undefined, which is missing too. The
    exceptions are `AND` and `OR` (one FALSE or one TRUE decides), `IF` (only the branch taken counts),
    `IFERROR`, `ISBLANK`, the counts `COUNT`, `COUNTA` and `COUNTBLANK`, and the weighted measures, which
    leave rows without a value out. 缺失不等于零：操作数缺失，结果即缺失。

    A criterion is written as in Excel: `"一年级"`, `">=46"`, `"<>民办"`, `"三*"`, a number, a field, or
    `">"&标准`. Letter case does not matter; `?` is one character, `*` any run, `~` before them takes them
    literally. `"="` asks for missing values, `"<>"` for present ones. A row matches when all criteria hold
    and is out as soon as one definitely fails; when neither is certain, because a value is missing, the
    result is missing. In a sum such a row does not matter where its value is zero.

    ## Types and units

    `+`, `-`, comparisons and the arguments of `SUM`, `AVERAGE`, `MIN`, `MAX` need one unit: ㎡ + 元 is a
    mistake. Constants take the unit beside them; `*` and `/` give a number of unknown unit, which goes
    with any. Texts and yes/no values compare with `=` and `<>` only. Two dates subtract to days.
    A tolerance is written out: `ABS(a-b)<=0.01`.

    """
}

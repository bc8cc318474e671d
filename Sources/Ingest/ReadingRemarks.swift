// SPDX-License-Identifier: Apache-2.0
// ReadingRemarks: the warnings of the readers in Chinese, for findings.

/// Turns a reader's warning, one English sentence, into Chinese.
package enum ReadingRemarks {
  /// What the readers say and how an officer would say it, and whether data may have suffered.
  private static let remarks: [(english: String, chinese: String, isHarmless: Bool)] = [
    ("characters that cannot be decoded, now U+FFFD", "有无法解码的字符，已替换为�", false),
    ("byte sequences are not", "处字节不符合编码", false),
    ("merged ranges that cannot be read", "有无法读取的合并区域", true),
    (CellOrder.repetition, "同一单元格出现多次，以后一次为准", false),
    ("cells that name another row than the one they stand in", "有单元格标注的行号与所在行不同", true),
    ("formulas without a stored result, read as missing", "有公式没有保存计算结果，按缺失处理", true),
    (CellDecoder.badNumber, "有无法读取的数字，按文本保留", false),
    (CellDecoder.badString, "有单元格引用了不存在的文本", false),
    (CellDecoder.badType, "有类型不明的单元格，按文本保留", false),
    (CSVLines.openQuote, "引号没有配对，或隔很多行才配对", false),
    ("cells whose value does not fit their type are kept as text", "有与类型不符的值，按文本保留", false),
    ("cells whose value cannot be read are kept as text", "有无法读取的值，按文本保留", false),
    ("cells whose number is none are read as errors", "有无效的数字，按错误值读取", false),
    ("cells with an unknown error are read as #VALUE!", "有不明的错误值，按 #VALUE! 读取", true),
    ("records that are too short to hold a cell", "有残缺的单元格记录", false),
    ("numbers that are not finite, now #NUM!", "有无效的数字，已按 #NUM! 读取", false),
    (
      "formulas that hold 0 and were to be calculated on opening; the 0 may not be their result",
      "有公式的结果为 0 且标记为打开时重算，0 可能不是真实结果", false
    ),
    ("there is no end mark; rows may be missing", "缺少结束标记，可能少行", false),
    (
      "The list of sheets has no end mark; sheets may be missing", "工作表清单缺少结束标记，可能少表", false
    ),
    ("Characters that XML forbids", "有 XML 不允许的字符", false),
    (
      "The web archive ends before its last boundary; parts may be missing", "网页归档文件不完整，可能有缺失",
      false
    ),
    (
      "The page ends inside a table or a tag; its last rows may be missing", "网页在表格中间结束，最后几行可能缺失",
      false
    ),
    (
      "pieces of text outside the cells of the page's tables are left out", "处表格以外的文字未读取", true
    ),
    ("No code page is stated; the texts are read as", "文件未注明代码页，文字按以下编码读取：", false),
    ("holds macros and is left out", "是宏表，未读取", true),
    ("it has no part and is left out", "缺少内容，未读取", false),
    ("it is a macro sheet and is left out", "是宏表，未读取", true),
    (LayoutRemarks.hiddenRows, "隐藏的行里有数据，已照常读取", true),
    (LayoutRemarks.hiddenColumns, "隐藏的列里有数据，已照常读取", true),
    (LayoutRemarks.comments, "有批注，不作为数据读取", true),
    (LayoutRemarks.lostComments, "批注无法读取", true),
    (LayoutRemarks.emptyRows, "已跳过只有格式、没有内容的行", true),
    (LayoutRemarks.veryHidden, "是深度隐藏的工作表（只有程序才能显示），其中有数据", true),
  ]

  /// Words around the remarks.
  private static let words = [
    (", now U+FFFD", "，已替换为�"), ("Shared strings: ", "共享字符串："), ("Sheet \"", "工作表“"),
    ("\": ", "”："), (" and ", "，另有 "), (" more", " 处"), (" times", " 处"), ("row ", "第 "),
  ]

  /// The sentence with every known phrase replaced; names and places stay.
  package static func chinese(_ sentence: String) -> String {
    var text = sentence
    for remark in remarks { text = text.replacing(remark.english, with: remark.chinese) }
    for (english, chinese) in words { text = text.replacing(english, with: chinese) }
    return text.hasSuffix(".") ? text.dropLast() + "。" : text
  }

  /// True where the remark says nothing against any value that was read.
  package static func isHarmless(_ sentence: String) -> Bool {
    remarks.contains { $0.isHarmless && sentence.contains($0.english) }
  }
}

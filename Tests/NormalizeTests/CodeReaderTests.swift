// SPDX-License-Identifier: Apache-2.0
// CodeReaderTests: coded values by code, name and alias.

import DataModel
import Normalize
import Testing

struct CodeReaderTests {
  @Test(arguments: [
    ("任教学科", "语文", "语文"), ("任教学科", " 语 文_", "语文"), ("任教学科", "体育与健康", "体育"), ("任教学科", "数学科", "数学"),
    ("性别", "1", "男"), ("性别", "=2", "女"), ("性别", "１", "男"), ("性别", "1-男", "男"), ("性别", "男（1）", "男"),
    ("性别", "男性", "男"), ("学历", "大专", "专科"), ("任教学科", "語文", "语文"), ("任教学科", "體育", "体育"),
    ("任教学科", "一、语文", "语文"), ("任教学科", "（二）数学", "数学"), ("任教学科", "十二．体育", "体育"),
    ("任教学科", "（1）语文", "语文"), ("任教学科", "A类-语文", "语文"), ("性别", "①男", "男"), ("性别", "A.男", "男"),
    ("性别", "02", "女"), ("学历", "大专/专科", "专科"), ("学历", "专科（大专）", "专科"),
  ])
  func `any way to write a code gives its name`(_ header: String, _ written: String, _ name: String)
  {
    let reading = Reading.teacher(header, written)
    let field = ["任教学科": "subject", "性别": "gender", "学历": "degree"][header] ?? ""
    #expect(reading.values("teachers", field) == [name])
    #expect(reading.findings == [])
  }

  @Test func `the canonical name takes no step and an alias takes one`() {
    #expect(Reading.teacher("学历", "本科").steps("teachers", "degree") == [[]])
    #expect(Reading.teacher("学历", "大专").steps("teachers", "degree") == [["code_alias"]])
  }

  @Test(arguments: [
    ("语言", "语文"), ("不详", ""), ("综合组", ""), ("一语文", "语文"), ("（一语文", "语文"), ("体育课", "体育"),
    ("2-男", ""), ("语文/体育", "语文"), ("语文（体育）", "语文"),
  ])
  func `what the list lacks is a finding with the nearest name`(
    _ written: String, _ suggestion: String
  ) {
    let reading = Reading.teacher("任教学科", written)
    #expect(reading.values("teachers", "subject") == ["?notInCodeList"])
    #expect(reading.findings == ["value-is-in-code-list@A2"])
    #expect(reading.result.findings.first?.suggestion == suggestion)
    #expect(reading.result.findings.first?.facts["list"] == "语文、数学、体育")
  }

  @Test(arguments: ["2男", "3-男", "（2）男", "男（2）", "男/女"])
  func `a code that is another's or nobody's is a finding`(_ written: String) {
    let reading = Reading.teacher("性别", written)
    #expect(reading.values("teachers", "gender") == ["?notInCodeList"])
  }

  @Test func `a code that lost its zeros is found`() {
    let reading = Reading("年级|班号|学生数\n=1|1班|=40\n=7|1班|=40")
    #expect(reading.values("classes", "grade") == ["一年级", "七年级"])
  }
}

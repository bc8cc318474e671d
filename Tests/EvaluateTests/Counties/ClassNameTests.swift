// SPDX-License-Identifier: Apache-2.0
// ClassNameTests: one class, written in many ways.

import Evaluate
import Testing

@Suite struct ClassNameTests {
  @Test(arguments: [
    ("2班", "一年级", "2"), ("２班", "一年级", "2"), ("一（2）班", "一年级", "2"), ("一(二)班", "一年级", "2"),
    ("1（2）班", "一年级", "2"), ("一年级2班", "一年级", "2"), ("1年级（2）班", "一年级", "2"), ("（二）班", "一年级", "2"),
    ("二班", "一年级", "2"), ("第2班", "一年级", "2"), ("一2班", "一年级", "2"), ("1-2", "一年级", "2"),
    ("一 （ 2 ） 班", "一年级", "2"), ("一班", "一年级", "1"), ("1班", "一年级", "1"), ("十二班", "七年级", "12"),
    ("十班", "七年级", "10"), ("二十班", "七年级", "20"), ("七（11）班", "七年级", "11"), ("二十三班", "七年级", "23"),
    ("高一（3）班", "高一", "3"), ("101班", "一年级", "101"), ("A班", "一年级", "a"), ("实验班", "一年级", "实验"),
    ("班", "一年级", "班"), ("", "一年级", ""),
  ]) func `names of one class fold to one`(name: String, grade: String, folded: String) {
    #expect(ClassName.folded(name, grade: grade) == folded)
  }
}

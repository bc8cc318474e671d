// SPDX-License-Identifier: Apache-2.0
// TickedOptionTests: cells that print all options and tick one.

import DataModel
import Normalize
import Testing

struct TickedOptionTests {
  private func subject(_ written: String) -> Reading { Reading.teacher("性别", written) }

  @Test(arguments: ["☑女 □男", "□男 ☑女", "男□ 女☑", "男□女√", "■女  □男", "□男\\n☑女"])
  func `the ticked option is the value`(_ written: String) {
    #expect(subject(written).values("teachers", "gender") == ["女"])
  }

  @Test(arguments: ["□女 □男", "☑女 ☑男", "☑ □男"])
  func `none or several ticked are no value`(_ written: String) {
    let reading = subject(written)
    #expect(reading.values("teachers", "gender") == ["?notInCodeList"])
    #expect(reading.findings.first?.hasPrefix("value-is-in-code-list") == true)
  }
}

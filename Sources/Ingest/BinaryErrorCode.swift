// SPDX-License-Identifier: Apache-2.0
// BinaryErrorCode: the text of an error that a cell keeps as one byte ([MS-XLSB] BErr, [MS-XLS] BErr).

/// Errors by their number.
enum BinaryErrorCode {
  /// As Excel prints it; nil for a number that stands for no error.
  static func text(_ code: UInt8) -> String? {
    switch code {
    case 0x00: "#NULL!"
    case 0x07: "#DIV/0!"
    case 0x0F: "#VALUE!"
    case 0x17: "#REF!"
    case 0x1D: "#NAME?"
    case 0x24: "#NUM!"
    case 0x2A: "#N/A"
    case 0x2B: "#GETTING_DATA"
    case 0x2C: "#SPILL!"
    case 0x2D: "#CONNECT!"
    case 0x2E: "#BLOCKED!"
    case 0x2F: "#UNKNOWN!"
    case 0x30: "#FIELD!"
    case 0x31: "#CALC!"
    default: nil
    }
  }
}

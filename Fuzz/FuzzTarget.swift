// SPDX-License-Identifier: Apache-2.0
// FuzzTarget: the things that can be fuzzed.

/// A way to read any bytes at all.
struct FuzzTarget: Sendable {
  /// As on the command line of Scripts/fuzz.
  var name: String
  /// Bytes of the longest input.
  var longest = 64 << 10
  /// A file in Fuzz/Dictionaries, without its ending.
  var dictionary: String?
  /// Ends the process when something does not hold.
  var run: @Sendable ([UInt8]) -> Void

  static let all: [FuzzTarget] = [
    zip, xml, xmlPieces, xlsxPart, xlsxSheet, xlsbPart, numberText, numberFormat, xlsFile,
    xlsStream, encryption, ods, flatODS, spreadsheetML, html, mhtml, text, csv, file,
    template,
  ]
}

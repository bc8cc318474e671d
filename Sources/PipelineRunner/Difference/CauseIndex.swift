// SPDX-License-Identifier: Apache-2.0
// CauseIndex: the changes found so far, by what later ones may come from.

import DataModel

/// Looks up changes; each may only come from those before it.
struct CauseIndex {
  private(set) var found: [Change] = []
  private var places: [Place: Int] = [:]
  private var ofSubject: [ChangeSubject: [Int]] = [:]
  private var ofCounty: [String: [Int]] = [:]
  /// Parts of a county that may have moved a 差异系数: `[county, stage, indicator or "stage"]`.
  private var movers: [[String]: [Int]] = [:]
  private var pupilsOfSchool: [String: [Int]] = [:]
  /// Schools that came from another county or went there.
  private var movesOfCounty: [String: [Int]] = [:]
  private var files: [String: Int] = [:]
  private var filesOfSchool: [String: [Int]] = [:]
  private var filesOfCounty: [String: [Int]] = [:]
  private var correctionsOfFile: [String: [Int]] = [:]
  private var correctionsOfSchool: [String: [Int]] = [:]

  /// The input by which what belongs to a whole school is split.
  static let pupils = "pupils"
  /// In place of a column: the school, or its part, is in one of the runs only.
  static let wholeSchool = "school"
  static let schoolPart = "stage"
  static let countyOfSchool = "county_code"

  private struct Place: Hashable {
    var thing: ChangedThing
    var subject: ChangeSubject
    var item: String
  }

  mutating func add(_ change: Change) {
    let number = found.count
    let subject = change.subject
    places[Place(thing: change.thing, subject: subject, item: change.item)] = number
    ofSubject[subject, default: []].append(number)
    ofCounty[subject.countyCode, default: []].append(number)
    switch change.thing {
    case .value where change.item == Self.pupils:
      pupilsOfSchool[subject.schoolCode, default: []].append(number)
    case .indicator:
      movers[[subject.countyCode, subject.stage, change.item], default: []].append(number)
    case .school where change.item == Self.schoolPart:
      movers[[subject.countyCode, subject.stage, Self.schoolPart], default: []].append(number)
    case .school where change.item == Self.countyOfSchool:
      for state in [change.before, change.after] {
        movesOfCounty[state?.value ?? "", default: []].append(number)
      }
    case .submission: addFile(change, number)
    case .correction:
      for place in change.placesAfter + change.placesBefore {
        correctionsOfFile[place.file, default: []].append(number)
      }
      correctionsOfSchool[subject.schoolCode, default: []].append(number)
    default: break
    }
    found.append(change)
  }

  /// A file with other bytes may change values; one that was only moved or judged anew may not.
  private mutating func addFile(_ change: Change, _ number: Int) {
    guard change.before?.value != change.after?.value else { return }
    files[change.item] = number
    let subject = change.subject
    if subject.schoolCode.isEmpty {
      filesOfCounty[subject.countyCode, default: []].append(number)
    } else {
      filesOfSchool[subject.schoolCode, default: []].append(number)
    }
  }

  // MARK: - Looking up

  func change(_ thing: ChangedThing, _ subject: ChangeSubject, _ item: String) -> Int? {
    places[Place(thing: thing, subject: subject, item: item)]
  }

  /// The changes of a kind about exactly this subject.
  func changes(_ thing: ChangedThing, of subject: ChangeSubject) -> [Int] {
    (ofSubject[subject] ?? []).filter { found[$0].thing == thing }
  }

  /// All changes about a county, its schools and their parts.
  func changes(inCounty code: String) -> [Int] { ofCounty[code] ?? [] }

  func changesOfPupils(ofSchool code: String) -> [Int] { pupilsOfSchool[code] ?? [] }

  /// Schools that joined or left the county.
  func moves(ofCounty code: String) -> [Int] { movesOfCounty[code] ?? [] }

  /// Parts of the county with another value of the indicator, or that came or went.
  func movers(_ subject: ChangeSubject, _ indicator: String) -> [Int] {
    [indicator, Self.schoolPart].flatMap {
      movers[[subject.countyCode, subject.stage, $0]] ?? []
    }
  }

  /// The changed files among these paths, each once.
  func changedFiles(_ paths: [String]) -> [Int] {
    unique(paths.compactMap { files[$0] })
  }

  func changedFiles(ofSchool code: String) -> [Int] { filesOfSchool[code] ?? [] }

  /// The changed files of a school; where it has none of its own, those of its county.
  func changedFiles(of subject: ChangeSubject) -> [Int] {
    filesOfSchool[subject.schoolCode] ?? filesOfCounty[subject.countyCode] ?? []
  }

  /// Corrections of cells that are among these places.
  func corrections(at places: [ChangePlace]) -> [Int] {
    unique(
      places.flatMap { place -> [Int] in
        guard let range = CellRange(place.cell) else { return [] }
        return (correctionsOfFile[place.file] ?? []).filter { number in
          (found[number].placesAfter + found[number].placesBefore).contains { corrected in
            corrected.file == place.file && corrected.sheet == place.sheet
              && CellReference(corrected.cell).map(range.contains) == true
          }
        }
      })
  }

  /// Corrections that may have had a hand in what is read from these files, or of this school.
  func corrections(ofSchool code: String, files: [String]) -> [Int] {
    let own = code.isEmpty ? [] : correctionsOfSchool[code] ?? []
    return unique(own + files.flatMap { correctionsOfFile[$0] ?? [] })
  }

  func settings(_ items: [String]) -> [Int] {
    items.compactMap { change(.setting, ChangeSubject(), $0) }
  }

  /// What remains where no input explains a change.
  var rulesOfTheRun: [Int] {
    settings(["pipeline", "tool", "year", "roster", "corrections", "previous"])
  }

  private func unique(_ numbers: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return numbers.filter { seen.insert($0).inserted }
  }
}

// SPDX-License-Identifier: Apache-2.0
// InflateStream: one archive member, decompressed piece by piece.

internal import Synchronization

/// How many bytes the members of one archive may still grow to; shared by all its streams.
///
/// Streams of one archive may run side by side, so it is locked; they ask once per piece.
final class InflateBudget: Sendable {
  private let remaining: Mutex<Int>
  let total: Int

  init(total: Int) {
    self.total = total
    remaining = Mutex(total)
  }

  /// Takes `count` from the budget; false when it is used up.
  func take(_ count: Int) -> Bool {
    remaining.withLock { remaining in
      guard count <= remaining else { return false }
      remaining -= count
      return true
    }
  }
}

/// What a stream may produce before it is stopped.
struct InflateLimits {
  var partBytes: Int
  var ratio: Int
  var ratioFloor: Int
}

/// One archive member, decompressed in pieces and checked against its CRC-32 at the end.
///
/// Called once per piece, so the cost of a class does not matter. One owner at a time.
package final class InflateStream {
  private static let inputPiece = 64 * 1024
  /// As large as stays in a core's own cache.
  static let pieceSize = 256 * 1024

  private let content: FileContent
  private let entry: ZipEntry
  private let limits: InflateLimits
  private let budget: InflateBudget
  private let inflater: (any Inflater)?
  /// Where the next compressed bytes are in the file, and where they end.
  private var position: Int
  private let end: Int
  private let input: UnsafeMutableRawBufferPointer
  private var pending: UnsafeRawBufferPointer
  private var checksum: UInt32 = 0
  private var produced = 0
  private var isFinished = false

  init(
    content: FileContent, entry: ZipEntry, range: Range<Int>, limits: InflateLimits,
    budget: InflateBudget, engine: InflateEngine
  ) throws(ZipError) {
    self.content = content
    self.entry = entry
    self.limits = limits
    self.budget = budget
    position = range.lowerBound
    end = range.upperBound
    inflater = entry.method == 8 ? engine.makeInflater() : nil
    input = .allocate(
      byteCount: entry.method == 8 ? max(1, min(Self.inputPiece, range.count)) : 0, alignment: 16)
    pending = UnsafeRawBufferPointer(start: nil, count: 0)
    if entry.method == 8, inflater == nil {
      throw .corrupt("the decompressor could not start on \(entry.name)")
    }
  }

  deinit { input.deallocate() }

  /// The size that the archive states; not to be trusted, good for sizing buffers up to a bound.
  package var statedSize: Int { max(0, entry.uncompressedSize) }

  /// The bytes that came out so far.
  var producedBytes: Int { produced }

  /// Fills the front of `target` with the next bytes; 0 when the member is complete and its
  /// checksum right.
  ///
  /// `target` must not be empty.
  package func read(into target: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
    var filled = 0
    while !isFinished, filled < target.count {
      let room = UnsafeMutableRawBufferPointer(rebasing: target[filled...])
      let count = inflater == nil ? try readStored(into: room) : try readDeflated(into: room)
      filled += count
      try account(for: UnsafeRawBufferPointer(rebasing: room[..<count]))
    }
    return filled
  }

  /// Appends the next piece to `buffer`; false when the member is complete and its checksum right.
  package func next(appendingTo buffer: inout [UInt8]) throws(ZipError) -> Bool {
    let piece = try nextPiece(headroom: 0)
    buffer += piece
    return !piece.isEmpty
  }

  /// The next piece, of up to 256 KiB, behind `headroom` bytes without meaning; empty at the end.
  package func nextPiece(headroom: Int) throws(ZipError) -> [UInt8] {
    guard !isFinished else { return [] }
    // One byte more than the stated size lets a small member end within its first piece. A size
    // that proved too small says nothing: little pieces would be searched again and again.
    let left = statedSize - produced
    let isWithin = left >= 0 && left < Self.pieceSize
    let size = isWithin ? max(256, left + 1) : Self.pieceSize
    var failure: ZipError?
    let piece = [UInt8](unsafeUninitializedCapacity: headroom + size) { target, count in
      count = 0
      guard let base = target.baseAddress else { return }
      do throws(ZipError) {
        let filled = try read(
          into: UnsafeMutableRawBufferPointer(start: base + headroom, count: size))
        guard filled > 0 else { return }
        base.initialize(repeating: 0, count: headroom)
        count = headroom + filled
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return piece
  }

  /// Fills `piece` behind its headroom and cuts it to what there was; empty at the end.
  func refill(_ piece: inout [UInt8], headroom: Int) throws(ZipError) {
    var failure: ZipError?
    let filled = piece.withUnsafeMutableBytes { target in
      do throws(ZipError) {
        return try read(into: UnsafeMutableRawBufferPointer(rebasing: target[headroom...]))
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    piece.removeLast(filled == 0 ? piece.count : piece.count - headroom - filled)
  }

  private func account(for bytes: UnsafeRawBufferPointer) throws(ZipError) {
    checksum = InflateEngine.checksum(checksum, bytes)
    produced += bytes.count
    guard produced <= limits.partBytes else {
      throw .limit("bytes in one part", limits.partBytes)
    }
    guard budget.take(bytes.count) else { throw .limit("bytes in all parts", budget.total) }
    if produced > limits.ratioFloor, produced / max(1, entry.compressedSize) > limits.ratio {
      throw .limit("compression ratio", limits.ratio)
    }
    if isFinished, checksum != entry.crc {
      throw .corrupt("checksum of \(entry.name) does not match")
    }
  }

  private func readStored(into target: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
    let wanted = min(target.count, end - position)
    let count = content.read(
      at: position, into: UnsafeMutableRawBufferPointer(rebasing: target[..<wanted]))
    guard count == wanted else { throw .truncated("the data of \(entry.name) end too early") }
    position += count
    isFinished = position >= end
    return count
  }

  private func readDeflated(into target: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
    if pending.isEmpty, position < end {
      let wanted = min(input.count, end - position)
      let count = content.read(
        at: position, into: UnsafeMutableRawBufferPointer(rebasing: input[..<wanted]))
      position = count == wanted ? position + count : end
      pending = UnsafeRawBufferPointer(rebasing: input[..<count])
    }
    guard let step = inflater?.step(pending, into: target) else { return 0 }
    // With damaged data the counts mean nothing.
    guard step.outcome != .isDamaged, (0...pending.count).contains(step.consumed),
      (0...target.count).contains(step.produced)
    else { throw .corrupt("the compressed data of \(entry.name) are damaged") }
    pending = UnsafeRawBufferPointer(rebasing: pending[step.consumed...])
    switch step.outcome {
    case .isDamaged, .isComplete: isFinished = true
    case .goesOn:
      guard step.produced > 0 || step.consumed > 0 || position < end else {
        throw .truncated("the data of \(entry.name) end too early")
      }
    }
    return step.produced
  }
}

// SPDX-License-Identifier: Apache-2.0
// ReadAhead: decompresses on a thread of its own while the pieces before are being read.

internal import Glibc

/// The pieces of a stream, a few of them made in advance.
///
/// For one large member on a machine with a core to spare; a thread of the system, because its work
/// neither suspends nor may hold up the tasks of others. Ends with its owner: the thread stops at the
/// next piece.
final class ReadAhead {
  private let shared: SharedPieces

  init(_ stream: InflateStream, headroom: Int) {
    shared = SharedPieces(stream, headroom: headroom)
    shared.start()
  }

  deinit { shared.stop() }

  /// Replaces `piece` by the next one behind its headroom, empty at the end; its memory is used again.
  func next(recycling piece: inout [UInt8]) throws(ZipError) {
    let old = consume piece
    piece = []
    piece = try shared.take(returning: old)
  }
}

/// What the two threads share, under one lock.
private final class SharedPieces: @unchecked Sendable {
  /// Pieces made in advance: enough to even out, little enough to stay in the cache.
  private static let depth = 8

  private let stream: InflateStream
  private let headroom: Int
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var pieces: [[UInt8]] = []
  /// Pieces that were read, to be filled again.
  private var spares: [[UInt8]] = []
  private var failure: ZipError?
  private var isAtEnd = false
  private var isStopped = false

  init(_ stream: InflateStream, headroom: Int) {
    self.stream = stream
    self.headroom = headroom
    lock.initialize(to: pthread_mutex_t())
    changed.initialize(to: pthread_cond_t())
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  /// Starts the thread; where the system gives none, pieces are made as they are taken.
  func start() {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<SharedPieces>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard status != 0 else {
      pthread_detach(thread)
      return
    }
    context.release()
    hasThread = false
  }

  private var hasThread = true

  func stop() {
    pthread_mutex_lock(lock)
    isStopped = true
    pthread_cond_signal(changed)
    pthread_mutex_unlock(lock)
  }

  private func run() {
    var piece: [UInt8] = []
    while true {
      var failed: ZipError?
      do throws(ZipError) {
        if piece.count == headroom + InflateStream.pieceSize {
          try stream.refill(&piece, headroom: headroom)
        } else {
          piece = try stream.nextPiece(headroom: headroom)
        }
      } catch {
        failed = error
        piece = []
      }
      pthread_mutex_lock(lock)
      while pieces.count >= Self.depth, !isStopped { pthread_cond_wait(changed, lock) }
      isAtEnd = piece.isEmpty
      failure = failed
      if !piece.isEmpty { pieces.append(piece) }
      piece = spares.popLast() ?? []
      let isOver = isAtEnd || isStopped
      pthread_cond_signal(changed)
      pthread_mutex_unlock(lock)
      if isOver { return }
    }
  }

  func take(returning spare: consuming [UInt8]) throws(ZipError) -> [UInt8] {
    guard hasThread else { return try stream.nextPiece(headroom: headroom) }
    pthread_mutex_lock(lock)
    if spare.count == headroom + InflateStream.pieceSize { spares.append(spare) }
    spare = []
    while pieces.isEmpty, !isAtEnd { pthread_cond_wait(changed, lock) }
    let piece = pieces.isEmpty ? [] : pieces.removeFirst()
    let failed = piece.isEmpty ? failure : nil
    pthread_cond_signal(changed)
    pthread_mutex_unlock(lock)
    if let failed { throw failed }
    return piece
  }
}

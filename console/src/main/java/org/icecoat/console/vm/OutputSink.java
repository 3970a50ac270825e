package org.icecoat.console.vm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.command.Session;
import org.icecoat.console.text.Sizes;
import org.icecoat.wire.types.OutputType;

/** Where an application's output goes: as it is to a stream, or as JSON. */
final class OutputSink implements AutoCloseable {
  private final Session session;
  private final OutputStream bytes;
  private final boolean toFile;
  private final boolean pieces;
  private long offset;
  private OutputType last;

  private OutputSink(Session session, OutputStream bytes, boolean toFile, boolean pieces) {
    this.session = session;
    this.bytes = bytes;
    this.toFile = toFile;
    this.pieces = pieces;
  }

  /**
   * @param follow with JSON, whether each piece becomes a line
   */
  static OutputSink of(Session session, Optional<Path> file, boolean follow) throws IOException {
    if (file.isPresent()) {
      Path path = session.surroundings().place().folder().resolve(file.get());
      return new OutputSink(session, Files.newOutputStream(path), true, false);
    }
    boolean json = session.output().json();
    OutputStream to = json ? new ByteArrayOutputStream() : session.output().raw();
    return new OutputSink(session, to, false, json && follow);
  }

  /** Exactly one of {@code text} (if it is UTF-8) and {@code base64} is there. */
  record Piece(
      String stream, long offset, String text, String base64, boolean complete, boolean truncated) {

    static Piece of(OutputType wire, long offset, byte[] content) {
      Optional<String> text = text(content);
      return new Piece(
          wire.getStream().value(),
          offset,
          text.orElse(null),
          text.isPresent() ? null : Base64.getEncoder().encodeToString(content),
          wire.isComplete(),
          wire.isTruncated());
    }

    private static Optional<String> text(byte[] content) {
      try {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
      } catch (CharacterCodingException e) {
        return Optional.empty();
      }
    }
  }

  /** How many bytes have been taken. */
  long offset() {
    return offset;
  }

  void take(OutputType piece) throws IOException {
    if (pieces) {
      Piece view = Piece.of(piece, offset, piece.getContent());
      session.output().item(view, List::of);
    } else {
      bytes.write(piece.getContent());
      bytes.flush();
    }
    offset += piece.getContent().length;
    last = piece;
  }

  /** Says what is left to say. */
  void finish() {
    if (bytes instanceof ByteArrayOutputStream whole && !pieces) {
      session.output().show(Piece.of(last, 0, whole.toByteArray()), List::of);
    }
    if (session.output().json()) {
      return;
    }
    if (last.isTruncated()) {
      session.output().remark("The application printed more than is kept; the rest is lost");
    }
    if (toFile) {
      session.output().remark(Sizes.bytes(offset) + " written");
    }
  }

  @Override
  public void close() throws IOException {
    if (toFile) {
      bytes.close();
    } else {
      bytes.flush();
    }
  }
}

package org.icecoat.testbed.bench.property;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLSocket;

/**
 * One keep-alive connection over which the same request is sent again and again. The least that
 * HTTP needs, so that the client costs little and the same for every server.
 */
final class Exchange implements AutoCloseable {
  private static final int LONGEST_LINE = 8192;

  private final SSLSocket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] line = new byte[LONGEST_LINE];

  Exchange(SSLSocket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), 16384);
    this.out = socket.getOutputStream();
  }

  /**
   * Sends the request and reads the whole answer.
   *
   * @return its body
   * @throws IOException if the answer is not 200
   */
  String call(byte[] request) throws IOException {
    out.write(request);
    out.flush();
    String status = line();
    int length = -1;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.endsWith("chunked");
      }
    }
    String body = chunked ? chunks() : body(length);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("The answer is not 200 but " + status + " " + body);
    }
    return body;
  }

  private String chunks() throws IOException {
    StringBuilder text = new StringBuilder();
    int length;
    do {
      length = Integer.parseInt(line(), 16);
      text.append(body(length));
      line();
    } while (length > 0);
    return text.toString();
  }

  private String body(int length) throws IOException {
    if (length < 0) {
      throw new IOException("The answer has no length");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The answer ends early");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    int count = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || count == LONGEST_LINE) {
        throw new EOFException("The answer's head ends early or is too long");
      }
      line[count++] = (byte) next;
    }
    int end = count > 0 && line[count - 1] == '\r' ? count - 1 : count;
    return new String(line, 0, end, StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package org.icecoat.testbed.bench.property;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.bench.harness.WorkerProcess;
import org.icecoat.testbed.command.Folders;

/**
 * What one client process sends, and what must come back.
 *
 * @param port on this machine
 * @param pem the client's certificate, its key and the authority
 * @param request the HTTP message
 * @param expected what each answer's body must contain
 */
record Load(int port, List<Path> pem, String request, String expected) {
  /** A SOAP 1.1 message in one HTTP request. */
  static String soap(String path, int port, String action, String envelope) {
    return "POST %s HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: text/xml; charset=UTF-8\r\n"
            .formatted(path, port)
        + "SOAPAction: \"%s\"\r\nContent-Length: %d\r\n\r\n"
            .formatted(action, envelope.getBytes(StandardCharsets.UTF_8).length)
        + envelope;
  }

  /**
   * Starts the client process; each of its rounds gives calls a second.
   *
   * @param file where the request goes
   */
  WorkerProcess start(Path file, int connections, double seconds, Path log) {
    Folders.io("write", file, () -> Files.writeString(file, request));
    List<String> arguments =
        List.of(
            String.valueOf(port),
            pem.get(0).toString(),
            pem.get(1).toString(),
            pem.get(2).toString(),
            file.toString(),
            expected,
            String.valueOf(connections),
            String.valueOf(seconds));
    return WorkerProcess.start(LoadClient.class, List.of(), arguments, log);
  }
}

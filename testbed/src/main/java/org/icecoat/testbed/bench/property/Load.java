package org.icecoat.testbed.bench.property;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.bench.harness.WorkerProcess;
import org.icecoat.testbed.command.Folders;

/**
 * What one client process sends, and what must come back.
 *
 * @param request the HTTP message
 * @param expected what each answer's body must contain
 */
record Load(Target target, Client client, String request, String expected) {
  /**
   * Starts the client process; each of its rounds gives calls a second.
   *
   * @param file where the request goes
   * @param warmUp calls before the process says that it is ready
   */
  WorkerProcess start(Path file, int connections, double seconds, int warmUp, Path log) {
    Folders.io("write", file, () -> Files.writeString(file, request));
    List<String> arguments =
        List.of(
            target.host(),
            String.valueOf(target.port()),
            client.certificate().toString(),
            client.key().toString(),
            client.authority().toString(),
            file.toString(),
            expected,
            String.valueOf(connections),
            String.valueOf(seconds),
            String.valueOf(warmUp));
    return WorkerProcess.start(LoadClient.class, List.of(), arguments, log);
  }
}

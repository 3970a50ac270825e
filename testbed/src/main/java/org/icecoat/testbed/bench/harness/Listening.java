package org.icecoat.testbed.bench.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.icecoat.testbed.command.Patience;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.icecoat.testbed.host.Spawned;

/** Waits for servers. */
public final class Listening {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private Listening() {}

  /**
   * Waits until it takes connections.
   *
   * @throws TestbedException {@code COMMAND_FAILED} with its last words if it ends before
   */
  public static void await(Spawned server, InetAddress address, int port) {
    Patience.until(
        server.name() + " listens",
        LIMIT,
        () -> {
          if (!server.isAlive()) {
            throw new TestbedException(
                TestbedFault.COMMAND_FAILED,
                server.name() + " did not start: " + server.lastWords());
          }
          return takesConnections(address, port);
        });
  }

  private static boolean takesConnections(InetAddress address, int port) {
    try (Socket socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}

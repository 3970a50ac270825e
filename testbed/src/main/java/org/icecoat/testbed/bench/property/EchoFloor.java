package org.icecoat.testbed.bench.property;

import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.bench.harness.Ground;
import org.icecoat.testbed.bench.harness.WorkerProcess;
import org.icecoat.testbed.pki.Credential;

/** The no-op echo in a process of its own. */
final class EchoFloor {
  private static final String ENVELOPE =
      "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
          + "<e:echo xmlns:e=\""
          + Echo.NAMESPACE
          + "\">Running</e:echo></soap:Body></soap:Envelope>";

  private EchoFloor() {}

  static WorkerProcess start(Ground ground, int port, Credential host, Path authority) {
    List<String> arguments =
        List.of(
            String.valueOf(port),
            host.certificate().toString(),
            host.key().toString(),
            authority.toString());
    return WorkerProcess.start(EchoServer.class, List.of(), arguments, ground.log("echo-server"));
  }

  static Load load(int port, List<Path> pem) {
    String request = Load.soap(EchoServer.PATH, port, "", ENVELOPE);
    return new Load(port, pem, request, "Running</");
  }
}

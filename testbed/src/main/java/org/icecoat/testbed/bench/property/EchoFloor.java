package org.icecoat.testbed.bench.property;

import java.util.List;
import java.util.Map;
import org.icecoat.testbed.bench.harness.BenchGrid;
import org.icecoat.testbed.bench.harness.Listening;
import org.icecoat.testbed.bench.harness.WorkerProcess;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.pki.Credential;

/** The no-op echo in a process of its own, beside the factory. */
final class EchoFloor {
  private static final int PORT = 9443;
  private static final String ENVELOPE =
      """
      <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>\
      <e:echo xmlns:e="%s">Requested</e:echo></soap:Body></soap:Envelope>"""
          .formatted(Echo.NAMESPACE);

  private EchoFloor() {}

  /** Starts the server on the grid's front, and says what a client sends it. */
  static Load start(Grid grid, Client client) {
    Host front = grid.bed().front();
    Credential host = grid.pki().host("echo.grid.test", List.of(), List.of(front.address()));
    List<String> words =
        WorkerProcess.words(
            EchoServer.class,
            List.of(BenchGrid.HEAP),
            List.of(
                front.address().getHostAddress(),
                String.valueOf(PORT),
                host.certificate().toString(),
                host.key().toString(),
                grid.pki().authorityCertificate().toString()));
    Listening.await(front.spawn("echo", words, Map.of()), front.address(), PORT);
    Target target = new Target(front.address().getHostAddress(), PORT, EchoServer.PATH);
    return new Load(target, client, target.soap("", ENVELOPE), "Requested</");
  }
}

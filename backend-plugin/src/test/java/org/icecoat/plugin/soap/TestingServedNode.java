package org.icecoat.plugin.soap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.icecoat.plugin.RunningNode;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.icecoat.plugin.simulated.SimulatedVmm;
import org.icecoat.plugin.simulated.SimulationScript;
import org.icecoat.service.configuration.ConfigurationFile;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.slf4j.LoggerFactory;

/** A node from its configuration file, over mutual TLS, with a simulated monitor. */
final class TestingServedNode implements AutoCloseable {
  private final Path folder;
  private final TestingGrid grid;
  private final GridTrust trust;
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private final RunningNode node;
  private int credentials;

  TestingServedNode(Path folder) throws IOException {
    this.folder = folder;
    this.grid = TestingGrid.create(folder, Clock.systemUTC());
    this.trust = GridTrust.open(TrustAnchors.in(grid.certificates()), Clock.systemUTC());
    TestingCredential host = grid.host("node1", "localhost");
    host.writeCertificate(folder.resolve("hostcert.pem"));
    host.writeKey(folder.resolve("hostkey.pem"));
    this.node = started();
  }

  private RunningNode started() throws IOException {
    Logger logger = (Logger) LoggerFactory.getLogger(RunningNode.class);
    logger.addAppender(said);
    said.start();
    try {
      return RunningNode.start(
          configuration(),
          folder.resolve("node.yaml"),
          Clock.systemUTC(),
          (settings, scheduler) ->
              new SimulatedVmm(new SimulationScript(), SimulatedApplication.endingAtOnce()));
    } finally {
      logger.detachAppender(said);
    }
  }

  /** What the node's log warns of at its start. */
  List<String> warnings() {
    return said.list.stream()
        .filter(line -> line.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private PluginConfiguration configuration() throws IOException {
    Files.writeString(folder.resolve("globins.img"), "data");
    Files.writeString(
        folder.resolve("policy.yaml"),
        """
        rules:
        - {datasets: [globins], owners: ['CN=Alice,O=Testing Grid,C=XX']}
        - {datasets: [globins], vos: [/biomed/analysis]}
        """);
    Path file = folder.resolve("node.yaml");
    Files.writeString(
        file,
        """
        name: node1
        server: {host: localhost, port: 0, certificate: hostcert.pem, key: hostkey.pem}
        trust: {directory: %s}
        factory:
          dn: "CN=factory,O=Testing Grid,C=XX"
          others: ["CN=factory2,O=Testing Grid,C=XX"]
          events: "https://localhost:1/node-events"
        folder: node
        capacity: {cpus: 4, memory-mib: 1024, disk-mib: 1024}
        datasets: [{name: globins, disk: globins.img}]
        policy: policy.yaml
        libvirt: {run-folder: run}
        """
            .formatted(grid.certificates()));
    return ConfigurationFile.read(file, PluginConfiguration.class);
  }

  URI address() {
    return URI.create(node.address());
  }

  TestingGrid grid() {
    return grid;
  }

  /** What the node keeps of its VMs. */
  Path kept() {
    return folder.resolve("node");
  }

  /** What someone calls with, by a proxy if the credential is one. */
  TlsMaterial tls(TestingCredential credential) {
    Path file = folder.resolve("credential-" + credentials++ + ".pem");
    return new TlsMaterial(PemKeys.ofProxy(credential.writeProxy(file)), trust.forClients());
  }

  @Override
  public void close() {
    node.close();
    trust.close();
  }
}

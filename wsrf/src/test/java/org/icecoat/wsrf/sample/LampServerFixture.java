package org.icecoat.wsrf.sample;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.pki.TestingCa;
import org.icecoat.wsrf.pki.TestingIdentity;
import org.icecoat.wsrf.sample.wire.Lamp;
import org.icecoat.wsrf.server.ServerSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A server with lamps, a client with a certificate, for all tests of a class. */
public abstract class LampServerFixture {
  public static final String ALICE = "CN=Alice";
  public static final String BOB = "CN=Bob";
  protected static TestingCa ca;
  protected static TestingIdentity alice;
  protected static TestingIdentity bob;
  protected static TestingLampServer server;
  protected static Ports ports;
  protected static Ports bobsPorts;

  /** Each call that any client made: path, operation, outcome. */
  protected static final List<String> CALLED = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    ca = new TestingCa("Sample CA");
    alice = ca.issue(ALICE);
    bob = ca.issue(BOB);
    TestingIdentity host = ca.issue("CN=localhost", "localhost", "127.0.0.1");
    server =
        new TestingLampServer(
            ServerSettings.of("localhost", 0, host.tls())
                .withThreads(16)
                .observedBy((path, name, how, took) -> CALLED.add(path + " " + name + " " + how)));
    ports = new Ports(ClientSettings.of(alice.tls()));
    bobsPorts = new Ports(ClientSettings.of(bob.tls()));
  }

  @AfterAll
  static void stop() {
    ports.close();
    bobsPorts.close();
    server.close();
  }

  protected static Lamp lamp(String id) {
    return ports.port(TestingLampServer.CONTRACT, java.net.URI.create(server.lamp() + "/" + id));
  }
}

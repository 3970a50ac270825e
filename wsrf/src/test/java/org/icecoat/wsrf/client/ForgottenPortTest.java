package org.icecoat.wsrf.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URI;
import org.apache.cxf.endpoint.ClientImpl;
import org.icecoat.wsrf.pki.TestingCa;
import org.icecoat.wsrf.sample.TestingLampServer;
import org.junit.jupiter.api.Test;

/** CXF ends the client of a proxy that the garbage collector finds, on a thread of its own. */
class ForgottenPortTest {
  @Test
  void a_port_that_nobody_holds_is_ended_by_close_alone() throws Exception {
    TestingCa ca = new TestingCa("Sample CA");
    try (Ports ports = new Ports(ClientSettings.of(ca.issue("CN=Alice").tls()))) {
      ports.port(TestingLampServer.CONTRACT, URI.create("https://localhost:1/lamp"));
      collectGarbage();
      assertThat(ports.clients())
          .singleElement()
          .satisfies(client -> assertThat(((ClientImpl) client).getBus()).isNotNull());
    }
  }

  @Test
  void a_port_that_is_ended_leaves_nothing_behind_and_others_go_on() throws Exception {
    TestingCa ca = new TestingCa("Sample CA");
    try (Ports ports = new Ports(ClientSettings.of(ca.issue("CN=Alice").tls()))) {
      ports.port(TestingLampServer.CONTRACT, URI.create("https://localhost:1/lamp"));
      ports.end(ports.port(TestingLampServer.CONTRACT, URI.create("https://localhost:2/lamp")));
      assertThat(ports.clients())
          .singleElement()
          .satisfies(
              client -> {
                assertThat(((ClientImpl) client).getBus()).isNotNull();
                assertThat(client.getEndpoint().getEndpointInfo().getAddress()).contains(":1/");
              });
    }
  }

  private static void collectGarbage() {
    WeakReference<Object> forgotten = new WeakReference<>(new Object());
    while (forgotten.get() != null) {
      System.gc();
    }
    System.runFinalization();
  }
}

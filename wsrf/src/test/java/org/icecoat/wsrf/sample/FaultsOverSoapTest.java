package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import org.icecoat.wsrf.client.CallFailedException;
import org.icecoat.wsrf.client.CallFailedException.Reason;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.pki.TestingCa;
import org.icecoat.wsrf.pki.TestingIdentity;
import org.icecoat.wsrf.sample.wire.BrokenFault;
import org.icecoat.wsrf.sample.wire.Lamp;
import org.icecoat.wsrf.server.ServerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsOverSoapTest extends LampServerFixture {
  private static Lamp port(Ports client) {
    return client.port(TestingLampServer.CONTRACT, server.lamp());
  }

  @Test
  void a_modules_own_exception_becomes_its_declared_fault() {
    BrokenFault fault =
        catchThrowableOfType(BrokenFault.class, () -> port(ports)._break("translated"));
    assertThat(fault.getFaultInfo().getPart()).isEqualTo("the bulb");
    assertThat(fault.getFaultInfo().getErrorCode().getDialect()).isEqualTo(TestingLampServer.NS);
    assertThat(fault.getFaultInfo().getTimestamp()).isNotNull();
  }

  @Test
  void what_was_not_foreseen_shows_nothing_of_the_inside() {
    Throwable unknown = catchThrowable(() -> port(ports)._break("unknown"));
    assertThat(unknown).isInstanceOf(CallFailedException.class).hasMessageContaining("log");
    assertThat(unknown.getMessage()).doesNotContain("secret").doesNotContain("java");
    assertThat(catchThrowable(() -> port(ports)._break("error")).getMessage())
        .doesNotContain("SELECT");
  }

  @Test
  void an_observer_is_told_of_each_call_and_how_it_ended() {
    CALLED.clear();
    assertThat(port(ports).echo("x")).isEqualTo("x");
    assertThatThrownBy(() -> port(ports)._break("translated")).isInstanceOf(BrokenFault.class);
    assertThatThrownBy(() -> port(ports)._break("unknown")).isInstanceOf(CallFailedException.class);
    assertThat(CALLED)
        .containsExactly("/lamp Echo ANSWERED", "/lamp Break FAULT", "/lamp Break FAILED");
  }

  @Test
  void a_caller_is_judged_again_on_an_open_connection() throws Exception {
    TestingIdentity carol = ca.issue("CN=Carol");
    try (Ports hers = new Ports(ClientSettings.of(carol.tls()))) {
      assertThat(port(hers).echo("before")).isEqualTo("before");
      server.refuse("CN=Carol");
      assertThatThrownBy(() -> port(hers).echo("after"))
          .isInstanceOfSatisfying(
              CallFailedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
          .hasMessage("Your certificate was revoked");
    }
  }

  private static ClientSettings settings(TestingIdentity who, boolean blocking)
      throws GeneralSecurityException, IOException {
    ClientSettings settings = ClientSettings.of(who.tls());
    return blocking ? settings.downloading(1L << 20) : settings;
  }

  @Test
  void a_certificate_of_another_ca_is_not_admitted() throws Exception {
    TestingIdentity eve = new TestingCa("Other CA").issue("CN=Eve");
    TestingIdentity mixed = new TestingIdentity(eve.key(), eve.chain(), alice.trusted());
    try (Ports hers = new Ports(ClientSettings.of(mixed.tls()))) {
      assertThatThrownBy(() -> port(hers).echo("x"))
          .isInstanceOfSatisfying(
              CallFailedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_server_with_another_name_is_not_talked_to(boolean blocking) throws Exception {
    TestingIdentity other = ca.issue("CN=other.example", "other.example");
    try (Ports client = new Ports(settings(alice, blocking));
        TestingLampServer wrong =
            new TestingLampServer(ServerSettings.of("localhost", 0, other.tls()))) {
      Lamp lamp = client.port(TestingLampServer.CONTRACT, wrong.lamp());
      assertThatThrownBy(() -> lamp.echo("x")).hasMessageContaining("other.example");
      URI byAddress = URI.create(server.lamp().toString().replace("localhost", "127.0.0.1"));
      assertThat(client.port(TestingLampServer.CONTRACT, byAddress).echo("x")).isEqualTo("x");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_absent_server_is_unreachable(boolean blocking) throws Exception {
    try (Ports client = new Ports(settings(alice, blocking))) {
      Lamp nobody = client.port(TestingLampServer.CONTRACT, URI.create("https://localhost:1/lamp"));
      assertThatThrownBy(() -> nobody.echo("x"))
          .isInstanceOfSatisfying(
              CallFailedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
    }
  }
}

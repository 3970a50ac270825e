package org.icecoat.console.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.console.testing.WireFaults.described;

import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.failure.Reason;
import org.icecoat.console.testing.TestingFactory;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.InvalidRequestFaultType;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotAuthorizedFaultType;
import org.icecoat.wire.faults.NothingFitsFault;
import org.icecoat.wire.faults.NothingFitsFaultType;
import org.icecoat.wire.faults.QuotaExceededFault;
import org.icecoat.wire.faults.QuotaExceededFaultType;
import org.icecoat.wire.faults.SiteRefusedFault;
import org.icecoat.wire.faults.SiteRefusedFaultType;
import org.icecoat.wire.faults.TokenConflictFault;
import org.icecoat.wire.faults.TokenConflictFaultType;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.types.ReasonType;
import org.icecoat.wire.vm.TrustedVm;
import org.junit.jupiter.api.Test;

class FaultsTest {
  @Test
  void a_refusal_is_its_description() {
    ConsoleException plain =
        plain(
            new NotAuthorizedFault(
                "x", described(new NotAuthorizedFaultType(), "NO", "Ask an administrator")));
    assertThat(plain.fault()).isEqualTo(ConsoleFault.REFUSED);
    assertThat(plain).hasMessage("Ask an administrator");
  }

  @Test
  void an_invalid_request_names_the_field() {
    InvalidRequestFaultType content =
        described(new InvalidRequestFaultType(), "NO", "At most 16 CPUs");
    content.setField("Resources/Cpus");
    assertThat(plain(new InvalidRequestFault("x", content)))
        .hasMessage("At most 16 CPUs (in Resources/Cpus)");
  }

  @Test
  void nothing_fits_has_a_reason_for_each_node() {
    NothingFitsFaultType content = described(new NothingFitsFaultType(), "NO", "No node fits");
    content.getNodeReason().add(TestingFactory.reason("node1"));
    content.getNodeReason().add(TestingFactory.reason("node2"));
    ConsoleException plain = plain(new NothingFitsFault("x", content));
    assertThat(plain.fault()).isEqualTo(ConsoleFault.NOTHING_FITS);
    assertThat(plain.reasons())
        .extracting(Reason::line)
        .containsExactly(
            "node node1: does not hold the dataset (DATASET_ABSENT)",
            "node node2: does not hold the dataset (DATASET_ABSENT)");
  }

  @Test
  void a_site_that_refuses_has_a_reason_for_each_dataset() {
    SiteRefusedFaultType content = described(new SiteRefusedFaultType(), "NO", "Closed to you");
    ReasonType reason = TestingFactory.reason("globins");
    content.getReason().add(reason);
    assertThat(plain(new SiteRefusedFault("x", content)).reasons().get(0).kind())
        .isEqualTo("dataset");
  }

  @Test
  void a_quota_is_told_in_numbers() {
    QuotaExceededFaultType content = described(new QuotaExceededFaultType(), "NO", "Too many VMs");
    content.setQuota("vms");
    content.setLimit(3);
    content.setUsed(2);
    content.setAsked(2);
    assertThat(plain(new QuotaExceededFault("x", content)))
        .hasMessage("Too many VMs (quota vms: 2 of 3 used, 2 more asked for)");
  }

  @Test
  void a_token_that_was_used_says_what_to_do() {
    TokenConflictFaultType content =
        described(new TokenConflictFaultType(), "NO", "The token was used for another request");
    assertThat(plain(new TokenConflictFault("x", content)))
        .hasMessageContaining("leave --token out");
  }

  @Test
  void what_is_unavailable_says_when_to_come_back() {
    UnavailableFaultType content =
        described(new UnavailableFaultType(), "NO", "The store does not answer");
    content.setRetryAfter(Duration.ofSeconds(30));
    ConsoleException plain = plain(new UnavailableFault("x", content));
    assertThat(plain.fault()).isEqualTo(ConsoleFault.UNAVAILABLE);
    assertThat(plain).hasMessage("The store does not answer (try again in 30 s)");
  }

  @Test
  void a_fault_without_a_description_still_says_something() {
    assertThat(plain(new NotAuthorizedFault("x", new NotAuthorizedFaultType())))
        .hasMessage("The service refused: NotAuthorized");
    assertThat(plain(new NotAuthorizedFault("x"))).hasMessageContaining("gave no reason");
  }

  @Test
  void every_declared_fault_of_every_port_type_is_known() throws ReflectiveOperationException {
    Set<Class<?>> faults = new HashSet<>();
    for (Class<?> port :
        List.of(TrustedVmFactory.class, TrustedVm.class, ImageStore.class, Administration.class)) {
      for (Method method : port.getMethods()) {
        faults.addAll(List.of(method.getExceptionTypes()));
      }
    }
    assertThat(faults).hasSizeGreaterThan(15);
    for (Class<?> fault : faults) {
      Exception thrown = (Exception) fault.getConstructor(String.class).newInstance("x");
      assertThat(Faults.plain(thrown)).hasMessageContaining("gave no reason");
    }
  }

  @Test
  void failures_of_the_network_say_what_to_check() {
    assertThat(network(new ConnectException("refused"))).hasMessageContaining("nobody listens");
    assertThat(network(new UnknownHostException("h"))).hasMessageContaining("not known");
    assertThat(network(new HttpTimeoutException("t"))).hasMessageContaining("does not answer");
    assertThat(network(new IOException("reset"))).hasMessageContaining("lost: reset");
  }

  @Test
  void a_refused_credential_asks_for_a_login() {
    ConsoleException plain =
        network(new SSLHandshakeException("Received fatal alert: certificate_unknown"));
    assertThat(plain.fault()).isEqualTo(ConsoleFault.LOGIN_NEEDED);
    assertThat(plain).hasMessageContaining("log in again");
  }

  @Test
  void a_connection_that_does_not_come_about_in_time_is_no_answer() {
    HttpConnectTimeoutException late = new HttpConnectTimeoutException("HTTP connect timed out");
    late.initCause(new ConnectException("HTTP connect timed out"));
    assertThat(network(late)).hasMessageContaining("it does not answer");
    assertThat(network(new ConnectException())).hasMessageContaining("nobody listens there");
  }

  @Test
  void a_server_that_is_not_trusted_says_why() {
    SSLHandshakeException thrown = new SSLHandshakeException("x");
    thrown.initCause(new CertificateException("for other.example, not for localhost"));
    assertThat(network(thrown)).hasMessageContaining("for other.example, not for localhost");
  }

  @Test
  void only_a_lost_connection_may_be_tried_again_at_once() {
    assertThat(ConnectionFaults.connectionLost(network(new ConnectException("r")))).isTrue();
    assertThat(ConnectionFaults.connectionLost(network(new IOException("reset")))).isTrue();
    assertThat(ConnectionFaults.connectionLost(network(new UnknownHostException("h")))).isFalse();
    assertThat(ConnectionFaults.connectionLost(plain(new UnavailableFault("x")))).isFalse();
    assertThat(ConnectionFaults.connectionLost(network(new SSLHandshakeException("alert"))))
        .isFalse();
  }

  @Test
  void anything_else_is_unexpected() {
    assertThat(plain(new IllegalStateException("boom")))
        .hasMessage("The call failed: boom (see --debug)");
  }

  private static ConsoleException network(Exception cause) {
    return plain(new WebServiceException(cause));
  }

  private static ConsoleException plain(Exception thrown) {
    return Faults.plain(thrown);
  }
}

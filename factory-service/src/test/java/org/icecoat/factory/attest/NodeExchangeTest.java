package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeTrustStore.Turn;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.tpm.EkTemplate;
import org.junit.jupiter.api.Test;

/** What a node says is bound to the key with which it serves before and after it says it. */
class NodeExchangeTest {
  private static final NodeAddress NODE =
      new NodeAddress(
          new NodeName("node-1"), URI.create("https://node-1/plugin"), Dn.parse("CN=node-1"));

  private final Serving node = new Serving();
  private final NodeExchange exchange =
      new NodeExchange(
          node,
          new ChallengeBook(Clock.systemUTC(), new SecureRandom(), Duration.ofMinutes(1), 10),
          () -> new Turn(1));

  private NodeExchange.Answer ask() {
    return exchange.ask(NODE, PcrSelection.of(PcrBank.SHA256, 14), ImaFrom.FIRST);
  }

  @Test
  void a_host_that_took_up_another_key_meanwhile_is_asked_again() {
    node.keys.addAll(List.of("old", "new", "new"));
    assertThat(ask().challenge().tlsKey()).isEqualTo(TestingAttester.sha256("new"));
    assertThat(node.asked).isEqualTo(2);
  }

  @Test
  void a_host_that_takes_up_another_key_each_time_is_refused() {
    node.keys.addAll(List.of("a", "b", "c", "d"));
    assertThatThrownBy(this::ask)
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.fault()).isEqualTo(FactoryFault.NODE_UNAVAILABLE))
        .hasMessageContaining("another TLS key each of the 3 times");
    assertThat(node.asked).isEqualTo(3);
  }

  /** A node that answers anything, over keys that a test tells. */
  private static final class Serving implements AttesterClient {
    final Deque<String> keys = new ArrayDeque<>();
    int asked;

    @Override
    public Sha256 tlsKey(NodeAddress node) {
      return TestingAttester.sha256(keys.remove());
    }

    @Override
    public Evidence attest(
        NodeAddress node, Challenge challenge, PcrSelection selection, ImaFrom from) {
      asked++;
      Octets bytes = Octets.of(new byte[] {1});
      return new Evidence(bytes, new SignedAttestation(bytes, bytes), bytes, Evidence.Logs.NONE);
    }

    @Override
    public TpmClaims identify(NodeAddress node) {
      throw new UnsupportedOperationException("Nobody is enrolled here");
    }

    @Override
    public Octets activate(NodeAddress node, EkTemplate template, EncryptedCredential credential) {
      throw new UnsupportedOperationException("Nobody is enrolled here");
    }

    @Override
    public VmTestimony testify(NodeAddress node, Incarnation vm, VmQuestion question) {
      throw new UnsupportedOperationException("Nobody asks about VMs here");
    }
  }
}

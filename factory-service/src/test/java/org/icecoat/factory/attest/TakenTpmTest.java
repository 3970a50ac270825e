package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.trust.EnrolledTpm;
import org.junit.jupiter.api.Test;

/** Two administrators enrol at a time: each has found nothing in the way before the other wrote. */
class TakenTpmTest extends ListedSite {
  private static final NodeName CLONE = new NodeName("node-2");

  private EnrolledTpm tpm(NodeName of, List<Sha256> keys) {
    EnrolledTpm tpm = tpm();
    return new EnrolledTpm(
        of, keys, tpm.proven(), tpm.model(), tpm.attestationKey(), tpm.enrolledAt());
  }

  private static NodeAddress at(NodeName name) {
    return new NodeAddress(name, URI.create("https://other:8443/plugin"), Dn.parse("CN=other"));
  }

  private void isRefused(NodeAddress address, EnrolledTpm tpm, String why) {
    assertThatThrownBy(() -> trust.enrol(address, tpm))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.fault()).isEqualTo(FactoryFault.NOT_TRUSTED))
        .hasMessageContaining(why);
  }

  @Test
  void the_second_node_with_one_tpm_is_refused_and_is_no_node_without_a_tpm() {
    isRefused(at(CLONE), tpm(CLONE, tpm().endorsementKeys()), "its TPM is that of the node node-1");
    assertThat(new NodeStore(database.jdbi()).find(CLONE)).isEmpty();
  }

  @Test
  void the_second_tpm_of_one_node_is_refused_and_changes_nothing() {
    List<Sha256> others = List.of(TestingAttester.sha256("another endorsement key"));
    isRefused(at(NODE.name()), tpm(NODE.name(), others), "another TPM than before");
    assertThat(new NodeStore(database.jdbi()).find(NODE.name()).orElseThrow().address())
        .isEqualTo(NODE);
    assertThat(trust.tpm(NODE.name()).orElseThrow().endorsementKeys())
        .isEqualTo(tpm().endorsementKeys());
  }
}

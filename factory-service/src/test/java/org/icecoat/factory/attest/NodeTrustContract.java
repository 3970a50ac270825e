package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.administration.NodeAdministration.NodeView;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.store.NodeTpmStore;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.trust.Doubt;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.trust.TrustVerdict;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.tpm.EkTemplate;
import org.junit.jupiter.api.Test;

/** Nodes are enrolled with their TPMs, and what they proved is kept. */
abstract class NodeTrustContract extends TrustedSite {
  @Test
  void a_node_is_enrolled_with_its_tpm_and_trusted_at_once() {
    factory.enrol("node-1");
    NodeView view = view("node-1");
    TrustResult result = view.trust().orElseThrow();
    assertThat(result.reasons()).isEmpty();
    assertThat(result.verdict()).isEqualTo(TrustVerdict.TRUSTED);
    assertThat(result.policy()).contains("site version 1");
    assertThat(result.evidence()).contains(attesters.last().digest());
    assertThat(view.tpm().orElseThrow().tpmClass()).isEqualTo(TpmClass.EMULATED);
    assertThat(view.tpm().orElseThrow().maker()).isEqualTo("testing");
  }

  @Test
  void a_clone_is_refused_whichever_endorsement_key_it_shows() {
    first.showOnly(EkTemplate.ECC_P256, EkTemplate.RSA_2048);
    factory.enrol("node-1");
    attesters.put("node-2", first);
    first.showOnly(EkTemplate.RSA_2048);
    enrolmentIsRefused("node-2", FactoryFault.NOT_TRUSTED)
        .hasMessageContaining("its TPM is that of the node node-1");
  }

  @Test
  void a_node_with_another_tpm_than_before_is_to_be_removed_first() {
    factory.enrol("node-1");
    attesters.put("node-1", second);
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED)
        .hasMessageContaining("remove the node first");
    attesters.remove("node-1");
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED).hasMessageContaining("no TPM any more");
    attesters.put("node-1", second);
    factory.factory().administration().remove(TestingFactory.ADMIN, new NodeName("node-1"));
    factory.enrol("node-1");
    isTrusted();
  }

  @Test
  void the_same_tpm_with_a_new_attestation_key_is_asked_about() {
    factory.enrol("node-1");
    one.tool("tpm2_evictcontrol", "-C", "o", "-c", "0x81011ce0");
    first.restartPlugIn();
    isRejectedFor("not the attestation key with which the node was enrolled");
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED)
        .hasMessageContaining("another attestation key than before")
        .hasMessageContaining("--accept changed-key");
    enrolmentIsRefused("node-1", FactoryFault.NOT_TRUSTED, Doubt.EXPIRED_CERTIFICATE);
    isRejectedFor("not the attestation key with which the node was enrolled");
    factory.enrolAccepting("node-1", Set.of(Doubt.CHANGED_KEY));
    isTrusted();
  }

  @Test
  void the_tls_key_to_which_evidence_was_bound_is_kept_until_it_is_bound_to_another() {
    factory.enrol("node-1");
    assertThat(provenKey()).contains(attesters.channelKey);
    Sha256 relay = TestingAttester.sha256("the key of a machine before it");
    attesters.channelKey = relay;
    isRejectedFor("The answer is for another challenge, node, session or TLS key");
    assertThat(provenKey()).contains(first.ownKey);
    first.ownKey = relay;
    isTrusted();
    assertThat(provenKey()).contains(relay);
  }

  private Optional<Sha256> provenKey() {
    return new NodeTpmStore(factory.database().jdbi()).tlsKey(new NodeName("node-1"));
  }

  @Test
  void another_factory_on_the_same_rows_knows_the_node_and_its_clock() {
    factory.enrol("node-1");
    TrustResult before = attest();
    factory.close();
    factory.begin();
    assertThat(view("node-1").trust()).contains(before);
    isTrusted();
    assertThat(List.of(view("node-1").tpm().orElseThrow().maker())).containsExactly("testing");
  }
}

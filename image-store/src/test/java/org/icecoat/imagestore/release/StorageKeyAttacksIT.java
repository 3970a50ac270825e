package org.icecoat.imagestore.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.imagestore.soap.TestingRequests.disk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.imagestore.content.TestingBytes;
import org.icecoat.imagestore.soap.TestingRequests;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;
import org.icecoat.trust.testing.TestingAttest;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmKey;
import org.icecoat.trust.tpm.LoadableObject;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.Register;
import org.icecoat.wire.store.ReleaseKey;
import org.icecoat.wire.store.RequestKeyResponse;
import org.icecoat.wire.types.ImageFormatType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The key to which an image's key is wrapped has to be a storage key of the very TPM that quotes:
 * all else of these answers is as it should be, so that each is refused for that alone.
 */
class StorageKeyAttacksIT {
  @TempDir static Path site;
  private static TestingSwtpm storeTpm;
  private static TestingSwtpm nodeTpm;
  private static TestingSwtpm otherTpm;
  private static TestingStore store;
  private static String image;

  private TestingNode node;
  private TestingNode other;
  private TestingCredential host;
  private ImageStore asNode;

  @BeforeAll
  static void start() throws Exception {
    TestingSite made = new TestingSite(site);
    storeTpm = made.manufacture("store");
    nodeTpm = made.manufacture("node1");
    otherTpm = made.manufacture("node2");
    store = made.store(storeTpm, Files.createDirectory(site.resolve("store")), new TestingRandom());
    Register register =
        TestingRequests.register(
            disk("secret", "1", ImageFormatType.RAW), TestingBytes.of(1 << 20));
    register.setConfidential(true);
    image = store.asCurator().register(register).getImage().getManifest().getId();
  }

  @AfterAll
  static void stop() {
    store.close();
    storeTpm.close();
    nodeTpm.close();
    otherTpm.close();
  }

  @BeforeEach
  void boot() {
    node = new TestingNode(nodeTpm, "node1").boot("good");
    other = new TestingNode(otherTpm, "node2").boot("good");
    host = store.grid().host("node1", "localhost");
    asNode = store.as(host);
  }

  /** What was refused was not refused because of the node. */
  @AfterEach
  void theNodeItselfGetsTheKey() throws Exception {
    assertThat(node.key(asNode, host, image).getWrapped()).isNotEmpty();
    node.close();
    other.close();
  }

  @Test
  void a_key_in_a_file_is_not_one_of_the_tpm_that_certifies_its_own() throws Exception {
    TestingTpmKey file = TestingTpmKey.storage();
    RequestKeyResponse asked = asNode.requestKey(node.request(image, file.area()));
    assertRefused(node.answer(asked, host), Reason.NAME_DIFFERS);
  }

  @Test
  void a_key_in_a_file_that_another_key_in_a_file_certifies_is_none() throws Exception {
    TestingTpmKey file = TestingTpmKey.storage();
    RequestKeyResponse asked = asNode.requestKey(node.request(image, file.area()));
    TpmName ak = node.tpm().attestationKey().name();
    SignedAttestation forged =
        new TestingAttester()
            .sign(
                TestingAttest.certify(file.area().name())
                    .signer(TpmName.qualified(Hierarchy.ENDORSEMENT, ak))
                    .extraData(node.bound(asked, host)));
    assertRefused(certifiedBy(forged, node.answer(asked, host)), Reason.SIGNATURE_WRONG);
  }

  @Test
  void a_storage_key_that_the_attestation_key_of_its_own_tpm_certifies_is_another_tpms()
      throws Exception {
    RequestKeyResponse asked = asNode.requestKey(node.request(image, other.tpm().storageKey()));
    SignedAttestation theirs = other.tpm().certifyStorageKey(node.bound(asked, host));
    assertRefused(
        certifiedBy(theirs, node.answer(asked, host)),
        Reason.SIGNATURE_WRONG,
        Reason.SIGNER_DIFFERS);
  }

  @Test
  void a_certification_of_an_earlier_exchange_is_none() throws Exception {
    ReleaseKey earlier = node.answer(asNode.requestKey(node.request(image)), host);
    RequestKeyResponse asked = asNode.requestKey(node.request(image));
    ReleaseKey late = node.answer(asked, host);
    late.setStorageKeyAttest(earlier.getStorageKeyAttest());
    late.setStorageKeySignature(earlier.getStorageKeySignature());
    assertRefused(late, Reason.CHALLENGE_DIFFERS);
  }

  @Test
  void a_certification_over_the_bare_nonce_which_binds_no_node_and_no_tls_key_is_none()
      throws Exception {
    RequestKeyResponse asked = asNode.requestKey(node.request(image));
    SignedAttestation bare = node.tpm().certifyStorageKey(Octets.of(asked.getNonce()));
    assertRefused(certifiedBy(bare, node.answer(asked, host)), Reason.CHALLENGE_DIFFERS);
  }

  @Test
  void a_key_of_the_same_tpm_that_signs_is_no_storage_key() throws Exception {
    LoadableObject signing = node.tpm().createSigningKey();
    RequestKeyResponse asked = asNode.requestKey(node.request(image, signing.publicArea()));
    SignedAttestation certified = node.tpm().certify(signing, node.bound(asked, host));
    assertRefused(certifiedBy(certified, node.answer(asked, host)), Reason.KEY_NOT_STORAGE);
  }

  @Test
  void the_storage_key_with_other_attributes_than_it_has_is_another_key() throws Exception {
    PublicArea real = node.tpm().storageKey();
    PublicArea claimed =
        new PublicArea(
            real.nameAlgorithm(),
            new PublicArea.Attributes(real.attributes().bits() & ~PublicArea.Attributes.NO_DA),
            real.authPolicy(),
            real.parameters());
    RequestKeyResponse asked = asNode.requestKey(node.request(image, claimed));
    assertRefused(node.answer(asked, host), Reason.NAME_DIFFERS);
  }

  @Test
  void a_quote_over_the_same_challenge_is_no_certification() throws Exception {
    RequestKeyResponse asked = asNode.requestKey(node.request(image));
    SignedAttestation quote =
        node.tpm().quote(new PcrSelection(PcrBank.SHA256, asked.getPcr()), node.bound(asked, host));
    assertRefused(certifiedBy(quote, node.answer(asked, host)), Reason.WRONG_TYPE);
  }

  private static ReleaseKey certifiedBy(SignedAttestation certification, ReleaseKey answer) {
    answer.setStorageKeyAttest(certification.attest().bytes());
    answer.setStorageKeySignature(certification.signature().bytes());
    return answer;
  }

  private void assertRefused(ReleaseKey answer, Reason... reasons) {
    String all = Arrays.stream(reasons).map(Reason::plain).collect(Collectors.joining(". "));
    assertThatThrownBy(() -> asNode.releaseKey(answer))
        .isInstanceOf(NotAuthorizedFault.class)
        .hasMessage("The node node1 gets no key: " + all + ".");
  }
}

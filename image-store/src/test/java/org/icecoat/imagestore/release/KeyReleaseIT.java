package org.icecoat.imagestore.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.icecoat.imagestore.soap.TestingRequests.disk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.imagestore.content.TestingBytes;
import org.icecoat.imagestore.soap.TestingRequests;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingMaker;
import org.icecoat.trust.testing.TestingRevocations;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.tpm.LoadableObject;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.NodeKeyType;
import org.icecoat.wire.store.Register;
import org.icecoat.wire.store.ReleaseKey;
import org.icecoat.wire.store.ReleaseKeyResponse;
import org.icecoat.wire.store.RequestKey;
import org.icecoat.wire.store.RequestKeyResponse;
import org.icecoat.wire.types.ImageFormatType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who gets the key of a confidential image, over SOAP and with real software TPMs; who does not.
 */
class KeyReleaseIT {
  @TempDir static Path site;
  private static TestingSwtpm storeTpm;
  private static TestingSwtpm nodeTpm;
  private static TestingSwtpm otherTpm;
  private static TestingSwtpm foreignTpm;
  private static TestingSwtpm rolledTpm;
  private static TestingRandom random;
  private static TestingStore store;
  private static String image;
  private static byte[] key;

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
    rolledTpm = made.manufacture("node3");
    foreignTpm = new TestingSite(Files.createDirectory(site.resolve("b"))).manufacture("foreign");
    random = new TestingRandom();
    store = made.store(storeTpm, Files.createDirectory(site.resolve("store")), random);
    Register register =
        TestingRequests.register(
            disk("secret", "1", ImageFormatType.RAW), TestingBytes.of(1 << 20));
    register.setConfidential(true);
    image = store.asCurator().register(register).getImage().getManifest().getId();
    key = random.last();
  }

  @AfterAll
  static void stop() {
    store.close();
    storeTpm.close();
    nodeTpm.close();
    otherTpm.close();
    foreignTpm.close();
    rolledTpm.close();
  }

  @BeforeEach
  void boot() {
    node = new TestingNode(nodeTpm, "node1").boot("good");
    other = new TestingNode(otherTpm, "node2").boot("good");
    host = store.grid().host("node1", "localhost");
    asNode = store.as(host);
  }

  @AfterEach
  void end() {
    node.close();
    other.close();
  }

  @Test
  void a_node_that_is_what_the_policy_asks_for_gets_the_key_for_its_tpm_in_that_state_alone()
      throws Exception {
    ReleaseKeyResponse released = node.key(asNode, host, image);
    LoadableObject kept = node.imported(released);
    assertThat(node.unsealed(kept, released)).isEqualTo(key);
    assertTpmRefuses(TrustFault.TPM_INTEGRITY, () -> other.imported(released));
    assertTpmRefuses(TrustFault.TPM_INTEGRITY, () -> other.unsealed(kept, released));
    node.measure("evil");
    assertTpmRefuses(TrustFault.TPM_POLICY_FAILED, () -> node.unsealed(kept, released));
    node.boot("good");
    assertThat(node.unsealed(kept, released)).isEqualTo(key);
  }

  @Test
  void a_node_that_measured_something_else_gets_nothing_until_it_has_started_well_again()
      throws Exception {
    node.measure("evil");
    assertRefused(
        () -> node.key(asNode, host, image),
        "A component is not one that the policy allows: it was changed or updated",
        "rules");
    node.boot("good");
    assertThat(node.key(asNode, host, image).getWrapped()).isNotEmpty();
  }

  @Test
  void an_answer_counts_once() throws Exception {
    RequestKeyResponse asked = asNode.requestKey(node.request(image));
    ReleaseKey answer = node.answer(asked, host);
    assertThat(asNode.releaseKey(answer).getWrapped()).isNotEmpty();
    assertThatThrownBy(() -> asNode.releaseKey(answer))
        .isInstanceOf(InvalidRequestFault.class)
        .hasMessageContaining("ask for the key again");
    ReleaseKey late = node.answer(asNode.requestKey(node.request(image)), host);
    late.setEvidence(answer.getEvidence());
    late.setStorageKeyAttest(answer.getStorageKeyAttest());
    late.setStorageKeySignature(answer.getStorageKeySignature());
    assertRefused(
        () -> asNode.releaseKey(late), "The answer is for another challenge, node, session");
  }

  @Test
  void a_node_with_two_faults_is_told_of_both() throws Exception {
    ReleaseKey old = node.answer(asNode.requestKey(node.request(image)), host);
    node.measure("evil");
    ReleaseKey late = node.answer(asNode.requestKey(node.request(image)), host);
    ReleaseKey fresh = node.answer(asNode.requestKey(node.request(image)), host);
    fresh.setEvidence(late.getEvidence());
    assertRefused(
        () -> asNode.releaseKey(fresh),
        "The answer is for another challenge, node, session",
        "A component is not one that the policy allows: it was changed or updated (rules");
    late.setEvidence(old.getEvidence());
    assertThatThrownBy(() -> asNode.releaseKey(late))
        .hasMessageContaining("The answer is for another challenge, node, session")
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("component"));
  }

  @Test
  void nobody_answers_for_another_node() throws Exception {
    RequestKeyResponse asked = asNode.requestKey(node.request(image));
    ReleaseKey answer = node.answer(asked, host);
    ImageStore second = store.as(store.grid().host("node2", "localhost"));
    assertThatThrownBy(() -> second.releaseKey(answer)).isInstanceOf(InvalidRequestFault.class);
    assertThat(asNode.releaseKey(answer).getWrapped()).isNotEmpty();
  }

  @Test
  void the_evidence_of_another_nodes_tpm_is_none() throws Exception {
    RequestKeyResponse asked = asNode.requestKey(node.request(image));
    ReleaseKey answer = other.proved(node.answer(asked, host), asked, host);
    assertRefused(
        () -> asNode.releaseKey(answer),
        "The key is not the attestation key with which the node was enrolled");
  }

  @Test
  void a_tpm_that_only_shows_the_endorsement_keys_of_another_opens_no_credential()
      throws Exception {
    var request = node.request(image);
    request.setAttestationKey(other.tpm().attestationKey().sizedWire().bytes());
    RequestKeyResponse asked = asNode.requestKey(request);
    assertTpmRefuses(TrustFault.TPM_INTEGRITY, () -> node.answer(asked, host));
    ReleaseKey guessed = new ReleaseKey();
    guessed.setExchange(asked.getExchange());
    asked.getCredential().forEach(each -> guessed.getCredential().add(new byte[32]));
    assertRefused(
        () -> asNode.releaseKey(other.proved(guessed, asked, host)),
        "The attestation key does not lie in the TPM of those endorsement keys");
  }

  @Test
  void a_storage_key_of_another_tpm_gets_nothing() throws Exception {
    RequestKeyResponse asked = asNode.requestKey(node.request(image, other.tpm().storageKey()));
    assertRefused(
        () -> asNode.releaseKey(node.answer(asked, host)),
        "The TPM speaks of another key or NV index");
  }

  @Test
  void a_stolen_certificate_is_of_no_use_with_another_tpm() throws Exception {
    assertThat(node.key(asNode, host, image).getWrapped()).isNotEmpty();
    TestingNode thief = new TestingNode(otherTpm, "node1");
    assertRefused(() -> asNode.requestKey(thief.request(image)), "another TPM than before");
    TestingNode renamed = new TestingNode(otherTpm, "node7");
    assertRefused(() -> asNode.requestKey(renamed.request(image)), "belongs to the node node1");
    ImageStore second = store.as(store.grid().host("node2", "localhost"));
    TestingNode clone = new TestingNode(nodeTpm, "node2");
    assertRefused(
        () -> second.requestKey(clone.request(image)), "The TPM is that of the node node1");
    thief.close();
    renamed.close();
    clone.close();
  }

  /** A copy that was made before the last boot, in the TPM itself or in another one. */
  @Test
  void a_tpm_that_was_put_back_to_an_old_state_gets_nothing() throws Exception {
    TestingCredential third = store.grid().host("node3", "localhost");
    ImageStore asThird = store.as(third);
    Path old = site.resolve("old");
    try (TestingNode rolled = new TestingNode(rolledTpm, "node3")) {
      rolled.off();
      rolledTpm.copyStateTo(old);
      rolledTpm.start();
      rolled.boot("good").boot("good");
      assertThat(rolled.key(asThird, third, image).getWrapped()).isNotEmpty();
      rolled.off();
      rolledTpm.restoreStateFrom(old);
      rolledTpm.start();
      rolled.on("good");
      assertRefused(() -> rolled.key(asThird, third, image), Reason.COUNTERS_WENT_BACK.plain());
      rolled.boot("good").boot("good").boot("good");
      assertRefused(() -> rolled.key(asThird, third, image), Reason.COUNTERS_WENT_BACK.plain());
    }
  }

  @Test
  void a_tpm_that_was_cleared_is_as_one_that_was_put_back() throws Exception {
    TestingCredential second = store.grid().host("node2", "localhost");
    ImageStore asSecond = store.as(second);
    assertThat(other.key(asSecond, second, image).getWrapped()).isNotEmpty();
    other.clear();
    assertRefused(() -> other.key(asSecond, second, image), Reason.COUNTERS_WENT_BACK.plain());
    other.boot("good").boot("good");
    assertRefused(() -> other.key(asSecond, second, image), Reason.COUNTERS_WENT_BACK.plain());
  }

  @Test
  void who_has_a_node_s_certificate_alone_cannot_have_its_tpm_taken_for_a_restored_one()
      throws Exception {
    assertThat(node.key(asNode, host, image).getWrapped()).isNotEmpty();
    TestingAttester invented = new TestingAttester();
    RequestKey request = node.request(image);
    request.setAttestationKey(invented.key().area().sizedWire().bytes());
    RequestKeyResponse asked = asNode.requestKey(request);
    ReleaseKey slander = node.slandering(invented, asked, host);
    assertRefused(
        () -> asNode.releaseKey(slander),
        "The attestation key does not lie in the TPM of those endorsement keys",
        Reason.COUNTERS_WENT_BACK.plain());
    assertThat(node.key(asNode, host, image).getWrapped()).isNotEmpty();
  }

  @Test
  void a_tpm_of_a_maker_that_is_not_accepted_gets_nothing() {
    try (TestingNode foreign = new TestingNode(foreignTpm, "node1")) {
      assertRefused(
          () -> asNode.requestKey(foreign.request(image)),
          "A signature in the chain of the endorsement key is wrong");
    }
  }

  @Test
  void a_tpm_that_its_maker_has_revoked_gets_nothing() throws Exception {
    TestingMaker careful = new TestingMaker("Careful");
    Path maker = Files.createDirectories(site.resolve("makers/emulated/careful"));
    Files.write(maker.resolve("ca.der"), careful.certificate().getEncoded());
    TestingRevocations list = new TestingRevocations(Instant.now().minusSeconds(60));
    RequestKey request = certified(careful, list);
    try {
      assertThat(reopened().requestKey(request).getCredential()).isNotEmpty();
      Files.write(maker.resolve("ca.crl"), new TestingMaker("Careful").sign(list).bytes());
      assertRefused(() -> reopened().requestKey(request), "signed by none of them");
      Files.write(maker.resolve("ca.crl"), careful.sign(list).bytes());
      assertRefused(() -> reopened().requestKey(request), "maker has revoked the certificate");
    } finally {
      Files.delete(maker.resolve("ca.crl"));
      Files.delete(maker.resolve("ca.der"));
      Files.delete(maker);
      asNode = reopened();
    }
    assertThat(node.key(asNode, host, image).getWrapped()).isNotEmpty();
  }

  @Test
  void a_tpm_one_of_whose_keys_is_revoked_after_it_has_asked_gets_nothing() throws Exception {
    TestingMaker careful = new TestingMaker("Careful");
    Path maker = Files.createDirectories(site.resolve("makers/emulated/careful"));
    Files.write(maker.resolve("ca.der"), careful.certificate().getEncoded());
    TestingRevocations list = new TestingRevocations(Instant.now().minusSeconds(60));
    RequestKey request = certified(careful, list);
    request.getEndorsementKey().set(0, node.request(image).getEndorsementKey().get(0));
    try {
      asNode = reopened();
      ReleaseKey answer = node.answer(asNode.requestKey(request), host);
      Files.write(maker.resolve("part"), careful.sign(list).bytes());
      Files.move(maker.resolve("part"), maker.resolve("ca.crl"));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertRefused(
                      () -> asNode.requestKey(request), "maker has revoked the certificate"));
      assertRefused(() -> asNode.releaseKey(answer), "maker has revoked the certificate");
    } finally {
      Files.deleteIfExists(maker.resolve("ca.crl"));
      Files.delete(maker.resolve("ca.der"));
      Files.delete(maker);
      asNode = reopened();
    }
  }

  /** A request with certificates of that maker, all of them on the list. */
  private RequestKey certified(TestingMaker maker, TestingRevocations list) {
    RequestKey request = node.request(image);
    for (NodeKeyType key : request.getEndorsementKey()) {
      PublicArea area = PublicArea.parseSized(Octets.of(key.getPublicArea()));
      Octets certificate = maker.certify(area.publicKey());
      list.revoking(certificate);
      key.setCertificate(certificate.bytes());
    }
    return request;
  }

  private ImageStore reopened() throws Exception {
    store.stop();
    store.start();
    return store.as(host);
  }

  @Test
  void who_is_no_node_does_not_even_get_a_challenge() throws Exception {
    ReleaseKey answer = node.answer(asNode.requestKey(node.request(image)), host);
    for (ImageStore caller : new ImageStore[] {store.asCurator(), store.asStranger()}) {
      assertRefused(() -> caller.requestKey(node.request(image)), "is no node of this store");
      assertRefused(() -> caller.releaseKey(answer), "is no node of this store");
    }
    ImageStore byProxy = store.as(host.proxy().issue());
    assertRefused(() -> byProxy.requestKey(node.request(image)), "used a proxy");
  }

  @Test
  void a_changed_tls_key_is_another_channel() throws Exception {
    RequestKeyResponse asked = asNode.requestKey(node.request(image));
    ReleaseKey answer = node.answer(asked, host);
    ImageStore rekeyed = store.as(store.grid().host("node1", "localhost"));
    assertRefused(() -> rekeyed.releaseKey(answer), "has changed its TLS key");
  }

  @Test
  void an_image_in_the_clear_has_no_key() throws Exception {
    String clear =
        store
            .asCurator()
            .register(
                TestingRequests.register(
                    disk("clear", "1", ImageFormatType.RAW), TestingBytes.of(4096)))
            .getImage()
            .getManifest()
            .getId();
    assertThatThrownBy(() -> asNode.requestKey(node.request(clear)))
        .isInstanceOf(InvalidRequestFault.class)
        .hasMessageContaining("not confidential");
  }

  @Test
  void a_store_whose_machine_has_changed_says_so_and_releases_nothing() throws Exception {
    store.stop();
    storeTpm.tool("tpm2_pcrextend", "7:sha256=" + "ab".repeat(32));
    store.start();
    try {
      assertThatThrownBy(() -> node.key(store.as(host), host, image))
          .isInstanceOf(UnavailableFault.class)
          .hasMessageContaining("sealed to the store's machine as it was");
    } finally {
      store.stop();
      storeTpm.tool("tpm2_shutdown", "-c");
      storeTpm.reboot();
      store.start();
    }
    assertThat(node.key(store.as(host), host, image).getWrapped()).isNotEmpty();
  }

  private static void assertRefused(ThrowingCallable call, String... reasons) {
    assertThatThrownBy(call)
        .isInstanceOf(NotAuthorizedFault.class)
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(reasons));
  }

  private static void assertTpmRefuses(TrustFault fault, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(TrustException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}

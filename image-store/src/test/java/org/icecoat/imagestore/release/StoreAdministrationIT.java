package org.icecoat.imagestore.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.imagestore.soap.TestingRequests.disk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.imagestore.content.TestingBytes;
import org.icecoat.imagestore.soap.TestingRequests;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.wire.administration.PolicyRecordType;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.store.Register;
import org.icecoat.wire.storeadministration.ActivatePolicy;
import org.icecoat.wire.storeadministration.KeyDecisionType;
import org.icecoat.wire.storeadministration.KeyVerdictType;
import org.icecoat.wire.storeadministration.ListKeyReleases;
import org.icecoat.wire.storeadministration.ListKeyReleasesResponse;
import org.icecoat.wire.storeadministration.ListPolicies;
import org.icecoat.wire.storeadministration.StoreAdministration;
import org.icecoat.wire.types.ImageFormatType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store gets its policies by a message, and tells who got keys; over SOAP, with real TPMs. */
class StoreAdministrationIT {
  @TempDir static Path site;
  private static TestingSwtpm nodeTpm;
  private static TestingSite made;
  private static int stores;

  @TempDir Path folder;
  private TestingSwtpm storeTpm;
  private TestingStore store;
  private StoreAdministration administration;

  @BeforeAll
  static void makeNode() throws Exception {
    made = new TestingSite(site);
    nodeTpm = made.manufacture("node1");
  }

  @AfterAll
  static void stopNode() {
    nodeTpm.close();
  }

  @BeforeEach
  void start() throws Exception {
    stores++;
    storeTpm = made.manufacture("store" + stores);
    store = made.bareStore(storeTpm, folder, new SecureRandom());
    administration = store.asAdministrator();
  }

  @AfterEach
  void stop() {
    store.close();
    storeTpm.close();
  }

  @Test
  void nodes_are_judged_by_what_an_administrator_brought_and_the_version_before_counts_on()
      throws Exception {
    String image = registered("secret", true);
    TestingCredential host = store.grid().host("node1", "localhost");
    try (TestingNode node = new TestingNode(nodeTpm, "node1").boot("good")) {
      assertThatThrownBy(() -> node.key(store.as(host), host, image))
          .hasMessageContaining("No appraisal policy is in force");
      activate(1, "good");
      assertThat(node.key(store.as(host), host, image).getWrapped()).isNotEmpty();
      List<PolicyRecordType> both = activate(2, "better");
      assertThat(both).extracting(PolicyRecordType::getVersion).containsExactly(2, 1);
      assertThat(both).allMatch(PolicyRecordType::isUsual);
      assertThat(both.get(0).getUntil()).isNull();
      assertThat(both.get(1).getUntil()).isNotNull();
      assertThat(node.key(store.as(host), host, image).getWrapped()).isNotEmpty();
      node.boot("better");
      assertThat(node.key(store.as(host), host, image).getWrapped()).isNotEmpty();
    }
  }

  @Test
  void what_was_brought_is_there_after_a_restart_and_an_older_version_never_comes_back()
      throws Exception {
    activate(2, "good");
    store.stop();
    Octets older = signedBy("Alice", 1, "evil");
    Files.write(folder.resolve("policies/old.pem"), older.bytes());
    store.start();
    administration = store.asAdministrator();
    assertThat(inForce()).extracting(PolicyRecordType::getVersion).containsExactly(2);
    assertRefused(older, "A later version of the policy has been accepted already");
    assertThat(inForce()).extracting(PolicyRecordType::getVersion).containsExactly(2);
  }

  @Test
  void the_end_of_the_version_before_is_as_asked_unless_it_is_absurd() throws Exception {
    activate(1, "good");
    ActivatePolicy request = request(signedBy("Alice", 2, "better"));
    request.setRollOut(Duration.ofDays(91));
    assertThatThrownBy(() -> administration.activatePolicy(request))
        .isInstanceOf(InvalidRequestFault.class)
        .hasMessageContaining("RollOut cannot be taken: a roll-out takes 0 s to 90 days");
    request.setRollOut(null);
    request.setUntil(Instant.EPOCH);
    assertThatThrownBy(() -> administration.activatePolicy(request))
        .isInstanceOf(InvalidRequestFault.class)
        .hasMessageContaining("has passed already");
    request.setUntil(null);
    request.setRollOut(Duration.ZERO);
    assertThat(administration.activatePolicy(request).getPolicy())
        .extracting(PolicyRecordType::getVersion)
        .containsExactly(2);
    request.setRollOut(Duration.ofHours(1));
    assertThatThrownBy(() -> administration.activatePolicy(request))
        .isInstanceOfSatisfying(
            InvalidRequestFault.class,
            fault -> assertThat(fault.getFaultInfo().getField()).isEqualTo("Policy"))
        .hasMessageContaining("The version before has ended");
  }

  @Test
  void a_policy_that_is_not_signed_or_by_somebody_else_or_was_changed_is_refused()
      throws Exception {
    activate(1, "good");
    assertRefused(TestingSite.document(2, "evil"), "CMS");
    assertRefused(signedBy("Carol", 2, "evil"), "signer");
    assertRefused(signedBy("Ada", 2, "evil"), "signer");
    byte[] changed = signedBy("Alice", 2, "evil").bytes();
    int middle = changed.length / 2;
    changed[middle] = (byte) (changed[middle] == 'A' ? 'B' : 'A');
    assertRefused(Octets.of(changed), "");
    assertRefused(signedBy("Alice", 1, "evil"), "version");
    assertThat(inForce()).extracting(PolicyRecordType::getVersion).containsExactly(1);
  }

  @Test
  void neither_strangers_nor_curators_nor_nodes_say_by_what_nodes_are_judged() throws Exception {
    Octets good = signedBy("Alice", 1, "good");
    for (TestingCredential caller :
        List.of(
            store.grid().user("Sam"),
            store.grid().user("Carol"),
            store.grid().user("Alice"),
            store.grid().host("node1", "localhost"))) {
      StoreAdministration port = store.administration(caller);
      assertThatThrownBy(() -> port.activatePolicy(request(good)))
          .isInstanceOf(NotAuthorizedFault.class)
          .hasMessageContaining("is no administrator of this store");
      assertThatThrownBy(() -> port.listPolicies(new ListPolicies()))
          .isInstanceOf(NotAuthorizedFault.class);
    }
    assertThat(inForce()).isEmpty();
  }

  @Test
  void who_got_a_key_and_who_was_refused_it_is_told_with_reasons() throws Exception {
    String image = registered("secret", true);
    activate(1, "good");
    TestingCredential host = store.grid().host("node1", "localhost");
    try (TestingNode node = new TestingNode(nodeTpm, "node1").boot("good")) {
      node.key(store.as(host), host, image);
      node.measure("evil");
      assertThatThrownBy(() -> node.key(store.as(host), host, image))
          .isInstanceOf(NotAuthorizedFault.class);
    }
    ListKeyReleasesResponse told = administration.listKeyReleases(page(image, null, 1));
    assertThat(told.isMore()).isTrue();
    KeyDecisionType refused = told.getDecision().get(0);
    assertThat(refused.getVerdict()).isEqualTo(KeyVerdictType.REFUSED);
    assertThat(refused.getReason())
        .anySatisfy(
            reason ->
                assertThat(reason)
                    .contains("A component is not one that the policy allows", "rules"));
    assertThat(refused.getEvidence()).startsWith("sha256:");
    assertThat(refused.getPolicy()).isNull();
    ListKeyReleasesResponse older =
        store
            .administration(store.grid().user("Carol"))
            .listKeyReleases(page(image, refused.getNumber(), 1));
    assertThat(older.isMore()).isFalse();
    KeyDecisionType released = older.getDecision().get(0);
    assertThat(released.getVerdict()).isEqualTo(KeyVerdictType.RELEASED);
    assertThat(released.getNode()).isEqualTo("node1");
    assertThat(released.getDn()).isEqualTo(TestingStore.NODE.toString());
    assertThat(released.getPolicy()).isEqualTo("site version 1");
    assertThat(released.getReason()).isEmpty();
  }

  @Test
  void the_journal_is_for_administrators_and_curators_and_about_images_with_a_key()
      throws Exception {
    String secret = registered("secret", true);
    String clear = registered("clear", false);
    assertThat(administration.listKeyReleases(page(secret, null, 200)).getDecision()).isEmpty();
    for (TestingCredential caller :
        List.of(store.grid().user("Sam"), store.grid().host("node1", "localhost"))) {
      assertThatThrownBy(
              () -> store.administration(caller).listKeyReleases(page(secret, null, null)))
          .isInstanceOf(NotAuthorizedFault.class);
    }
    assertThatThrownBy(() -> administration.listKeyReleases(page(clear, null, null)))
        .isInstanceOf(InvalidRequestFault.class)
        .hasMessageContaining("not confidential");
    assertThatThrownBy(
            () -> administration.listKeyReleases(page("sha256:" + "0".repeat(64), null, null)))
        .isInstanceOf(NotFoundFault.class);
    for (int count : new int[] {0, -1, 201}) {
      assertThatThrownBy(() -> administration.listKeyReleases(page(secret, null, count)))
          .isInstanceOf(InvalidRequestFault.class)
          .hasMessageContaining("1 to 200");
    }
  }

  @Test
  void a_store_that_releases_no_keys_says_that_policies_mean_nothing_to_it() throws Exception {
    try (TestingStore plain = TestingStore.in(Files.createDirectory(folder.resolve("plain")))) {
      assertThatThrownBy(
              () -> plain.asAdministrator().activatePolicy(request(signedBy("Alice", 1, "good"))))
          .isInstanceOf(WrongStateFault.class)
          .hasMessageContaining("judges no nodes");
    }
  }

  private String registered(String name, boolean confidential) throws Exception {
    Register register =
        TestingRequests.register(disk(name, "1", ImageFormatType.RAW), TestingBytes.of(1 << 20));
    register.setConfidential(confidential);
    return store.asCurator().register(register).getImage().getManifest().getId();
  }

  private List<PolicyRecordType> activate(int version, String measured) throws Exception {
    return administration.activatePolicy(request(signedBy("Alice", version, measured))).getPolicy();
  }

  private List<PolicyRecordType> inForce() throws Exception {
    return administration.listPolicies(new ListPolicies()).getPolicy();
  }

  private Octets signedBy(String name, int version, String measured) {
    return TestingSite.policy(store.grid().user(name), folder, version, measured);
  }

  private void assertRefused(Octets policy, String why) {
    assertThatThrownBy(() -> administration.activatePolicy(request(policy)))
        .isInstanceOf(InvalidRequestFault.class)
        .hasMessageContaining(why);
  }

  private static ActivatePolicy request(Octets policy) {
    ActivatePolicy request = new ActivatePolicy();
    request.setPolicy(policy.bytes());
    return request;
  }

  private static ListKeyReleases page(String image, Long before, Integer most) {
    ListKeyReleases request = new ListKeyReleases();
    request.setId(image);
    request.setBefore(before);
    request.setMaximalCount(most);
    return request;
  }
}

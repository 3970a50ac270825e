package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.factory.testing.TestingImages.HMMER;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.store.StoreLogMemory;
import org.icecoat.factory.testing.TestingImages;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.soap.StoreGuard;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.LogWitness;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.testing.TestingGuard;
import org.icecoat.trust.testing.TestingLog;
import org.icecoat.trust.testing.TestingMaker;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.InvalidRequestFaultType;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.NotFoundFaultType;
import org.icecoat.wire.store.ConsistencyType;
import org.icecoat.wire.store.LoggedEntryType;
import org.icecoat.wire.store.Proofs;
import org.icecoat.wire.store.ProofsResponse;
import org.icecoat.wire.store.ProtectionType;
import org.icecoat.wire.store.TreeHeadType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A factory that was told the store's log deploys no image that is not proved to be in it. */
class StoreProofTest {
  private static final Clock CLOCK = Clock.fixed(TestingLog.NOW, ZoneOffset.UTC);
  private static final Dn CAROL = Dn.parse("CN=Carol,O=Grid");
  private static final LogEntry ENTRY = LogEntry.registration(HMMER, TestingLog.NOW, CAROL);

  @TempDir Path folder;
  private final TestingLog log = new TestingLog();
  private final TestingStore store = new TestingStore();
  private Database database;

  @BeforeEach
  void registered() {
    database = Database.open(DatabaseConfiguration.inFile(folder.resolve("rows")), "db/factory");
    grow("older");
    log.append(ENTRY);
    store.proving(request -> answer(log, request));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_image_in_the_log_is_taken_and_the_head_remembered_for_all_factories() {
    assertThat(catalogue().bootable(HMMER).disk()).isEqualTo(HMMER);
    grow("newer");
    catalogue().bootable(HMMER);
    assertThat(memory().last().map(head -> head.head().size())).contains(3L);
  }

  @Test
  void another_key_is_refused() {
    TestingLog other = new TestingLog();
    other.append(ENTRY);
    other.append(ENTRY);
    store.proving(request -> answer(other, request));
    refused("key");
  }

  @Test
  void an_old_copy_is_refused_by_another_factory_too() {
    ProofsResponse old = answer(log, new Proofs());
    grow("newer");
    catalogue().bootable(HMMER);
    store.proving(request -> old);
    refused("old copy");
  }

  @Test
  void a_store_that_refuses_to_show_growth_is_judged_by_its_head() {
    ProofsResponse old = answer(log, new Proofs());
    grow("newer");
    catalogue().bootable(HMMER);
    store.proving(
        request -> {
          if (request.getSince() != null) {
            throw new InvalidRequestFault("Since", new InvalidRequestFaultType());
          }
          return old;
        });
    refused("old copy");
  }

  @Test
  void a_fork_is_refused() {
    catalogue().bootable(HMMER);
    grow("newer");
    store.proving(
        request -> {
          ProofsResponse answer = answer(log, request);
          answer.getConsistency().getHash().set(0, "sha256:" + "9".repeat(64));
          return answer;
        });
    refused("forked");
  }

  @Test
  void a_forged_head_is_refused() {
    store.proving(
        request -> {
          ProofsResponse answer = answer(log, request);
          answer.getTreeHead().setCounter(99);
          return answer;
        });
    refused("not signed");
  }

  @Test
  void an_image_that_is_not_in_the_log_is_refused() {
    Manifest other = TestingImages.image("other", "x86_64", Component.of("a", "1"));
    assertThatThrownBy(() -> catalogue().bootable(other)).hasMessageContaining("not about");
    store.proving(
        request -> {
          throw new NotFoundFault("unknown", new NotFoundFaultType());
        });
    refused("no proof");
    store.proving(request -> new ProofsResponse());
    refused("no proof");
  }

  @Test
  void a_retired_image_is_refused_with_the_reason_of_its_curator() {
    LogEntry end =
        LogEntry.retirement(HMMER, new LogEntry.Act(TestingLog.NOW, CAROL, new Line("has a hole")));
    long place = log.append(end);
    store.proving(
        request -> {
          ProofsResponse answer = answer(log, request);
          answer.setRetirement(logged(log.logged(end, place)));
          return answer;
        });
    assertThatThrownBy(() -> catalogue().bootable(HMMER))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.fault()).isEqualTo(FactoryFault.INVALID_REQUEST))
        .hasMessageContaining("has a hole");
  }

  @Test
  void a_log_of_which_it_is_not_proved_that_a_tpm_guards_it_is_neither_used_nor_remembered(
      @TempDir Path makers) throws Exception {
    TestingMaker maker = new TestingMaker("Maker");
    Path known = Files.createDirectories(makers.resolve("hardware/m"));
    Files.write(known.resolve("ca.der"), maker.certificate().getEncoded());
    StoreGuard guard = new StoreGuard(makers, CLOCK, new SecureRandom());
    TestingGuardedLog beside = new TestingGuardedLog(new TestingGuard(maker));
    store.guarding(beside);
    assertThatThrownBy(() -> catalogue(Optional.of(guard)).bootable(HMMER))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.fault()).isEqualTo(FactoryFault.STORE_UNTRUSTED))
        .hasMessageContaining("not the one that signs the log's heads");
    assertThat(beside.asked).isEqualTo(1);
    assertThat(memory().last()).isEmpty();
  }

  private StoreLogMemory memory() {
    return new StoreLogMemory(database.jdbi(), log.key().id());
  }

  private SoapImageCatalogue catalogue() {
    return catalogue(Optional.empty());
  }

  private SoapImageCatalogue catalogue(Optional<StoreGuard> guard) {
    return new SoapImageCatalogue(
        store, Optional.of(new LogWitness(log.key().id(), memory(), CLOCK)), guard);
  }

  private void grow(String name) {
    Manifest other = TestingImages.image(name, "x86_64", Component.of("a", "1"));
    log.append(LogEntry.registration(other, TestingLog.NOW, CAROL));
  }

  private void refused(String why) {
    assertThatThrownBy(() -> catalogue().bootable(HMMER))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(FactoryFault.STORE_UNTRUSTED);
              assertThat(e).hasMessageContaining(why);
            });
  }

  private static ProofsResponse answer(TestingLog from, Proofs request) {
    ProofsResponse answer = new ProofsResponse();
    SignedTreeHead signed = from.sign(from.head());
    TreeHeadType head = new TreeHeadType();
    head.setLog(signed.head().log().toString());
    head.setSize(signed.head().size());
    head.setRoot(signed.head().root().toString());
    head.setSaidAt(signed.head().at());
    head.setCounter(signed.head().counter());
    head.setProtection(ProtectionType.TPM);
    head.setSignature(signed.signature());
    answer.setTreeHead(head);
    answer.setKey(from.key().encoded());
    answer.setRegistration(logged(from.logged(ENTRY, 1)));
    if (request.getSince() != null) {
      ConsistencyType growth = new ConsistencyType();
      growth.setSince(request.getSince());
      from.tree().consistency(request.getSince(), from.tree().size()).path().stream()
          .map(Sha256::toString)
          .forEach(growth.getHash()::add);
      answer.setConsistency(growth);
    }
    return answer;
  }

  private static LoggedEntryType logged(ImageProof.Logged logged) {
    LoggedEntryType answer = new LoggedEntryType();
    answer.setPosition(logged.inclusion().index());
    answer.setEntry(logged.entry().bytes());
    logged.inclusion().path().stream().map(Sha256::toString).forEach(answer.getHash()::add);
    return answer;
  }
}

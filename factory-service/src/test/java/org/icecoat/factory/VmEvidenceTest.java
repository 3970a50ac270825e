package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.attest.VmQuestion;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.order.VmProof;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.service.access.Caller;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.evidence.vm.VmVerifier;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.EkTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions to the nodes of VMs: passed on, for owners only, and not too many. */
class VmEvidenceTest {
  private static final Octets NONCE = Octets.parse("ab".repeat(32));

  @TempDir Path folder;
  private TestingFactory factory;
  private VmId vm;

  @BeforeEach
  void aRunningVm() {
    factory = new TestingFactory(DatabaseConfiguration.inFile(folder.resolve("rows"))).begin();
    factory.nodes.with("node-1", new Capacity(8, 8192, 100_000));
    factory.enrol("node-1");
    vm = factory.deploy("1", TestingFactory.wish()).id();
    factory.await(vm, VmState.RUNNING);
  }

  @AfterEach
  void end() {
    factory.close();
  }

  @Test
  void a_question_goes_to_the_vms_node_and_what_it_says_comes_back() {
    VmProof proof = ask(TestingFactory.ALICE, question());
    assertThat(factory.testimony.asked)
        .containsExactly("node-1 %s in placement 1 %s".formatted(vm.handle(), NONCE));
    assertThat(proof.node().value()).isEqualTo("node-1");
    assertThat(proof.testimony().evidence()).isEqualTo(NONCE);
    assertThat(proof.keys()).isPresent();
    assertThat(proof.opened()).isEmpty();
  }

  @Test
  void with_a_credential_what_shows_that_it_was_opened_comes_back_instead_of_the_keys() {
    VmProof proof = ask(TestingFactory.ALICE, question(Optional.of(secret())));
    assertThat(proof.keys()).isEmpty();
    assertThat(proof.opened()).contains(VmVerifier.opened(NONCE, new byte[] {2}));
    factory.testimony.opening = false;
    refused(
        FactoryFault.INVALID_REQUEST,
        () -> ask(TestingFactory.ALICE, question(Optional.of(secret()))));
  }

  @Test
  void nobody_gets_what_was_in_a_credential_that_may_be_a_third_party_s() {
    VmProof proof = ask(TestingFactory.ALICE, question(Optional.of(sealing("0badcafe"))));
    assertThat(proof.opened().orElseThrow().toString()).doesNotContain("0badcafe");
    VmQuestion another =
        new VmQuestion(
            Octets.parse("ac".repeat(32)),
            PcrSelection.of(PcrBank.SHA256, 14),
            Optional.of(sealing("0badcafe")));
    assertThat(ask(TestingFactory.ALICE, another).opened())
        .isPresent()
        .isNotEqualTo(proof.opened());
  }

  @Test
  void a_credential_with_nothing_in_it_proves_nothing() {
    refused(
        FactoryFault.INVALID_REQUEST,
        () -> ask(TestingFactory.ALICE, question(Optional.of(sealing("")))));
  }

  @Test
  void a_stranger_learns_as_much_as_if_there_was_no_such_vm() {
    refused(FactoryFault.VM_UNKNOWN, () -> ask(TestingFactory.BOB, question()));
    assertThat(factory.testimony.asked).isEmpty();
    assertThat(ask(TestingFactory.ADMIN, question()).node().value()).isEqualTo("node-1");
  }

  @Test
  void every_answer_is_the_nodes_own_and_new() {
    ask(TestingFactory.ALICE, question());
    ask(TestingFactory.ALICE, question());
    assertThat(factory.testimony.asked).hasSize(2);
    factory.testimony.present = false;
    assertThatThrownBy(() -> ask(TestingFactory.ALICE, question()))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(FactoryFault.NO_TPM);
              assertThat(e.detail()).isEqualTo(new FaultDetail.Subject("TPM"));
            });
  }

  @Test
  void a_vm_on_no_node_has_nobody_to_ask() {
    factory.factory().orders().destroy(TestingFactory.ALICE, vm);
    factory.await(vm, VmState.DESTROYED);
    refused(FactoryFault.WRONG_STATE, () -> ask(TestingFactory.ALICE, question()));
  }

  @Test
  void one_question_at_a_time() {
    factory.testimony.gate = new CountDownLatch(1);
    CompletableFuture<VmProof> first =
        CompletableFuture.supplyAsync(() -> ask(TestingFactory.ALICE, question()));
    Awaitility.await()
        .untilAsserted(
            () -> refused(FactoryFault.BUSY, () -> ask(TestingFactory.ADMIN, question())));
    factory.testimony.gate.countDown();
    assertThat(first.join().testimony().evidence()).isEqualTo(NONCE);
  }

  @Test
  void a_dozen_a_minute_and_no_more() {
    for (int i = 0; i < 12; i++) {
      ask(TestingFactory.ALICE, question());
    }
    refused(FactoryFault.BUSY, () -> ask(TestingFactory.ALICE, question()));
    factory.clock.advance(Duration.ofSeconds(61));
    ask(TestingFactory.ALICE, question());
  }

  private VmProof ask(Caller caller, VmQuestion question) {
    return factory.factory().evidence().ask(caller, vm, question);
  }

  private static VmQuestion question() {
    return question(Optional.empty());
  }

  private static VmQuestion question(Optional<VmQuestion.Sealed> credential) {
    return new VmQuestion(NONCE, PcrSelection.of(PcrBank.SHA256, 14), credential);
  }

  private static VmQuestion.Sealed secret() {
    return sealing("02");
  }

  private static VmQuestion.Sealed sealing(String secret) {
    return new VmQuestion.Sealed(
        EkTemplate.ECC_P256, new EncryptedCredential(Octets.parse("01"), Octets.parse(secret)));
  }

  private static void refused(FactoryFault fault, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}

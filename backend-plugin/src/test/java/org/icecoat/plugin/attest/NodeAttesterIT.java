package org.icecoat.plugin.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.jna.Native;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.trust.eventlog.ComponentLog;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.eventlog.VerifiedComponents;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.evidence.binding.CredentialChallenge;
import org.icecoat.trust.evidence.vm.VerifiedVm;
import org.icecoat.trust.evidence.vm.VmAnswer;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.icecoat.trust.evidence.vm.VmVerifier;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.trust.tpm.EndorsementKey;
import org.junit.jupiter.api.Test;

/** A node with a real software TPM proves what it is, and its changes show. */
class NodeAttesterIT extends AttestingNode {
  @Test
  void it_proves_what_was_measured_to_whom_asked() throws IOException {
    VerifiedComponents proved = proved();
    assertThat(proved.components())
        .extracting(MeasuredComponent::name)
        .contains("hypervisor", "firmware", "libvirt", "site-policy", "configuration", "rules");
    assertThat(digest(proved, "rules")).isEqualTo(sha256("as they were"));
    assertThat(digest(proved, "hypervisor"))
        .isEqualTo(
            Sha256.of(
                HashAlgorithm.SHA256
                    .hash(Octets.of(Files.readAllBytes(Path.of("/usr/bin/qemu-system-x86_64"))))
                    .bytes()));
  }

  @Test
  void a_changed_configuration_shows_in_the_next_answer() throws IOException {
    Path file = folder.resolve("node.yaml");
    String before = Files.readString(file);
    Files.writeString(file, before + "libvirt: {uri: 'qemu:///other'}\n");
    assertThat(digests(proved(), "configuration"))
        .containsExactly(sha256(before), sha256(Files.readString(file)));
  }

  @Test
  void what_qemu_loads_how_it_is_confined_and_java_are_among_it() throws IOException {
    VerifiedComponents proved = proved();
    assertThat(proved.components())
        .extracting(MeasuredComponent::name)
        .contains("libvirt.qemu-conf", "folder-usr-share-qemu", "folder-usr-share-seabios");
    Path classes = Path.of(System.getProperty("java.home"), "lib/modules");
    assertThat(digest(proved, "java-classes"))
        .isEqualTo(
            Sha256.of(HashAlgorithm.SHA256.hash(Octets.of(Files.readAllBytes(classes))).bytes()));
  }

  @Test
  void its_own_jars_are_among_what_was_measured() throws Exception {
    Path jna = Path.of(Native.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Octets content = Octets.of(Files.readAllBytes(jna));
    assertThat(digest(proved(), "jar." + jna.getFileName()))
        .isEqualTo(Sha256.of(HashAlgorithm.SHA256.hash(content).bytes()));
  }

  @Test
  void evidence_for_one_is_none_for_another() {
    Challenge asked = challenge("node1");
    Attestation answer = answer(asked);
    Challenge other = challenge("node1");
    assertThat(verify(answer, other).findings())
        .extracting(Finding::reason)
        .contains(Reason.CHALLENGE_DIFFERS);
    assertThat(verify(answer, challenge("node2")).findings())
        .extracting(Finding::reason)
        .contains(Reason.CHALLENGE_DIFFERS);
  }

  @Test
  void a_changed_file_shows_in_the_next_answer_and_what_was_there_before_too() throws IOException {
    Files.writeString(folder.resolve("rules"), "otherwise");
    VerifiedComponents proved = proved();
    assertThat(digests(proved, "rules"))
        .containsExactly(sha256("as they were"), sha256("otherwise"));
  }

  @Test
  void a_file_that_is_put_back_before_somebody_asks_leaves_its_trace() throws Exception {
    ExecutorService spare = Executors.newSingleThreadExecutor();
    Closeable watch = node.watch(spare);
    try {
      Files.writeString(folder.resolve("rules"), "otherwise");
      await().until(() -> logged().contains(sha256("otherwise")));
      Files.writeString(folder.resolve("rules"), "as they were");
      assertThat(digests(proved(), "rules"))
          .containsExactly(sha256("as they were"), sha256("otherwise"), sha256("as they were"));
    } finally {
      watch.close();
      spare.shutdown();
    }
    assertThat(spare.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  private List<Sha256> logged() throws IOException {
    Octets log = Octets.of(Files.readAllBytes(folder.resolve("node/components.log")));
    return ComponentLog.parse(log, PCR).components().stream()
        .map(MeasuredComponent::digest)
        .toList();
  }

  @Test
  void a_restart_of_the_plug_in_changes_nothing() throws IOException {
    Octets before = pcr();
    node = attester();
    node = attester();
    assertThat(pcr()).isEqualTo(before);
    proved();
  }

  @Test
  void a_plug_in_that_died_before_it_extended_makes_up_for_it() throws IOException {
    Path file = folder.resolve("node/components.log");
    ComponentLog log = ComponentLog.parse(Octets.of(Files.readAllBytes(file)), PCR);
    MeasuredComponent late = new MeasuredComponent("rules", "elsewhere", sha256("as they were"));
    Files.write(
        file,
        new ComponentLog(PCR, Stream.concat(log.components().stream(), Stream.of(late)).toList())
            .encoded()
            .bytes());
    node = attester();
    assertThat(proved().components()).contains(late);
  }

  @Test
  void after_a_reboot_the_log_begins_anew() throws IOException {
    Files.writeString(folder.resolve("rules"), "otherwise");
    proved();
    swtpm.reboot();
    assertThat(digest(proved(), "rules")).isEqualTo(sha256("otherwise"));
    assertThat(proved().components()).extracting(MeasuredComponent::name).doesNotHaveDuplicates();
  }

  @Test
  void what_something_else_extends_into_the_register_is_not_explained_away() {
    tpm.extendPcr(PcrBank.SHA256, PCR, Octets.of(sha256("smuggled").bytes()));
    Challenge asked = challenge("node1");
    Attestation answer = answer(asked);
    VerifiedQuote quote = verify(answer, asked).accepted().orElseThrow();
    Verdict<VerifiedComponents> verdict =
        VerifiedComponents.verify(answer.evidence().logs().components(), quote, PCR);
    assertThat(verdict.findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.LOG_DIFFERS_FROM_PCR);
  }

  @Test
  void it_lists_files_from_where_it_is_asked_and_only_beside_a_quote_of_their_register()
      throws IOException {
    Files.writeString(folder.resolve("ima"), "one\ntwo\n");
    ImaFrom second = new ImaFrom(1, Octets.parse("ab".repeat(32)));
    Evidence.Logs part = logs(second, 0, 10, PCR);
    assertThat(part.ima()).isEqualTo(Octets.of("two\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(part.from()).isEqualTo(second);
    assertThat(part.more()).isFalse();
    assertThat(logs(ImaFrom.FIRST, 0, 10, PCR).ima().length()).isEqualTo(8);
    assertThat(logs(ImaFrom.FIRST, 0, 7, PCR).ima()).isEqualTo(Octets.EMPTY);
  }

  private Evidence.Logs logs(ImaFrom from, int... pcrs) {
    Challenge asked = challenge("node1");
    PcrSelection selection = PcrSelection.of(PcrBank.SHA256, pcrs);
    return node.attest(asked.nonce(), asked.session(), selection, from, Optional.empty())
        .evidence()
        .logs();
  }

  @Test
  void it_opens_credentials_for_its_own_keys_only() {
    TpmIdentity identity = node.identity();
    EndorsementKey key = identity.endorsementKeys().get(0);
    byte[] secret = "a credential".getBytes(StandardCharsets.UTF_8);
    EncryptedCredential own =
        CredentialChallenge.make(
            key.publicArea(), identity.attestationKey().name(), secret, random);
    assertThat(node.activate(key.template(), own)).isEqualTo(secret);
    EncryptedCredential foreign =
        CredentialChallenge.make(key.publicArea(), identity.storageKey().name(), secret, random);
    assertThatThrownBy(() -> node.activate(key.template(), foreign))
        .isInstanceOf(PluginException.class);
    assertThat(identity.endorsementKeys())
        .extracting(EndorsementKey::template)
        .contains(EkTemplate.RSA_2048);
  }

  @Test
  void what_it_states_of_a_vm_is_bound_to_the_quote_and_to_who_asked() {
    VmId vm = VmId.parse("7f3a09c2-1111-4222-8333-444455556666");
    VmStatement statement =
        new VmStatement(
            vm,
            new Epoch(1),
            Dn.parse("CN=Alice,O=Grid"),
            new VmStatement.Images(ImageId.parse("1a".repeat(32)), Optional.empty()),
            Optional.empty(),
            VmStatement.State.RUNNING,
            Instant.now());
    VmVerifier client = new VmVerifier(Clock.systemUTC(), random, Duration.ofMinutes(1));
    VmVerifier.Question question = client.ask(vm);
    Attestation answer =
        node.attest(
            question.nonce(),
            VmVerifier.session(vm),
            selection(),
            ImaFrom.FIRST,
            Optional.of(statement));
    assertThat(judged(client, question, answer, statement).accepted())
        .hasValueSatisfying(proven -> assertThat(proven.statement()).isEqualTo(statement));
    VmVerifier.Question another = client.ask(vm);
    Attestation plain =
        node.attest(
            another.nonce(), VmVerifier.session(vm), selection(), ImaFrom.FIRST, Optional.empty());
    assertThat(judged(client, another, plain, statement).findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.CHALLENGE_DIFFERS);
  }

  private Verdict<VerifiedVm> judged(
      VmVerifier client, VmVerifier.Question question, Attestation answer, VmStatement statement) {
    return client.verify(
        question,
        new VmAnswer(
            new NodeName("node1"), answer.tlsKey(), answer.evidence(), statement.encoded()),
        new QuoteExpectation(key(), selection(), Optional.empty()));
  }
}

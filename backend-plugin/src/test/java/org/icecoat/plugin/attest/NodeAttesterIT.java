package org.icecoat.plugin.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.jna.Native;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.service.configuration.ConfigurationFile;
import org.icecoat.trust.eventlog.ComponentLog;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.eventlog.VerifiedComponents;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.QuoteVerifier;
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
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.trust.tpm.EndorsementKey;
import org.icecoat.trust.tpm.Tpm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with a real software TPM proves what it is, and its changes show. */
class NodeAttesterIT {
  private static final int PCR = 13;
  private static final byte[] TLS_KEY = "a public key".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path makers;
  private static TestingSwtpm swtpm;

  @TempDir Path folder;
  private final SecureRandom random = new SecureRandom();
  private final ChallengeBook book =
      new ChallengeBook(Clock.systemUTC(), random, Duration.ofMinutes(1), 10);
  private Tpm tpm;
  private BusyTpm busy;
  private NodeAttester node;

  @BeforeAll
  static void makeTpm() {
    swtpm = TestingTpmMaker.in(makers.resolve("maker")).manufacture("node1");
  }

  @AfterAll
  static void stopTpm() {
    swtpm.close();
  }

  @BeforeEach
  void boot() throws IOException {
    swtpm.reboot();
    Files.writeString(folder.resolve("rules"), "as they were");
    tpm = swtpm.open();
    busy = new BusyTpm(tpm);
    node = attester();
  }

  @AfterEach
  void stop() {
    tpm.close();
  }

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
  void what_changes_while_the_tpm_quotes_is_measured_again_and_no_lie() throws IOException {
    busy.before.add(() -> measureAnew("changed by one who asked meanwhile"));
    assertThat(digests(proved(), "rules")).hasSize(2);
    busy.before.add(() -> measureAnew("and another one"));
    busy.after.add(() -> measureAnew("and once more"));
    assertThat(digests(proved(), "rules")).hasSize(4);
    busy.before.add(swtpm::reboot);
    busy.after.add(swtpm::reboot);
    assertThat(digests(proved(), "rules")).hasSize(1);
  }

  @Test
  void registers_that_never_stand_still_are_a_failure_and_no_evidence() {
    IntStream.range(0, 20).forEach(time -> busy.before.add(this::extendAnother));
    IntStream.range(0, 20).forEach(time -> busy.after.add(this::extendAnother));
    assertThatThrownBy(() -> answer(challenge("node1")))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.TPM_FAILED))
        .hasMessageContaining("changed in each of 8 tries");
    busy.before.clear();
    busy.after.clear();
    assertThat(answer(challenge("node1")).evidence()).isNotNull();
  }

  @Test
  void registers_are_read_again_only_when_the_quote_says_that_they_changed() throws IOException {
    var unused = proved();
    busy.reads.clear();
    unused = proved();
    assertThat(busy.reads).containsExactly(PcrSelection.of(PcrBank.SHA256, PCR));
    extendAnother();
    busy.reads.clear();
    unused = proved();
    assertThat(busy.reads).hasSize(2);
  }

  private void extendAnother() {
    tpm.extendPcr(PcrBank.SHA256, 7, Octets.of(sha256("by the kernel").bytes()));
  }

  private void measureAnew(String rules) {
    try {
      Files.writeString(folder.resolve("rules"), rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    node.measure();
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

  private VerifiedComponents proved() {
    Challenge asked = challenge("node1");
    Attestation answer = answer(asked);
    VerifiedQuote quote = verify(answer, asked).accepted().orElseThrow();
    return VerifiedComponents.verify(answer.evidence().logs().components(), quote, PCR)
        .accepted()
        .orElseThrow();
  }

  private Attestation answer(Challenge asked) {
    return node.attest(
        asked.nonce(), asked.session(), selection(), ImaFrom.FIRST, Optional.empty());
  }

  private Challenge challenge(String name) {
    Sha256 key = Sha256.of(HashAlgorithm.SHA256.hash(Octets.of(TLS_KEY)).bytes());
    return book.issue(new NodeName(name), new Challenge.Session("testing"), key);
  }

  private Verdict<VerifiedQuote> verify(Attestation answer, Challenge asked) {
    return new QuoteVerifier(book)
        .verify(
            answer.evidence(), new QuoteExpectation(key(), selection(), Optional.empty()), asked);
  }

  private AttestationKey key() {
    TpmName name = node.identity().attestationKey().name();
    return AttestationKey.judge(
            node.identity().attestationKey(), TpmName.qualified(Hierarchy.ENDORSEMENT, name))
        .accepted()
        .orElseThrow();
  }

  private static PcrSelection selection() {
    return PcrSelection.of(PcrBank.SHA256, 0, 7, PCR);
  }

  private Octets pcr() {
    return tpm.readPcrs(PcrSelection.of(PcrBank.SHA256, PCR)).value(PCR);
  }

  private static Sha256 digest(VerifiedComponents proved, String name) {
    return digests(proved, name).get(0);
  }

  private static List<Sha256> digests(VerifiedComponents proved, String name) {
    return proved.components().stream()
        .filter(component -> component.name().equals(name))
        .map(MeasuredComponent::digest)
        .toList();
  }

  private static Sha256 sha256(String text) {
    return Sha256.of(
        HashAlgorithm.SHA256.hash(Octets.of(text.getBytes(StandardCharsets.UTF_8))).bytes());
  }

  private NodeAttester attester() throws IOException {
    Path file = folder.resolve("node.yaml");
    Files.createDirectories(folder.resolve("node"));
    Files.writeString(
        file,
        """
        name: node1
        server: {host: localhost, port: 0, certificate: hostcert.pem, key: hostkey.pem}
        trust: {directory: /etc/grid-security/certificates}
        factory: {dn: "CN=factory", events: "https://localhost:1/node-events"}
        folder: node
        capacity: {cpus: 4, memory-mib: 1024, disk-mib: 1024}
        tpm: {tcti: "%s", firmware-log: none, ima-log: ima, measure: {rules: rules}}
        """
            .formatted(swtpm.tcti()));
    PluginConfiguration configuration = ConfigurationFile.read(file, PluginConfiguration.class);
    return new NodeAttester(busy.seen(), configuration, file, () -> TLS_KEY, Clock.systemUTC());
  }
}

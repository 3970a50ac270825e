package org.icecoat.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.Consoles;
import org.icecoat.console.asked.Asked;
import org.icecoat.console.asked.AskedVms;
import org.icecoat.console.proof.TestingLoggedImage;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.signature.PolicySigner;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.icecoat.wire.vm.VmProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client with nothing but its makers, policies and log key, a node that proves itself, and a
 * factory between them.
 */
abstract class VerifyFixture {
  static final VmId VM = VmId.parse(TestingVms.FIRST);
  static final VmId OTHER = VmId.parse(TestingVms.SECOND);
  static final Dn ALICE = Dn.parse("CN=Alice,O=Testing Grid,C=XX");
  static final String ADMIN = "CN=Admin,O=Testing Grid,C=XX";

  @TempDir static Path makers;
  static TestingSwtpm one;
  static TestingSwtpm two;
  static TestingSwtpm foreign;

  @TempDir Path home;
  final TestingLoggedImage image = new TestingLoggedImage("blast");
  Consoles icecoat;
  TestingGrid grid;
  TestingVmNode node;
  Optional<TestingVmNode> second = Optional.empty();
  VmProperties vm;

  @BeforeAll
  static void makeTpms() throws IOException, GeneralSecurityException {
    TestingTpmMaker maker = TestingTpmMaker.in(makers.resolve("a"));
    one = maker.manufacture("1");
    two = maker.manufacture("2");
    foreign = TestingTpmMaker.in(makers.resolve("b")).manufacture("3");
    Path known = Files.createDirectories(makers.resolve("store/emulated/testing"));
    Files.write(known.resolve("root.der"), maker.root().getEncoded());
    Files.write(known.resolve("issuer.der"), maker.issuer().getEncoded());
  }

  @AfterAll
  static void stopTpms() {
    one.close();
    two.close();
    foreign.close();
  }

  @BeforeEach
  void services() throws IOException {
    icecoat = new Consoles(home, Instant.now().plusSeconds(60));
    grid = TestingGrid.create(home, icecoat.console().time());
    icecoat
        .console()
        .with("X509_CERT_DIR", grid.certificates().toString())
        .with("X509_USER_PROXY", grid.user("Alice").writeProxy(home.resolve("p")).toString())
        .with("ICECOAT_TPM_MAKERS", makers.resolve("store").toString())
        .with("ICECOAT_POLICIES", "site.pem")
        .with("ICECOAT_POLICY_SIGNERS", ADMIN)
        .with("ICECOAT_STORE_LOG_KEY", image.key().id().toString());
    sign("site.pem", "Admin", "good");
    image.grow("older");
    icecoat.services().images().put(image.registered().wire());
    icecoat.services().images().showing(image::answer);
    vm = icecoat.services().vms().running(TestingVms.FIRST, "search");
    vm.getImage().setId(id().toString());
    node = new TestingVmNode(one, "node-1", VM, ALICE, id());
    node.boot("good");
    relaying(node::answer);
    asked(new ImageRequirements.ById(id()), Optional.empty());
  }

  /** What Alice asked for when she deployed the VM. */
  final void asked(ImageRequirements wanted, Optional<Sha256> application) throws IOException {
    new AskedVms(home.resolve(".local/state/icecoat"))
        .keep(VM, new Asked(Optional.of(wanted), Optional.of(new Asked.Code(application))));
  }

  final ImageId id() {
    return ImageId.parse(image.wire().getManifest().getId());
  }

  final void sign(String file, String signer, String content) throws IOException {
    String policy =
        """
        name: site
        version: 1
        maximal-age: 10m
        tpms: {classes: [emulated], makers: [any]}
        pcrs: {bank: sha256, quoted: [{pcr: %d, by-log: components}]}
        components: [{name: rules, digests: ['%s']}]
        ima: none
        """
            .formatted(TestingVmNode.PCR, TestingVmNode.sha256(content));
    TestingCredential credential = grid.user(signer);
    PemCredential pem =
        PemCredential.read(
            credential.writeCertificate(home.resolve("signer.pem.crt")),
            credential.writeKey(home.resolve("signer.key")),
            PassphraseSource.NONE);
    Octets yaml = Octets.of(policy.getBytes(StandardCharsets.UTF_8));
    Files.write(
        home.resolve(file),
        new PolicySigner(icecoat.console().time()).sign(PolicyDocument.read(yaml), pem).bytes());
  }

  final void relaying(TestingVms.Relay factory) {
    icecoat.services().vms().relaying(factory);
  }

  @AfterEach
  void stop() {
    node.close();
    second.ifPresent(TestingVmNode::close);
  }

  final TestingVmNode otherNode() {
    TestingVmNode other = new TestingVmNode(two, "node-2", OTHER, ALICE, id());
    other.boot("good");
    second = Optional.of(other);
    return other;
  }

  final Result verify(String... more) {
    List<String> words = new ArrayList<>(List.of("verify", "vm-7f3a"));
    words.addAll(List.of(more));
    return icecoat.run(words.toArray(String[]::new));
  }

  final void assertRefuted(String what, String why) {
    Result result = verify();
    assertThat(result.status()).as(result.out() + result.err()).isEqualTo(11);
    assertThat(result.out())
        .startsWith("vm-7f3a09c2 is not what is claimed of it\n")
        .containsPattern("\n" + what + " +refuted +.*" + why);
  }
}

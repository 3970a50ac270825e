package org.icecoat.factory.attest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.icecoat.domain.identity.Dn;
import org.icecoat.service.database.Database;
import org.icecoat.service.policy.PoliciesInForce;
import org.icecoat.service.policy.PolicyFolder;
import org.icecoat.service.policy.PolicyTable;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.signature.PolicySigner;
import org.icecoat.trust.policy.signature.PolicyVerifier;
import org.icecoat.trust.proxy.CallerRules;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;

/** A folder of policies that Alice signs, in a grid of its own. */
final class TestingPolicies implements AutoCloseable {
  static final Duration ROLL_OUT = Duration.ofHours(1);

  private final Path folder;
  private final Path signed;
  private final Clock clock;
  private final TestingGrid grid;
  private final TestingCredential alice;
  private final GridTrust trust;

  TestingPolicies(Path folder, Clock clock) throws IOException {
    this.folder = folder;
    this.signed = Files.createDirectories(folder.resolve("policies"));
    this.clock = clock;
    this.grid = TestingGrid.create(folder, clock);
    this.alice = grid.user("Alice");
    CallerRules rules = new CallerRules(null, null, Duration.ZERO);
    this.trust =
        GridTrust.open(
            new TrustAnchors(grid.certificates(), Duration.ofMillis(1), null, null, null, rules),
            clock);
  }

  /** Nodes whose component "rules" has one of those contents, ten minutes long. */
  static String policy(int version, String... contents) {
    StringBuilder digests = new StringBuilder();
    for (String content : contents) {
      digests.append(digests.isEmpty() ? "" : ", ").append(TestingAttester.sha256(content));
    }
    return """
        name: site
        version: %d
        maximal-age: 10m
        tpms: {classes: [emulated], makers: [any]}
        pcrs: {bank: sha256, quoted: [{pcr: %d, by-log: components}]}
        components: [{name: rules, digests: ['%s']}]
        ima: none
        """
        .formatted(version, TestingAttester.PCR, digests.toString().replace(", ", "', '"));
  }

  void put(String file, String policy) {
    put(file, policy, alice);
  }

  /** One whom nobody asked to sign. */
  void putByBob(String file, String policy) {
    put(file, policy, grid.user("Bob"));
  }

  private void put(String file, String policy, TestingCredential signer) {
    try {
      Files.write(signed.resolve(file), signed(policy, signer).bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signed by Alice. */
  Octets signed(String policy) {
    return signed(policy, alice);
  }

  /** Signed by one whom nobody asked to sign. */
  Octets signedByBob(String policy) {
    return signed(policy, grid.user("Bob"));
  }

  private Octets signed(String policy, TestingCredential signer) {
    PemCredential credential =
        PemCredential.read(
            signer.writeCertificate(folder.resolve("signer.pem")),
            signer.writeKey(folder.resolve("signer.key")),
            PassphraseSource.NONE);
    Octets yaml = Octets.of(policy.getBytes(StandardCharsets.UTF_8));
    return new PolicySigner(clock).sign(PolicyDocument.read(yaml), credential);
  }

  /** Makes the grid's CA a maker of TPMs. */
  void publishAuthority(Path maker) throws IOException {
    Files.createDirectories(maker);
    try (Stream<Path> files = Files.list(grid.certificates())) {
      for (Path file : files.filter(each -> each.toString().endsWith(".0")).toList()) {
        Files.copy(file, maker.resolve(file.getFileName() + ".pem"));
      }
    }
  }

  void remove(String file) throws IOException {
    Files.delete(signed.resolve(file));
  }

  void removeAll() throws IOException {
    try (Stream<Path> files = Files.list(signed)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** What is in force by the folder and that database. */
  PoliciesInForce open(Database database) {
    return read(database).policies();
  }

  PolicyFolder read(Database database) {
    return new PolicyFolder(signed, ROLL_OUT, verifier(), new PolicyTable(database.jdbi()), clock);
  }

  PolicyVerifier verifier() {
    Dn allowed = Dn.of(alice.leaf().getSubjectX500Principal());
    return new PolicyVerifier(trust.callers()::judge, Set.of(allowed), clock);
  }

  @Override
  public void close() {
    trust.close();
  }
}

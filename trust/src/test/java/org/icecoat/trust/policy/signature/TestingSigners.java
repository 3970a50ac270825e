package org.icecoat.trust.policy.signature;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.proxy.CallerRules;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingAuthority;
import org.icecoat.trust.testing.TestingClock;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;

/** A grid whose Alice may sign policies, and a verifier that trusts it. */
public final class TestingSigners implements AutoCloseable {
  static final String POLICY =
      """
      name: site
      version: 3
      maximal-age: 10m
      tpms: {classes: [hardware], makers: [any]}
      pcrs:
        bank: sha256
        quoted: [{pcr: 7, values: ['%s']}]
      ima: none
      """
          .formatted("ab".repeat(32));

  final TestingClock clock = new TestingClock(Instant.now());
  final TestingGrid grid;
  final TestingCredential alice;
  private final Path folder;
  private final GridTrust trust;

  public TestingSigners(Path folder) {
    this.folder = folder;
    this.grid = TestingGrid.create(folder, clock);
    this.alice = grid.user("Alice");
    CallerRules rules = new CallerRules(null, null, Duration.ZERO);
    TrustAnchors anchors =
        new TrustAnchors(grid.certificates(), Duration.ofMillis(1), null, null, null, rules);
    this.trust = GridTrust.open(anchors, clock);
  }

  public Instant now() {
    return clock.instant();
  }

  public PolicyVerifier verifier() {
    Dn allowed = Dn.of(alice.leaf().getSubjectX500Principal());
    return new PolicyVerifier(trust.callers()::judge, Set.of(allowed), clock);
  }

  PolicyVerifier showing() {
    return PolicyVerifier.ofAnySigner(trust.callers()::judge, clock);
  }

  static PolicyDocument document(String yaml) {
    return PolicyDocument.read(octets(yaml));
  }

  static Octets octets(String text) {
    return Octets.of(text.getBytes(StandardCharsets.UTF_8));
  }

  Octets sign(TestingCredential signer, Clock at) {
    return sign(document(POLICY), signer, at);
  }

  /** Signs with a certificate of another CA. */
  Octets sign(TestingAuthority authority, String commonName) {
    return sign(forged(authority, commonName), clock);
  }

  /** Somebody of that name, as another CA says. */
  TestingCredential forged(TestingAuthority authority, String commonName) {
    KeyPair keys = TestingKeys.p256();
    return authority.issue(authority.certificate(TestingGrid.name(commonName), keys), keys);
  }

  /** Signs as the command line does. */
  Octets sign(PolicyDocument document, TestingCredential signer, Clock at) {
    return new PolicySigner(at).sign(document, credential(signer));
  }

  PemCredential credential(TestingCredential signer) {
    return PemCredential.read(
        signer.writeCertificate(folder.resolve("signer.pem")),
        signer.writeKey(folder.resolve("signer.key")),
        PassphraseSource.NONE);
  }

  /** A policy that Alice signed now and that was verified. */
  public SignedPolicy signed(String yaml) {
    Octets pem = sign(document(yaml), alice, clock);
    return verifier().verify(pem).accepted().orElseThrow();
  }

  @Override
  public void close() {
    trust.close();
  }
}

package org.icecoat.imagestore.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.signature.PolicySigner;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;

/** A maker of TPMs, and a store with one of them that believes that maker and Alice's policy. */
public final class TestingSite {
  private final TestingTpmMaker maker;
  private final Path makers;

  public TestingSite(Path folder) {
    this.maker = TestingTpmMaker.in(folder.resolve("maker"));
    this.makers = folder.resolve("makers");
  }

  /** Makes a TPM; two seconds. */
  public TestingSwtpm manufacture(String name) throws IOException, CertificateEncodingException {
    TestingSwtpm made = maker.manufacture(name);
    Path accepted = Files.createDirectories(makers.resolve("emulated/testing"));
    Files.write(accepted.resolve("root.der"), maker.root().getEncoded());
    Files.write(accepted.resolve("issuer.der"), maker.issuer().getEncoded());
    return made;
  }

  /** A store in that folder, whose policy asks for nodes that measured "good". */
  public TestingStore store(TestingSwtpm tpm, Path folder, SecureRandom random) throws IOException {
    TestingStore store = bareStore(tpm, folder, random);
    Octets pem = policy(store.grid().user("Alice"), folder, 1, "good");
    Files.write(folder.resolve("policies/site.pem"), pem.bytes());
    store.stop();
    store.start();
    return store;
  }

  /** A store in that folder that believes in Alice, and in which no policy is in force. */
  public TestingStore bareStore(TestingSwtpm tpm, Path folder, SecureRandom random)
      throws IOException {
    return TestingStore.releasing(tpm.tcti(), folder, makers, random);
  }

  /** A policy that asks for nodes that measured that, signed by whomever. */
  public static Octets policy(TestingCredential signer, Path folder, int version, String measured) {
    PemCredential credential =
        PemCredential.read(
            signer.writeCertificate(folder.resolve("signer.pem")),
            signer.writeKey(folder.resolve("signer.key")),
            PassphraseSource.NONE);
    return new PolicySigner(Clock.systemUTC())
        .sign(PolicyDocument.read(document(version, measured)), credential);
  }

  /** The same without a signature. */
  public static Octets document(int version, String measured) {
    String policy =
        """
        name: site
        version: %d
        maximal-age: 10m
        tpms: {classes: [emulated], makers: [any]}
        pcrs: {bank: sha256, quoted: [{pcr: %d, by-log: components}]}
        components: [{name: rules, digests: ['%s']}]
        ima: none
        """
            .formatted(version, TestingNode.PCR, TestingNode.sha256(measured));
    return Octets.of(policy.getBytes(StandardCharsets.UTF_8));
  }
}

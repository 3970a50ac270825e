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
import org.icecoat.trust.testing.TestingGrid;
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
    TestingStore store = TestingStore.releasing(tpm.tcti(), folder, makers, random);
    publish(store.grid(), folder);
    store.stop();
    store.start();
    return store;
  }

  private static void publish(TestingGrid grid, Path folder) throws IOException {
    TestingCredential alice = grid.user("Alice");
    PemCredential signer =
        PemCredential.read(
            alice.writeCertificate(folder.resolve("signer.pem")),
            alice.writeKey(folder.resolve("signer.key")),
            PassphraseSource.NONE);
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
            .formatted(TestingNode.PCR, TestingNode.sha256("good"));
    Octets yaml = Octets.of(policy.getBytes(StandardCharsets.UTF_8));
    Octets pem = new PolicySigner(Clock.systemUTC()).sign(PolicyDocument.read(yaml), signer);
    Files.write(folder.resolve("policies/site.pem"), pem.bytes());
  }
}

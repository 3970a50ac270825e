package org.icecoat.trust.evidence.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.CertifiedKey;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.KeyCertification;
import org.icecoat.trust.evidence.NvCertification;
import org.icecoat.trust.evidence.NvReading;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.Attestation;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;
import org.icecoat.trust.structure.WireWriter;
import org.icecoat.trust.testing.TestingTpmTools;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a TPM of software makes of what is made here, and the other way round. */
class RealTpmIT {
  private static final byte[] SECRET =
      "a key that nobody else may have".getBytes(StandardCharsets.US_ASCII);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static TestingTpmTools tpm;
  private static AttestationKey key;

  @BeforeAll
  static void start() {
    tpm = new TestingTpmTools();
    tpm.run("tpm2_createek", "-Q", "-G", "ecc", "-c", "ek.ctx", "-u", "ek.pub");
    tpm.run(
        "tpm2_createak",
        "-Q",
        "-C",
        "ek.ctx",
        "-c",
        "ak.ctx",
        "-G",
        "ecc",
        "-g",
        "sha256",
        "-s",
        "ecdsa",
        "-u",
        "ak.pub",
        "-n",
        "ak.name");
    PublicArea area = PublicArea.parseSized(tpm.read("ak.pub"));
    TpmName ek = PublicArea.parseSized(tpm.read("ek.pub")).name();
    TpmName qualified = TpmName.qualified(Hierarchy.ENDORSEMENT, ek, area.name());
    key = AttestationKey.judge(area, qualified).accepted().orElseThrow();
  }

  @AfterAll
  static void stop() {
    tpm.close();
  }

  @Test
  void its_quote_is_verified() {
    ChallengeBook book = new ChallengeBook(Clock.systemUTC(), RANDOM, Duration.ofMinutes(5), 10);
    QuoteVerifier verifier = new QuoteVerifier(book);
    Challenge challenge =
        book.issue(
            new NodeName("node-1"), new Challenge.Session("s"), Sha256.parse("11".repeat(32)));
    PcrValues values = pcrs(0, 7, 14);
    tpm.run(
        "tpm2_quote",
        "-Q",
        "-c",
        "ak.ctx",
        "-l",
        "sha256:0,7,14",
        "-g",
        "sha256",
        "-q",
        challenge.qualifyingData().hex(),
        "-m",
        "quote",
        "-s",
        "quote.sig");
    Evidence evidence =
        new Evidence(
            tpm.read("ak.pub"),
            new SignedAttestation(tpm.read("quote"), tpm.read("quote.sig")),
            values.wire(),
            Evidence.Logs.NONE);
    QuoteExpectation expected = new QuoteExpectation(key, values.selection(), Optional.empty());
    Verdict<VerifiedQuote> verdict = verifier.verify(evidence, expected, challenge);
    assertThat(verdict.findings()).isEmpty();
  }

  @Test
  void it_opens_a_credential_made_for_it_and_no_altered_one() {
    PublicArea ek = PublicArea.parseSized(tpm.read("ek.pub"));
    EncryptedCredential credential = CredentialChallenge.make(ek, key.name(), SECRET, RANDOM);
    activate(credential.wire(), true);
    assertThat(tpm.read("opened")).isEqualTo(Octets.of(SECRET));
    TpmName other = ek.name();
    activate(CredentialChallenge.make(ek, other, SECRET, RANDOM).wire(), false);
    byte[] altered = credential.wire().bytes();
    altered[10] ^= 1;
    activate(Octets.of(altered), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecc", "rsa"})
  void it_imports_a_wrapped_secret_and_unseals_it_while_the_pcrs_stay(String algorithm) {
    CertifiedKey storageKey = storageKey(algorithm);
    PcrPolicy policy = new PcrPolicy(pcrs(7, 15));
    ImportableObject wrapped = SecretWrapping.wrap(storageKey, SECRET, policy, RANDOM);
    importIt(wrapped);
    String[] unseal = {"tpm2_unseal", "-Q", "-c", "o.ctx", "-p", "pcr:sha256:7,15", "-o", "secret"};
    tpm.run(unseal);
    assertThat(tpm.read("secret")).isEqualTo(Octets.of(SECRET));
    assertThat(tpm.fails("tpm2_unseal", "-c", "o.ctx")).isNotEmpty();
    tpm.run("tpm2_pcrextend", "15:sha256=" + "11".repeat(32));
    assertThat(tpm.fails(unseal)).containsIgnoringCase("policy");
  }

  @Test
  void its_counter_is_certified() {
    tpm.run(
        "tpm2_nvdefine",
        "-Q",
        "0x01500010",
        "-C",
        "o",
        "-a",
        "ownerread|ownerwrite|authread|nt=counter");
    tpm.run("tpm2_nvincrement", "-Q", "0x01500010", "-C", "o");
    tpm.run("tpm2_nvincrement", "-Q", "0x01500010", "-C", "o");
    tpm.run(
        "tpm2_nvcertify",
        "-Q",
        "-C",
        "ak.ctx",
        "-c",
        "o",
        "-g",
        "sha256",
        "-q",
        "d0d1",
        "-o",
        "nv.sig",
        "--attestation",
        "nv",
        "--size",
        "8",
        "0x01500010");
    int attributes = 0x00060012 | NvPublicArea.WRITTEN;
    NvPublicArea index =
        new NvPublicArea(0x01500010, HashAlgorithm.SHA256, attributes, Octets.EMPTY, 8);
    Verdict<NvReading> verdict =
        NvCertification.judge(
            new SignedAttestation(tpm.read("nv"), tpm.read("nv.sig")),
            key,
            index,
            Octets.parse("d0d1"));
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.accepted().orElseThrow().counter()).isPositive();
  }

  private static CertifiedKey storageKey(String algorithm) {
    tpm.run("tpm2_createprimary", "-Q", "-C", "o", "-G", algorithm, "-c", "srk.ctx");
    tpm.run("tpm2_readpublic", "-Q", "-c", "srk.ctx", "-o", "srk.pub");
    tpm.run(
        "tpm2_certify",
        "-Q",
        "-c",
        "srk.ctx",
        "-C",
        "ak.ctx",
        "-g",
        "sha256",
        "-o",
        "srk.attest",
        "-s",
        "srk.sig");
    SignedAttestation certification =
        new SignedAttestation(tpm.read("srk.attest"), tpm.read("srk.sig"));
    PublicArea area = PublicArea.parseSized(tpm.read("srk.pub"));
    Octets data = Attestation.parse(certification.attest()).extraData();
    Verdict<CertifiedKey> verdict =
        KeyCertification.judge(certification, key, area, CertifiedKey.Use.STORAGE, data);
    assertThat(verdict.findings()).isEmpty();
    return verdict.accepted().orElseThrow();
  }

  private static void importIt(ImportableObject wrapped) {
    tpm.write("o.pub", wrapped.publicArea().sizedWire());
    tpm.write("o.dup", WireWriter.bigEndian().sized(wrapped.duplicate()).written());
    tpm.write("o.seed", WireWriter.bigEndian().sized(wrapped.seed()).written());
    tpm.run(
        "tpm2_import",
        "-Q",
        "-C",
        "srk.ctx",
        "-u",
        "o.pub",
        "-i",
        "o.dup",
        "-s",
        "o.seed",
        "-r",
        "o.priv");
    tpm.run("tpm2_load", "-Q", "-C", "srk.ctx", "-u", "o.pub", "-r", "o.priv", "-c", "o.ctx");
  }

  private static void activate(Octets credential, boolean opens) {
    tpm.write("cred", WireWriter.bigEndian().u32(0xbadcc0de).u32(1).bytes(credential).written());
    tpm.run("tpm2_startauthsession", "--policy-session", "-S", "session.ctx");
    tpm.run("tpm2_policysecret", "-Q", "-S", "session.ctx", "-c", "e");
    String[] activate = {
      "tpm2_activatecredential",
      "-Q",
      "-c",
      "ak.ctx",
      "-C",
      "ek.ctx",
      "-i",
      "cred",
      "-o",
      "opened",
      "-P",
      "session:session.ctx"
    };
    if (opens) {
      tpm.run(activate);
    } else {
      assertThat(tpm.fails(activate)).containsIgnoringCase("integrity");
    }
    tpm.run("tpm2_flushcontext", "session.ctx");
  }

  private static PcrValues pcrs(int... indexes) {
    PcrSelection selection = PcrSelection.of(PcrBank.SHA256, indexes);
    tpm.run("tpm2_pcrread", "-Q", selection.toString(), "-o", "pcrs");
    Octets all = tpm.read("pcrs");
    List<Octets> values =
        IntStream.range(0, indexes.length).mapToObj(i -> all.slice(32 * i, 32 * i + 32)).toList();
    return PcrValues.of(selection, values);
  }
}

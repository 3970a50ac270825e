package org.icecoat.trust.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.testing.TestingBytes.joined;

import java.util.List;
import java.util.Random;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SchemeKind;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;
import org.icecoat.trust.structure.TpmSignature;
import org.icecoat.trust.structure.TpmSignature.Ecdsa;
import org.icecoat.trust.structure.WireWriter;
import org.icecoat.trust.testing.TestingAttest;
import org.icecoat.trust.testing.TestingBytes;
import org.junit.jupiter.api.Test;

/** Other statements offered as quotes, foreign signatures, damaged bytes. */
class ForgedQuoteTest {
  private final TestingExchange exchange = new TestingExchange();
  private final Challenge challenge = exchange.challenge();

  @Test
  void another_statement_of_the_same_key_is_no_quote() {
    TpmName name = exchange.node.key().area().name();
    for (TestingAttest other :
        new TestingAttest[] {
          TestingAttest.certify(name),
          TestingAttest.nv(name, 0, Octets.parse("0000000000000001")),
          TestingAttest.of(
              TestingAttest.TIME, WireWriter.bigEndian().u64(1).u64(1).u64(1).written()),
          TestingAttest.of(
              TestingAttest.CREATION,
              WireWriter.bigEndian().sized(name.value()).sized(Octets.EMPTY).written()),
          TestingAttest.of(0x8015, Octets.EMPTY)
        }) {
      Challenge fresh = exchange.challenge();
      refused(judged(other, fresh), Reason.WRONG_TYPE);
    }
  }

  @Test
  void another_magic_is_not_from_a_tpm() {
    refused(judged(quote().magic(0xff544348), challenge), Reason.NOT_FROM_TPM);
  }

  @Test
  void the_same_key_elsewhere_in_the_tpm_is_refused() {
    TpmName owner = TpmName.qualified(Hierarchy.OWNER, exchange.node.key().area().name());
    TestingAttest attest = quote().signer(owner).extraData(challenge.qualifyingData());
    refused(exchange.judged(attest, challenge), Reason.SIGNER_DIFFERS);
  }

  @Test
  void a_changed_byte_breaks_the_signature() {
    SignedAttestation good = signed();
    Octets attest = good.attest();
    Octets changed = TestingBytes.with(attest, attest.length() - 34, 0x33);
    assertThat(reasons(new SignedAttestation(changed, good.signature())))
        .contains(Reason.SIGNATURE_WRONG);
  }

  @Test
  void a_signature_of_another_scheme_or_hash_is_refused_before_it_is_tried() {
    SignedAttestation good = signed();
    Octets value = Octets.parse("11".repeat(32));
    for (TpmSignature other :
        new TpmSignature[] {
          new Ecdsa(HashAlgorithm.SHA1, value, value),
          new Ecdsa(HashAlgorithm.SHA384, value, value),
          new TpmSignature.Rsa(SchemeKind.RSASSA, HashAlgorithm.SHA256, value)
        }) {
      assertThat(reasons(new SignedAttestation(good.attest(), other.wire())))
          .contains(Reason.SCHEME_DIFFERS)
          .doesNotContain(Reason.SIGNATURE_WRONG);
    }
  }

  @Test
  void signatures_of_zeros_and_of_oversized_numbers_are_refused() {
    SignedAttestation good = signed();
    Octets one = Octets.parse("01");
    for (Octets bad :
        new Octets[] {Octets.EMPTY, Octets.parse("00"), Octets.parse("ff".repeat(32))}) {
      assertThat(reasons(with(good, new Ecdsa(HashAlgorithm.SHA256, bad, one))))
          .contains(Reason.SIGNATURE_OUT_OF_RANGE);
      assertThat(reasons(with(good, new Ecdsa(HashAlgorithm.SHA256, one, bad))))
          .contains(Reason.SIGNATURE_OUT_OF_RANGE);
    }
  }

  @Test
  void truncated_and_longer_bytes_are_refused_at_every_length() {
    SignedAttestation good = signed();
    for (int length = 0; length < good.attest().length(); length++) {
      Octets cut = good.attest().slice(0, length);
      assertThat(reasons(new SignedAttestation(cut, good.signature())))
          .contains(Reason.ATTESTATION_MALFORMED);
    }
    for (int length = 0; length < good.signature().length(); length++) {
      Octets cut = good.signature().slice(0, length);
      assertThat(reasons(new SignedAttestation(good.attest(), cut)))
          .contains(Reason.SIGNATURE_MALFORMED);
    }
    Octets zero = Octets.parse("00");
    assertThat(reasons(new SignedAttestation(joined(good.attest(), zero), good.signature())))
        .contains(Reason.ATTESTATION_MALFORMED);
    assertThat(reasons(new SignedAttestation(good.attest(), joined(good.signature(), zero))))
        .contains(Reason.SIGNATURE_MALFORMED);
  }

  @Test
  void no_mutation_of_what_was_signed_is_accepted() {
    Random random = new Random(8);
    for (int round = 0; round < 600; round++) {
      Challenge fresh = exchange.challenge();
      Evidence good = exchange.answer(fresh);
      Octets attest = good.quote().attest();
      Octets mutated = TestingBytes.mutated(attest, random);
      SignedAttestation quote = new SignedAttestation(mutated, good.quote().signature());
      Evidence altered =
          new Evidence(good.attestationKey(), quote, good.pcrValues(), Evidence.Logs.NONE);
      assertThat(exchange.judged(altered, fresh).accepted().isPresent())
          .as("round %d", round)
          .isEqualTo(mutated.equals(attest));
    }
  }

  private Verdict<VerifiedQuote> judged(TestingAttest attest, Challenge asked) {
    attest.signer(exchange.node.qualifiedName()).extraData(asked.qualifyingData());
    return exchange.judged(attest, asked);
  }

  private TestingAttest quote() {
    return exchange.node.quote(exchange.values).extraData(challenge.qualifyingData());
  }

  private SignedAttestation signed() {
    return exchange.node.sign(quote());
  }

  private static SignedAttestation with(SignedAttestation good, TpmSignature signature) {
    return new SignedAttestation(good.attest(), signature.wire());
  }

  private List<Reason> reasons(SignedAttestation quote) {
    Evidence evidence =
        new Evidence(
            exchange.node.key().area().sizedWire(),
            quote,
            exchange.values.wire(),
            Evidence.Logs.NONE);
    return exchange.judged(evidence, challenge).findings().stream().map(Finding::reason).toList();
  }

  private static void refused(Verdict<?> verdict, Reason reason) {
    assertThat(verdict.findings()).extracting(Finding::reason).containsExactly(reason);
  }
}

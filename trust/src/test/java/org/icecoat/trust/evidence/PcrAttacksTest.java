package org.icecoat.trust.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.evidence.TestingExchange.pcr;

import java.util.Map;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingAttest;
import org.icecoat.trust.testing.TestingBytes;
import org.junit.jupiter.api.Test;

/** Quotes of other PCRs than were asked for, and values that are not those quoted. */
class PcrAttacksTest {
  private final TestingExchange exchange = new TestingExchange();

  @Test
  void a_quote_of_nothing_is_refused() {
    Octets nothing = HashAlgorithm.SHA256.hash();
    Octets none = Octets.parse("00000000");
    Octets zeros = PcrSelection.of(PcrBank.SHA256).wire();
    refused(judged(TestingAttest.quote(none, nothing), empty()), Reason.SELECTION_EMPTY);
    refused(judged(TestingAttest.quote(zeros, nothing), empty()), Reason.SELECTION_EMPTY);
  }

  @Test
  void a_subset_a_superset_and_another_set_are_refused() {
    refused(quoted(Map.of(0, pcr("a0"), 7, pcr("a7"))), Reason.PCRS_MISSING);
    refused(
        quoted(Map.of(0, pcr("a0"), 7, pcr("a7"), 14, pcr("ae"), 15, pcr("af"))),
        Reason.PCRS_UNASKED);
    refused(
        quoted(Map.of(0, pcr("a0"), 7, pcr("a7"), 16, pcr("ae"))),
        Reason.PCRS_MISSING,
        Reason.PCRS_UNASKED);
  }

  @Test
  void another_bank_is_refused() {
    Octets short0 = Octets.parse("a0".repeat(20));
    PcrValues sha1 = PcrValues.of(PcrBank.SHA1, Map.of(0, short0, 7, short0, 14, short0));
    refused(judged(TestingAttest.quote(sha1), sha1), Reason.BANK_DIFFERS);
  }

  @Test
  void two_selections_are_refused_even_of_one_bank() {
    Octets both = Octets.parse("00000002" + "000b03810000" + "000b03004000");
    refused(
        judged(
            TestingAttest.quote(both, exchange.values.digest(HashAlgorithm.SHA256)),
            exchange.values),
        Reason.SELECTION_NOT_SINGLE);
  }

  @Test
  void values_under_other_indexes_than_were_quoted_are_refused() {
    PcrValues relabelled =
        PcrValues.of(PcrBank.SHA256, Map.of(0, pcr("a0"), 8, pcr("a7"), 14, pcr("ae")));
    refused(judged(TestingAttest.quote(exchange.values), relabelled), Reason.VALUES_NOT_AS_QUOTED);
  }

  @Test
  void swapped_changed_and_additional_values_are_refused() {
    PcrValues swapped =
        PcrValues.of(PcrBank.SHA256, Map.of(0, pcr("a7"), 7, pcr("a0"), 14, pcr("ae")));
    TestingAttest attest = TestingAttest.quote(exchange.values);
    refused(judged(attest, swapped), Reason.PCR_DIGEST_DIFFERS);
    PcrValues more =
        PcrValues.of(
            PcrBank.SHA256, Map.of(0, pcr("a0"), 7, pcr("a7"), 14, pcr("ae"), 15, pcr("ff")));
    refused(judged(attest, more), Reason.VALUES_NOT_AS_QUOTED, Reason.PCR_DIGEST_DIFFERS);
  }

  @Test
  void values_out_of_order_twice_cut_or_trailing_cannot_be_read() {
    Octets wire = exchange.values.wire();
    Octets one = wire.slice(0, 3 + 33);
    TestingBytes.refused(TestingBytes.with(wire, 3 + 33, 0), PcrValues::parse);
    TestingBytes.refused(TestingBytes.with(wire, 3, 14), PcrValues::parse);
    TestingBytes.refused(TestingBytes.with(wire, 3 + 66, 24), PcrValues::parse);
    TestingBytes.refusedWhenCutOrLonger(wire, PcrValues::parse);
    TestingBytes.survivesMutation(wire, PcrValues::parse, 1000);
    Challenge challenge = exchange.challenge();
    Evidence good = exchange.answer(challenge);
    Evidence cut = new Evidence(good.attestationKey(), good.quote(), one, Evidence.Logs.NONE);
    refused(exchange.judged(cut, challenge), Reason.PCR_VALUES_MALFORMED);
  }

  private Verdict<VerifiedQuote> quoted(Map<Integer, Octets> byIndex) {
    PcrValues values = PcrValues.of(PcrBank.SHA256, byIndex);
    return judged(TestingAttest.quote(values), values);
  }

  private Verdict<VerifiedQuote> judged(TestingAttest attest, PcrValues values) {
    Challenge challenge = exchange.challenge();
    attest.signer(exchange.node.qualifiedName()).extraData(challenge.qualifyingData());
    return exchange.judged(exchange.node.evidence(attest, values, Evidence.Logs.NONE), challenge);
  }

  private static PcrValues empty() {
    return PcrValues.of(PcrBank.SHA256, Map.of());
  }

  private static void refused(Verdict<?> verdict, Reason... reasons) {
    assertThat(verdict.findings()).extracting(Finding::reason).containsExactly(reasons);
  }
}

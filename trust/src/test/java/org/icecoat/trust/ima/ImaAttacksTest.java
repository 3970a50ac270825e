package org.icecoat.trust.ima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingImaLog;
import org.junit.jupiter.api.Test;

/** What can be done to an IMA list beside honest quotes, one after the other. */
class ImaAttacksTest {
  private final ChallengeBook book =
      new ChallengeBook(Clock.systemUTC(), new SecureRandom(), Duration.ofMinutes(1), 10);
  private final QuoteVerifier verifier = new QuoteVerifier(book);
  private final TestingAttester node = new TestingAttester();
  private final TestingImaLog kernel =
      new TestingImaLog().ng("boot_aggregate", "ba").ng("/bin/sh", "01").ng("/bin/ls", "02");
  private Optional<VerifiedQuote> earlier = Optional.empty();

  @Test
  void lines_that_were_written_after_the_quote_wait_for_the_next_one() {
    PcrValues before = kernel.pcr10();
    kernel.ng("/bin/late", "03");
    VerifiedImaLog first = verified(kernel.ascii(), quote(before), ImaPosition.START);
    assertThat(first.entries()).hasSize(3);
    assertThat(first.position().verified()).isEqualTo(3);
    assertThat(first.position().shown()).isEqualTo(4);
    kernel.ng("/bin/later", "04");
    VerifiedImaLog second = verified(kernel.ascii(3), quote(kernel.pcr10()), first.position());
    assertThat(second.entries())
        .extracting(entry -> entry.file().path())
        .containsExactly("/bin/late", "/bin/later");
    assertThat(second.bootAggregate()).isEmpty();
    VerifiedImaLog nothingNew = verified(Octets.EMPTY, quote(kernel.pcr10()), second.position());
    assertThat(nothingNew.entries()).isEmpty();
  }

  @Test
  void a_list_that_never_gets_covered_makes_no_progress() {
    PcrValues before = kernel.pcr10();
    kernel.forged("10 " + "11".repeat(20) + " ima-ng sha256:" + "05".repeat(32) + " /bin/lie");
    VerifiedImaLog first = verified(kernel.ascii(), quote(before), ImaPosition.START);
    refused(judged(kernel.ascii(3), quote(before), first.position()), Reason.IMA_NO_PROGRESS);
    refused(judged(Octets.EMPTY, quote(before), first.position()), Reason.IMA_NO_PROGRESS);
  }

  @Test
  void an_appended_line_of_which_the_quote_knows_nothing_is_not_verified() {
    kernel.forged("10 " + "11".repeat(20) + " ima-ng sha256:" + "05".repeat(32) + " /bin/lie");
    assertThat(verified(kernel.ascii(), quote(kernel.pcr10()), ImaPosition.START).entries())
        .hasSize(3);
  }

  @Test
  void a_removed_line_is_refused_wherever_it_was() {
    VerifiedQuote quote = quote(kernel.pcr10());
    for (int line = 0; line < 3; line++) {
      List<String> lines = new ArrayList<>(kernel.lines());
      lines.remove(line);
      refused(judged(ascii(lines), quote, ImaPosition.START), Reason.LOG_DIFFERS_FROM_PCR);
    }
    List<String> swapped =
        List.of(kernel.lines().get(0), kernel.lines().get(2), kernel.lines().get(1));
    refused(judged(ascii(swapped), quote, ImaPosition.START), Reason.LOG_DIFFERS_FROM_PCR);
    refused(judged(Octets.EMPTY, quote, ImaPosition.START), Reason.LOG_DIFFERS_FROM_PCR);
  }

  @Test
  void an_altered_path_digest_or_template_is_refused() {
    VerifiedQuote quote = quote(kernel.pcr10());
    String last = kernel.lines().get(2);
    for (String bad :
        new String[] {
          last.replace("/bin/ls", "/bin/lz"),
          last.replace("0202", "0203"),
          last.replace("ima-ng", "ima-sig") + " "
        }) {
      Octets ascii = ascii(List.of(kernel.lines().get(0), kernel.lines().get(1), bad));
      refused(
          judged(ascii, quote, ImaPosition.START),
          Reason.IMA_TEMPLATE_ALTERED,
          Reason.LOG_DIFFERS_FROM_PCR);
    }
  }

  @Test
  void a_line_disguised_as_a_violation_is_refused() {
    String last = kernel.lines().get(2);
    String zeros = "10 " + "00".repeat(20) + last.substring(43);
    Octets ascii = ascii(List.of(kernel.lines().get(0), kernel.lines().get(1), zeros));
    refused(judged(ascii, quote(kernel.pcr10()), ImaPosition.START), Reason.LOG_DIFFERS_FROM_PCR);
  }

  @Test
  void a_list_of_which_a_line_was_rewritten_with_its_hash_is_refused() {
    TestingImaLog other =
        new TestingImaLog().ng("boot_aggregate", "ba").ng("/bin/sh", "01").ng("/bin/ls", "99");
    refused(
        judged(other.ascii(), quote(kernel.pcr10()), ImaPosition.START),
        Reason.LOG_DIFFERS_FROM_PCR);
  }

  @Test
  void a_list_that_goes_on_over_a_reboot_is_refused_and_one_from_the_start_is_not() {
    VerifiedImaLog first = verified(kernel.ascii(), quote(kernel.pcr10()), ImaPosition.START);
    node.reset();
    TestingImaLog rebooted = new TestingImaLog().ng("boot_aggregate", "bb");
    VerifiedQuote later = quote(rebooted.pcr10());
    refused(judged(rebooted.ascii(), later, first.position()), Reason.IMA_NO_PROGRESS);
    assertThat(judged(rebooted.ascii(), later, ImaPosition.START).accepted()).isPresent();
  }

  @Test
  void the_boot_aggregate_ties_the_list_to_the_boot() {
    Map<Integer, Octets> pcrs = new TreeMap<>();
    for (int pcr = 0; pcr < 10; pcr++) {
      pcrs.put(pcr, Octets.parse(("0" + pcr).repeat(32)));
    }
    PcrValues boot = PcrValues.of(PcrBank.SHA256, pcrs);
    Octets aggregate = ImaVerifier.bootAggregate(HashAlgorithm.SHA256, boot);
    assertThat(aggregate).isEqualTo(boot.digest(HashAlgorithm.SHA256));
    TestingImaLog right = new TestingImaLog().bootAggregate(aggregate).ng("/bin/sh", "01");
    VerifiedImaLog same = verified(right.ascii(), quote(right.pcr10()), ImaPosition.START);
    assertThat(ImaVerifier.sameBoot(same, boot)).isEmpty();
    VerifiedImaLog other = verified(kernel.ascii(), quote(kernel.pcr10()), ImaPosition.START);
    assertThat(ImaVerifier.sameBoot(other, boot).orElseThrow().reason())
        .isEqualTo(Reason.BOOT_AGGREGATE_DIFFERS);
    TestingImaLog none = new TestingImaLog().ng("/bin/sh", "01");
    VerifiedImaLog without = verified(none.ascii(), quote(none.pcr10()), ImaPosition.START);
    assertThat(ImaVerifier.sameBoot(without, boot)).isPresent();
    assertThatThrownBy(() -> ImaVerifier.bootAggregate(HashAlgorithm.SHA256, kernel.pcr10()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private VerifiedQuote quote(PcrValues values) {
    Challenge challenge =
        book.issue(new NodeName("n"), new Challenge.Session("s"), Sha256.parse("11".repeat(32)));
    QuoteExpectation expected =
        new QuoteExpectation(
            node.enrolled(), values.selection(), earlier.map(VerifiedQuote::clock));
    Evidence evidence = node.answer(challenge, values, Evidence.Logs.NONE);
    VerifiedQuote quote = verifier.verify(evidence, expected, challenge).accepted().orElseThrow();
    earlier = Optional.of(quote);
    return quote;
  }

  private static Octets ascii(List<String> lines) {
    TestingImaLog log = new TestingImaLog();
    lines.forEach(log::forged);
    return log.ascii();
  }

  private static Verdict<VerifiedImaLog> judged(
      Octets ascii, VerifiedQuote quote, ImaPosition from) {
    return ImaVerifier.verify(ascii, quote, from);
  }

  private static VerifiedImaLog verified(Octets ascii, VerifiedQuote quote, ImaPosition from) {
    return judged(ascii, quote, from).accepted().orElseThrow();
  }

  private static void refused(Verdict<?> verdict, Reason... reasons) {
    assertThat(verdict.findings()).extracting(Finding::reason).containsExactly(reasons);
  }
}

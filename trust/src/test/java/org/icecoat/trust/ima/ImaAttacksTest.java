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
import org.icecoat.trust.evidence.Evidence.ImaFrom;
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
  void a_list_that_begins_elsewhere_than_asked_or_with_another_value_is_refused() {
    VerifiedImaLog first = verified(kernel.ascii(), quote(kernel.pcr10()), ImaPosition.START);
    kernel.ng("/bin/new", "03");
    VerifiedQuote later = quote(kernel.pcr10());
    ImaFrom asked = first.position().from();
    List<ImaFrom> others =
        List.of(
            ImaFrom.FIRST,
            new ImaFrom(2, asked.value()),
            new ImaFrom(4, asked.value()),
            new ImaFrom(3, Octets.parse("ee".repeat(32))));
    for (ImaFrom other : others) {
      refused(
          ImaVerifier.verify(sent(kernel.ascii(3), other, false), later, first.position()),
          Reason.IMA_PART_DIFFERS);
    }
    refused(
        ImaVerifier.verify(sent(kernel.ascii(3), asked, false), later, ImaPosition.START),
        Reason.IMA_PART_DIFFERS);
    assertThat(judged(kernel.ascii(3), later, first.position()).accepted()).isPresent();
  }

  @Test
  void a_removed_or_rewritten_line_of_a_part_is_refused() {
    VerifiedImaLog first = verified(kernel.ascii(), quote(kernel.pcr10()), ImaPosition.START);
    kernel.ng("/bin/late", "03").ng("/bin/later", "04");
    VerifiedQuote later = quote(kernel.pcr10());
    List<String> lines = kernel.lines();
    List<List<String>> wrong =
        List.of(
            List.of(lines.get(3)),
            List.of(lines.get(4)),
            List.of(lines.get(4), lines.get(3)),
            List.of(lines.get(2), lines.get(3), lines.get(4)));
    for (List<String> part : wrong) {
      refused(judged(ascii(part), later, first.position()), Reason.LOG_DIFFERS_FROM_PCR);
    }
  }

  @Test
  void a_shorter_list_in_the_same_boot_is_no_progress_and_in_the_next_boot_it_is_no_matter() {
    VerifiedImaLog first = verified(kernel.ascii(), quote(kernel.pcr10()), ImaPosition.START);
    TestingImaLog rewound = new TestingImaLog().ng("boot_aggregate", "bb").ng("/bin/sh", "01");
    ImaPosition anew = first.position().restarted();
    refused(judged(rewound.ascii(), quote(rewound.pcr10()), anew), Reason.IMA_NO_PROGRESS);
    node.reset();
    VerifiedImaLog rebooted = verified(rewound.ascii(), quote(rewound.pcr10()), anew);
    assertThat(rebooted.position().shown()).isEqualTo(2);
  }

  @Test
  void a_part_after_which_more_has_to_come_proves_nothing_until_the_last_one_leads_to_a_quote() {
    kernel.ng("/bin/late", "03");
    Evidence.Logs begin = kernel.part(ImaFrom.FIRST, 2);
    VerifiedQuote quote = quote(kernel.pcr10());
    refused(ImaVerifier.verify(begin, quote, ImaPosition.START), Reason.IMA_LOG_PARTIAL);
    ImaFragment part = ImaVerifier.unfinished(begin, quote, ImaPosition.START).orElseThrow();
    assertThat(part.entries()).hasSize(2);
    Evidence.Logs end = kernel.part(part.position().from(), 9);
    VerifiedQuote last = quote(kernel.pcr10());
    assertThat(ImaVerifier.unfinished(end, last, part.position())).isEmpty();
    VerifiedImaLog whole = ImaVerifier.verify(end, last, part.position()).accepted().orElseThrow();
    assertThat(whole.entries()).extracting(ImaEntry::number).containsExactly(2L, 3L);
    assertThat(whole.position().verified()).isEqualTo(4);
  }

  @Test
  void a_part_that_is_wrong_or_empty_is_not_waited_for() {
    VerifiedQuote quote = quote(kernel.pcr10());
    String altered = kernel.lines().get(1).replace("/bin/sh", "/bin/sx");
    List<Octets> parts =
        List.of(Octets.EMPTY, Octets.parse("ff0a"), ascii(List.of(kernel.lines().get(0), altered)));
    for (Octets part : parts) {
      assertThat(ImaVerifier.unfinished(sent(part, ImaFrom.FIRST, true), quote, ImaPosition.START))
          .isEmpty();
    }
    assertThat(
            ImaVerifier.unfinished(
                sent(kernel.ascii(), ImaFrom.FIRST, true), quote, ImaPosition.START))
        .as("what leads to the quote is enough, whatever comes after it")
        .isEmpty();
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
    assertThat(ImaVerifier.sameBoot(same, right.pcr10()))
        .as("without the PCRs of the boot nothing shows it")
        .isPresent();
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
    return ImaVerifier.verify(sent(ascii, from.from(), false), quote, from);
  }

  private static Evidence.Logs sent(Octets ascii, ImaFrom from, boolean more) {
    return new Evidence.Logs(Octets.EMPTY, Octets.EMPTY, ascii, from, more);
  }

  private static VerifiedImaLog verified(Octets ascii, VerifiedQuote quote, ImaPosition from) {
    return judged(ascii, quote, from).accepted().orElseThrow();
  }

  private static void refused(Verdict<?> verdict, Reason... reasons) {
    assertThat(verdict.findings()).extracting(Finding::reason).containsExactly(reasons);
  }
}

package org.icecoat.trust.policy.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.policy.TpmRules;
import org.icecoat.trust.policy.signature.PolicyBook;
import org.icecoat.trust.policy.signature.TestingSigners;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingBytes;
import org.icecoat.trust.testing.TestingClock;
import org.icecoat.trust.testing.TestingRecording;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine's recorded boot, judged by a policy that was drafted from it and signed. */
class RecordedBootTest {
  private static final PolicyName NAME = new PolicyName("recorded");
  private static final ProvenTpm TPM = new ProvenTpm(TpmClass.EMULATED, "Recorded", Set.of());
  private static final Evidence BOOT = TestingRecording.evidence();
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern LOADER =
      Pattern.compile("EV_EFI_BOOT_SERVICES_APPLICATION, digests: \\[\"sha256:([0-9a-f]{64})");
  private static final int FEWEST_DIGESTS = 60;

  @TempDir private static Path folder;

  private static TestingSigners signers;
  private static TestingClock clock;
  private static String draft;

  @BeforeAll
  static void draft() throws IOException {
    signers = new TestingSigners(Files.createDirectories(folder.resolve("signers")));
    clock = new TestingClock(signers.now());
    PolicyDraft drafting =
        new PolicyDraft(
            NAME, 1, Set.of(TpmClass.EMULATED), List.of(new TpmRules.Maker("Recorded")), true);
    Octets yaml = drafting.from(List.of(Measurements.of(quote(BOOT), BOOT))).yaml();
    draft = text(yaml);
  }

  @AfterAll
  static void close() {
    signers.close();
  }

  @Test
  void the_policy_that_was_drafted_from_it_trusts_it() {
    assertThat(appraise(draft, BOOT)).isInstanceOf(Trusted.class);
  }

  @Test
  void the_policy_names_its_events_and_its_files() {
    assertThat(draft)
        .contains("{pcr: 4, by-log: firmware}", "{pcr: 10, by-log: ima}")
        .contains("# Calling EFI Application from Boot Option", "/usr/bin/tpm2");
    assertThat(digests()).hasSizeGreaterThan(FEWEST_DIGESTS);
  }

  @Test
  void a_boot_that_differs_in_any_event_value_or_file_is_refused() {
    Set<String> seen = new TreeSet<>();
    for (MatchResult digest : digests()) {
      Appraisal appraisal = appraise(changed(digest), BOOT);
      assertThat(appraisal).as("without %s", digest.group()).isInstanceOf(Rejected.class);
      seen.addAll(TestingSite.codes(appraisal));
    }
    assertThat(seen).containsExactly("EVENT_MISSING", "EVENT_UNKNOWN", "FILE_CHANGED", "PCR_VALUE");
  }

  /** The policy as if another boot had measured something else there. */
  private static String changed(MatchResult digest) {
    int last = digest.end() - 1;
    char other = draft.charAt(last) == '0' ? '1' : '0';
    return draft.substring(0, last) + other + draft.substring(digest.end());
  }

  private static List<MatchResult> digests() {
    return DIGEST.matcher(draft).results().toList();
  }

  @Test
  void a_file_that_the_policy_does_not_name_is_refused() {
    String fewer = draft.replaceFirst("(?m)^.*/usr/bin/tpm2\\b.*\n", "");
    assertThat(fewer).isNotEqualTo(draft);
    assertThat(TestingSite.codes(appraise(fewer, BOOT))).containsExactly("FILE_UNKNOWN");
  }

  @Test
  void logs_with_one_event_or_one_file_changed_do_not_lead_to_the_quote() {
    Octets events = BOOT.logs().firmware();
    Octets files = BOOT.logs().ima();
    MatchResult loader = LOADER.matcher(draft).results().findFirst().orElseThrow();
    int event = events.hex().indexOf(loader.group(1)) / 2;
    Octets otherEvents = TestingBytes.with(events, event, events.at(event) ^ 1);
    assertThat(TestingSite.codes(appraise(draft, TestingRecording.evidence(otherEvents, files))))
        .contains("LOG_DIFFERS_FROM_PCR");
    int file = text(files).indexOf(" /usr/bin/tpm2") - 1;
    Octets otherFiles = TestingBytes.with(files, file, files.at(file) == '0' ? '1' : '0');
    assertThat(TestingSite.codes(appraise(draft, TestingRecording.evidence(events, otherFiles))))
        .contains("LOG_DIFFERS_FROM_PCR");
  }

  private static String text(Octets ascii) {
    return new String(ascii.bytes(), StandardCharsets.US_ASCII);
  }

  private static Appraisal appraise(String policy, Evidence evidence) {
    PolicyBook book = new PolicyBook(clock);
    assertThat(book.accept(signers.signed(policy), clock.instant()).accepted()).isPresent();
    return new Appraiser(clock).appraise(quote(evidence), evidence, TPM, book.inForce(NAME));
  }

  private static VerifiedQuote quote(Evidence evidence) {
    return TestingRecording.verify(evidence, clock).accepted().orElseThrow();
  }
}

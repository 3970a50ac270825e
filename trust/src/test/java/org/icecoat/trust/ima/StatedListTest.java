package org.icecoat.trust.ima;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingEventLog;
import org.icecoat.trust.testing.TestingImaLog;
import org.junit.jupiter.api.Test;

/** The kernel's list beside a quote that was refused. */
class StatedListTest {
  private static final Octets START = TestingEventLog.digest("b0");

  private final TestingImaLog kernel =
      new TestingImaLog().bootAggregate(START).ng("/bin/one", "01").ng("/bin/two", "02");

  @Test
  void without_a_known_value_every_line_is_told() {
    assertPaths(whole(), Optional.empty(), "boot_aggregate", "/bin/one", "/bin/two");
  }

  @Test
  void with_a_known_value_the_lines_that_lead_to_it_are_told() {
    Optional<PcrValues> quoted = Optional.of(kernel.pcr10());
    kernel.ng("/bin/three", "03");
    assertPaths(whole(), quoted, "boot_aggregate", "/bin/one", "/bin/two");
  }

  @Test
  void a_list_that_does_not_lead_to_the_known_value_is_refused_for_that() {
    kernel.lines().remove(1);
    assertRefused(whole(), Optional.of(kernel.pcr10()), Reason.LOG_DIFFERS_FROM_PCR);
    assertPaths(whole(), Optional.empty(), "boot_aggregate", "/bin/two");
  }

  @Test
  void a_line_that_is_not_what_was_measured_is_refused_even_without_a_known_value() {
    kernel.lines().set(1, kernel.lines().get(1).replace("/bin/one", "/bin/ono"));
    assertRefused(whole(), Optional.empty(), Reason.IMA_TEMPLATE_ALTERED);
    assertRefused(
        TestingImaLog.only(Octets.parse("ff0a")), Optional.empty(), Reason.IMA_LOG_MALFORMED);
  }

  @Test
  void a_list_of_another_boot_is_refused_where_the_pcrs_of_this_one_are_known() {
    Map<Integer, Octets> values = new TreeMap<>(kernel.pcr10().byIndex());
    ImaVerifier.AGGREGATED.indexes().forEach(pcr -> values.put(pcr, START));
    PcrValues quoted = PcrValues.of(PcrBank.SHA256, values);
    assertRefused(whole(), Optional.of(quoted), Reason.BOOT_AGGREGATE_DIFFERS);
  }

  @Test
  void a_list_that_goes_on_or_is_not_all_is_not_compared() {
    ImaFrom later = new ImaFrom(2, TestingEventLog.digest("77"));
    Optional<PcrValues> quoted = Optional.of(kernel.pcr10());
    Evidence.Logs rest = kernel.part(later, 10);
    assertThat(StatedList.entries(rest, later, quoted).accepted().orElseThrow())
        .extracting(ImaEntry::number)
        .containsExactly(2L);
    assertPaths(kernel.part(ImaFrom.FIRST, 2), quoted, "boot_aggregate", "/bin/one");
  }

  @Test
  void a_list_that_begins_elsewhere_than_was_asked_for_is_refused_for_that() {
    ImaFrom later = new ImaFrom(2, TestingEventLog.digest("77"));
    assertRefused(kernel.part(later, 10), Optional.empty(), Reason.IMA_PART_DIFFERS);
  }

  private Evidence.Logs whole() {
    return TestingImaLog.only(kernel.ascii());
  }

  private static void assertPaths(Evidence.Logs sent, Optional<PcrValues> values, String... paths) {
    assertThat(StatedList.entries(sent, ImaFrom.FIRST, values).accepted().orElseThrow())
        .extracting(entry -> entry.file().path())
        .containsExactly(paths);
  }

  private static void assertRefused(Evidence.Logs sent, Optional<PcrValues> values, Reason reason) {
    assertThat(StatedList.entries(sent, ImaFrom.FIRST, values).findings())
        .extracting(Finding::reason)
        .containsExactly(reason);
  }
}

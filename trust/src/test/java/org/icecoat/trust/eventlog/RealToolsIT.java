package org.icecoat.trust.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.testing.TestingFixtures;
import org.icecoat.trust.testing.TestingTpmTools;
import org.junit.jupiter.api.Test;

/** What tpm2_eventlog says of the same bytes. */
class RealToolsIT {
  private static final ComponentLog LOG =
      new ComponentLog(
          15,
          List.of(
              new MeasuredComponent(
                  "qemu", "/usr/bin/qemu-system-x86_64", Sha256.parse("a1".repeat(32))),
              new MeasuredComponent("libvirt", "9.0.0", Sha256.parse("a2".repeat(32)))));

  @Test
  void it_reads_a_log_of_components() {
    String output = output(LOG.encoded());
    assertThat(output)
        .contains("EV_IPL")
        .contains("qemu=/usr/bin/qemu-system-x86_64")
        .contains("libvirt=9.0.0")
        .contains("a1".repeat(32))
        .contains("15 : 0x" + LOG.replay().hex());
  }

  @Test
  void it_leads_a_real_log_to_the_same_pcrs() {
    Octets bytes = TestingFixtures.octets("keylime/binary_bios_measurements-secureboot");
    String output = output(bytes);
    EventLog log = EventLog.parse(bytes);
    PcrSelection selection = PcrSelection.of(PcrBank.SHA256, 0, 1, 2, 4, 5, 7, 8, 9);
    log.replayed(selection)
        .byIndex()
        .forEach((pcr, value) -> assertThat(output).contains(pcr + "  : 0x" + value.hex()));
  }

  private static String output(Octets log) {
    try (TestingTpmTools tpm = new TestingTpmTools()) {
      tpm.write("log", log);
      return tpm.run("tpm2_eventlog", "log").toLowerCase(Locale.ROOT).replace("ev_ipl", "EV_IPL");
    }
  }
}

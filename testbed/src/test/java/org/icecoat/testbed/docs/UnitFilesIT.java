package org.icecoat.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.OnItsOwn;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units that a site installs, read by systemd itself. */
@OnItsOwn
class UnitFilesIT {
  private static final Path UNITS = Document.TOP.resolve("distribution/src/main/systemd");
  private static final Pattern EXPOSURE = Pattern.compile("exposure level for .*: ([0-9.]+) ");
  private static final String INSTALLED = "/opt/icecoat/bin/icecoat";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"factory", "store", "node"})
  void systemd_finds_nothing_wrong(String service) throws IOException {
    Output said = analyze("verify", "--man=no", installed(service).toString());
    assertThat(said.err() + said.out()).isEmpty();
    assertThat(said.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"factory", "store", "node"})
  void the_service_is_shut_in(String service) throws IOException {
    shutIn(installed(service));
  }

  @ParameterizedTest
  @ValueSource(strings = {"store", "node"})
  void a_service_that_sees_its_tpm_is_shut_in_as_well(String service) throws IOException {
    Path unit = installed(service);
    Path added = Files.createDirectory(Path.of(unit + ".d")).resolve("override.conf");
    Files.writeString(added, DropIn.of(service).orElseThrow());
    Output verified = analyze("verify", "--man=no", unit.toString());
    assertThat(verified.err() + verified.out()).isEmpty();
    assertThat(shutIn(unit)).contains("special devices: char-rtc:r /dev/tpmrm0:rw");
  }

  /** What systemd says of it. */
  private static String shutIn(Path unit) {
    Output said = analyze("security", "--offline=yes", unit.toString());
    Matcher exposure = EXPOSURE.matcher(said.out());
    assertThat(exposure.find()).as(said.out() + said.err()).isTrue();
    assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(2.0);
    return said.out();
  }

  @ParameterizedTest
  @ValueSource(strings = {"factory", "store", "node"})
  void the_service_dumps_no_core(String service) {
    assertThat(Document.read(UNITS.resolve("icecoat-" + service + ".service")).lines())
        .contains("LimitCORE=0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"factory", "store", "node"})
  void the_guide_speaks_of_it(String service) {
    assertThat(Document.of("docs/administrators-guide.md").text())
        .contains("icecoat-" + service + ".service");
  }

  /** The unit with the launcher of the source tree, which exists. */
  private Path installed(String service) throws IOException {
    String name = "icecoat-" + service + ".service";
    String unit = Document.read(UNITS.resolve(name));
    assertThat(unit).contains("ExecStart=" + INSTALLED + " " + service + " /etc/icecoat/");
    Path launcher = folder.resolve("icecoat");
    Files.copy(Document.TOP.resolve("distribution/src/main/bin/icecoat"), launcher);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    return Files.writeString(folder.resolve(name), unit.replace(INSTALLED, launcher.toString()));
  }

  private static Output analyze(String... words) {
    List<String> all = new java.util.ArrayList<>(List.of("systemd-analyze", "--no-pager"));
    all.addAll(List.of(words));
    return Command.of(all).tryRun();
  }
}

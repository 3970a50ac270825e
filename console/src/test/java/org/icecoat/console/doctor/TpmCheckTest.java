package org.icecoat.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.icecoat.console.doctor.Finding.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TpmCheckTest {
  private static final String UNIT = "[Service]\nUser=icecoat\nPrivateDevices=yes\n";
  private static final String DROP_IN =
      "[Service]\nPrivateDevices=no\nDevicePolicy=closed\nDeviceAllow=/dev/tpmrm0 rw\n";

  @TempDir private Path root;
  private String group;

  @BeforeEach
  void reachable() throws IOException {
    Path device = write("dev/tpmrm0", "");
    Files.setPosixFilePermissions(device, PosixFilePermissions.fromString("rw-rw----"));
    group = Files.readAttributes(device, PosixFileAttributes.class).group().getName();
    write("etc/group", group + ":x:115:other,icecoat\n");
    write("etc/icecoat/node.yaml", "tpm: {tcti: 'device:/dev/tpmrm0'}\n");
    write("usr/lib/systemd/system/icecoat-node.service", UNIT);
    write("etc/systemd/system/icecoat-node.service.d/override.conf", DROP_IN);
  }

  private Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<Finding> findings() {
    return new TpmCheck(new HostFiles(root, "")).findings();
  }

  private Finding finding() {
    assertThat(findings()).hasSize(1);
    return findings().get(0);
  }

  @Test
  void a_device_that_its_service_may_open_is_well() throws IOException {
    assertThat(finding()).isEqualTo(Finding.ok("node-tpm", finding().detail()));
    write("etc/icecoat/node.yaml", "tpm: {pcr: 13}\n");
    assertThat(finding().detail()).contains("/dev/tpmrm0 is there");
  }

  @Test
  void each_service_that_has_a_tpm_is_looked_at_and_no_other() throws IOException {
    write("etc/icecoat/node.yaml", "name: node1\n");
    assertThat(findings()).isEmpty();
    write("etc/icecoat/store.yaml", "tpm: {tcti: 'device:/dev/tpmrm0'}\n");
    assertThat(finding().check()).isEqualTo("store-tpm");
    Files.delete(root.resolve("dev/tpmrm0"));
    assertThat(finding().verdict()).isEqualTo(Verdict.fail);
    assertThat(finding().detail()).isEqualTo("There is no /dev/tpmrm0");
  }

  @Test
  void who_is_not_in_the_devices_group_is_told_to_enter_it() throws IOException {
    write("etc/group", group + ":x:115:other\n" + group + "more:x:116:icecoat\n");
    assertThat(finding().verdict()).isEqualTo(Verdict.fail);
    assertThat(finding().advice()).startsWith("adduser icecoat " + group + ",");
  }

  @Test
  void a_unit_that_hides_the_device_is_told_with_the_lines_to_write() throws IOException {
    Path dropIn = root.resolve("etc/systemd/system/icecoat-node.service.d/override.conf");
    Files.delete(dropIn);
    assertThat(finding().verdict()).isEqualTo(Verdict.fail);
    assertThat(finding().detail()).contains("icecoat-node.service hides /dev/tpmrm0");
    assertThat(finding().advice()).contains("DeviceAllow=/dev/tpmrm0 rw");
    Files.writeString(dropIn, DROP_IN.replace("tpmrm0", "tpm0"));
    assertThat(finding().verdict()).isEqualTo(Verdict.fail);
  }

  @Test
  void a_software_tpm_is_a_warning_and_one_that_is_not_there_a_failure() throws IOException {
    write("etc/icecoat/node.yaml", "tpm: {tcti: 'swtpm:path=/run/swtpm/socket'}\n");
    assertThat(finding().verdict()).isEqualTo(Verdict.fail);
    write("run/swtpm/socket", "");
    assertThat(finding().verdict()).isEqualTo(Verdict.warn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"device:", "device:tpm0", "swtpm:path=", "swtpm:path=socket", "mssim:"})
  void of_what_no_service_takes_nothing_is_said(String tcti) throws IOException {
    write("etc/icecoat/node.yaml", "tpm: {tcti: '" + tcti + "'}\n");
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_file_that_cannot_be_read_is_told_as_that() throws IOException {
    write("etc/icecoat/node.yaml", "tpm: [\n");
    assertThat(finding().verdict()).isEqualTo(Verdict.warn);
    assertThat(finding().detail()).contains("node.yaml", "line ");
  }
}

package org.icecoat.trust.tpm.esys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.tpm.Tcti;
import org.icecoat.trust.tpm.TpmSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who starts a service that does not get at its TPM reads what to do. */
class DeviceFileTest {
  private static final Path ABSENT = Path.of("/dev/tpmrm987");

  @TempDir private Path folder;

  @Test
  void a_device_that_is_not_there_is_told_with_the_drop_in_that_shows_it() {
    assertThat(ABSENT).doesNotExist();
    TpmSettings settings = TpmSettings.of(new Tcti("device:" + ABSENT));
    unreachable(() -> EsysTpm.open(settings, Thread::new).close())
        .hasMessageContaining("This service sees no /dev/tpmrm987")
        .hasMessageContaining("PrivateDevices=no")
        .hasMessageContaining("DeviceAllow=/dev/tpmrm987 rw");
  }

  @Test
  void a_device_that_the_service_may_not_open_is_told_with_its_group() throws IOException {
    DeviceFile device = device();
    unreachable(() -> device.requireUsable(file -> false))
        .hasMessageContaining("may not open " + device.path())
        .hasMessageContaining("adduser icecoat tss");
  }

  @Test
  void a_device_that_the_service_may_open_is_left_to_tpm2_tss() throws IOException {
    DeviceFile device = device();
    assertThatCode(device::requireUsable).doesNotThrowAnyException();
  }

  private DeviceFile device() throws IOException {
    return new DeviceFile(Files.createFile(folder.resolve("tpmrm0")));
  }

  private static AbstractThrowableAssert<?, ?> unreachable(ThrowingCallable opening) {
    return assertThatThrownBy(opening)
        .isInstanceOfSatisfying(
            TrustException.class, e -> assertThat(e.fault()).isEqualTo(TrustFault.TPM_UNREACHABLE));
  }
}

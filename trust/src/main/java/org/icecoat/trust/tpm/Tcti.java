package org.icecoat.trust.tpm;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the TPM is reached (TPM Command Transmission Interface): {@code device:/dev/tpmrm0}, the
 * kernel's resource manager, or {@code swtpm:path=/run/tpm.sock}, a software TPM.
 *
 * @param configuration as tpm2-tss reads it
 */
public record Tcti(String configuration) {
  private static final String DEVICE_PREFIX = "device:";
  private static final Pattern DEVICE = Pattern.compile("device:/dev/tpmrm\\d{1,3}");
  private static final Pattern RAW_DEVICE = Pattern.compile("device:/dev/tpm\\d{1,3}");
  private static final Pattern SWTPM = Pattern.compile("swtpm:path=(/[^,\\p{Cntrl}]+)");
  private static final int LONGEST_SOCKET_PATH = 107;

  public Tcti {
    if (RAW_DEVICE.matcher(configuration).matches()) {
      throw new IllegalArgumentException(
          "A TPM is shared through the kernel's resource manager: use device:/dev/tpmrm0");
    }
    boolean known =
        DEVICE.matcher(configuration).matches() || SWTPM.matcher(configuration).matches();
    if (!known) {
      throw new IllegalArgumentException(
          "A TPM is named device:/dev/tpmrm0 or swtpm:path=/absolute/socket, not " + configuration);
    }
    if (!isShared(configuration) && socketBytes(configuration) > LONGEST_SOCKET_PATH) {
      throw new IllegalArgumentException(
          "The path of a socket has at most %d bytes".formatted(LONGEST_SOCKET_PATH));
    }
  }

  /** Whether a resource manager gives every process objects and sessions of its own. */
  public boolean hasResourceManager() {
    return isShared(configuration);
  }

  /** The device file, unless it is a software TPM behind a socket. */
  public Optional<Path> device() {
    return isShared(configuration)
        ? Optional.of(Path.of(configuration.substring(DEVICE_PREFIX.length())))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return configuration;
  }

  private static boolean isShared(String configuration) {
    return configuration.startsWith(DEVICE_PREFIX);
  }

  private static int socketBytes(String configuration) {
    String path = configuration.substring("swtpm:path=".length());
    return path.getBytes(StandardCharsets.UTF_8).length;
  }
}

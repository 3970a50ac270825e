package org.icecoat.plugin.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.icecoat.trust.tpm.Tcti;

/**
 * The node's TPM, and what is proved by it.
 *
 * @param tcti how it is reached: {@code device:/dev/tpmrm0}, the default, or {@code
 *     swtpm:path=/absolute/socket}
 * @param pcr into which the plug-in measures, 8 to 15: one that nothing else on the machine uses;
 *     13 by default
 * @param firmwareLog the event log of the machine's firmware; the kernel's by default
 * @param imaLog the kernel's list of measured files; sent where it exists, the kernel's by default
 * @param measure files and folders to be measured besides the usual, by a name of small letters,
 *     digits, dots and hyphens that no usual one has: what is measured as hypervisor is what runs,
 *     whatever this file says
 */
public record TpmConfiguration(
    Tcti tcti, Integer pcr, Path firmwareLog, Path imaLog, Map<String, Path> measure) {
  private static final int DEFAULT_PCR = 13;
  private static final int LEAST_PCR = 8;
  private static final int MOST_PCR = 15;
  private static final int IMA_PCR = 10;

  /** What is measured always, of the node's own places. */
  private static final Set<String> USUAL =
      Set.of(
          "hypervisor",
          "firmware",
          "firmware-variables",
          "libvirt",
          "libvirt-qemu",
          "libvirt.qemu-conf",
          "java",
          "java-classes",
          "site-policy",
          "configuration");

  /** How the names of the plug-in's own jars begin, and those of QEMU's folders. */
  private static final List<String> SERIES = List.of("jar.", "folder-");

  public TpmConfiguration {
    tcti = Objects.requireNonNullElseGet(tcti, () -> new Tcti("device:/dev/tpmrm0"));
    pcr = Objects.requireNonNullElse(pcr, DEFAULT_PCR);
    firmwareLog = orElse(firmwareLog, "/sys/kernel/security/tpm0/binary_bios_measurements");
    imaLog = orElse(imaLog, "/sys/kernel/security/ima/ascii_runtime_measurements");
    measure = new TreeMap<>(Objects.requireNonNullElse(measure, Map.of()));
    if (pcr < LEAST_PCR || pcr > MOST_PCR || pcr == IMA_PCR) {
      throw new IllegalArgumentException(
          "pcr: 8 to 15 and not 10, since software can reset others and the kernel uses 10");
    }
    measure.keySet().forEach(TpmConfiguration::requireFree);
  }

  private static void requireFree(String name) {
    if (USUAL.contains(name) || SERIES.stream().anyMatch(name::startsWith)) {
      throw new IllegalArgumentException(
          "measure: '" + name + "' is the name of what the node measures anyway: take another");
    }
  }

  private static Path orElse(Path given, String usual) {
    return given == null ? Path.of(usual) : given;
  }
}

package org.icecoat.plugin.attest;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.plugin.libvirt.LibvirtConfiguration;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;

/** Which files of this machine decide what its VMs can be made to do, by the names of policies. */
final class HostComponents {
  private static final String HYPERVISOR = "hypervisor";
  private static final String FIRMWARE = "firmware";
  private static final String FIRMWARE_VARIABLES = "firmware-variables";
  private static final String LIBVIRT = "libvirt";
  private static final String LIBVIRT_QEMU = "libvirt-qemu";
  private static final String LIBVIRT_SETTINGS = "libvirt.qemu-conf";

  /** What runs every VM, and the key that says where it is. */
  private static final Map<String, String> NEEDED =
      Map.of(
          HYPERVISOR, "libvirt.programs.emulator",
          FIRMWARE, "libvirt.firmware.code",
          FIRMWARE_VARIABLES, "libvirt.firmware.variables",
          LIBVIRT, "libvirt.programs.daemon",
          LIBVIRT_QEMU, "libvirt.programs.driver");

  private static final int LONGEST_NAME = 64;
  private static final int HASH_DIGITS = 12;

  private HostComponents() {}

  /**
   * Hypervisor and what it loads, firmware, libvirt, Java, the plug-in's own jars and
   * configuration, the site's policy, and what is added under names of its own.
   *
   * @param file that the configuration was read from
   * @throws ConfigurationException if something is not there that runs every VM: such a node would
   *     be believed without having measured it
   */
  static Map<String, Path> of(PluginConfiguration configuration, Path file) {
    Map<String, Path> files = new LinkedHashMap<>();
    monitor(configuration.libvirt(), files);
    configuration.libvirt().programs().folders().forEach(each -> folder(each, files));
    java(Path.of(System.getProperty("java.home")), files);
    jars(System.getProperty("java.class.path"), files);
    files.put("site-policy", configuration.policyFile());
    files.put("configuration", file.toAbsolutePath());
    configuration.ownTpm().ifPresent(tpm -> files.putAll(tpm.measure()));
    return files;
  }

  private static void monitor(LibvirtConfiguration libvirt, Map<String, Path> files) {
    files.put(HYPERVISOR, libvirt.programs().emulator());
    files.put(FIRMWARE, libvirt.firmware().code());
    files.put(FIRMWARE_VARIABLES, libvirt.firmware().variables());
    files.put(LIBVIRT, libvirt.programs().daemon());
    files.put(LIBVIRT_QEMU, libvirt.programs().driver());
    files.forEach(HostComponents::requireThere);
    files.put(LIBVIRT_SETTINGS, libvirt.programs().settings());
  }

  /** What runs the plug-in: the machine and the classes of the platform. */
  private static void java(Path home, Map<String, Path> files) {
    files.put("java", home.resolve("lib/server/libjvm.so"));
    files.put("java-classes", home.resolve("lib/modules"));
  }

  private static void folder(Path folder, Map<String, Path> files) {
    files.put(name("folder", folder.toString(), folder, files.keySet()), folder);
  }

  private static void requireThere(String name, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(
          ("This node has a TPM and cannot measure its %s: there is no file %s. Install it, or say"
                  + " where it is, under %s")
              .formatted(name, file, NEEDED.get(name)));
    }
  }

  /** Each jar by its name; one whose name is too long, or taken, is told apart by a hash. */
  static void jars(String classPath, Map<String, Path> files) {
    Stream.of(classPath.split(File.pathSeparator, -1))
        .sorted()
        .distinct()
        .map(Path::of)
        .filter(Files::isRegularFile)
        .forEach(
            jar -> {
              String file = jar.getFileName().toString();
              files.put(name("jar.", file, jar, files.keySet()), jar);
            });
  }

  private static String name(String kind, String text, Path path, Set<String> taken) {
    String plain = kind + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
    String name = plain.length() <= LONGEST_NAME ? plain : hashed(plain, text);
    return taken.contains(name) ? hashed(plain, path.toString()) : name;
  }

  private static String hashed(String plain, String text) {
    Octets bytes = Octets.of(text.getBytes(StandardCharsets.UTF_8));
    String hash = HashAlgorithm.SHA256.hash(bytes).hex().substring(0, HASH_DIGITS);
    int room = LONGEST_NAME - 1 - HASH_DIGITS;
    return plain.substring(0, Math.min(plain.length(), room)) + "-" + hash;
  }
}

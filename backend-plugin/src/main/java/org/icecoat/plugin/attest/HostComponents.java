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
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;

/** Which files of this machine decide what its VMs can be made to do, by the names of policies. */
final class HostComponents {
  private static final String DRIVERS = "/usr/lib/x86_64-linux-gnu/libvirt/connection-driver/";
  private static final int LONGEST_NAME = 64;
  private static final int HASH_DIGITS = 12;

  private HostComponents() {}

  /**
   * Hypervisor, firmware, libvirt, the plug-in's own jars and configuration, the site's policy, and
   * what is added under names of its own.
   *
   * @param file that the configuration was read from
   */
  static Map<String, Path> of(PluginConfiguration configuration, Path file) {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("hypervisor", Path.of("/usr/bin/qemu-system-x86_64"));
    files.put("firmware", configuration.libvirt().firmware().code());
    files.put("firmware-variables", configuration.libvirt().firmware().variables());
    files.put("libvirt", Path.of("/usr/sbin/libvirtd"));
    files.put("libvirt-qemu", Path.of(DRIVERS + "libvirt_driver_qemu.so"));
    jars(System.getProperty("java.class.path"), files);
    files.put("site-policy", configuration.policyFile());
    files.put("configuration", file.toAbsolutePath());
    configuration.ownTpm().ifPresent(tpm -> files.putAll(tpm.measure()));
    return files;
  }

  /** Each jar by its name; one whose name is too long, or taken, is told apart by a hash. */
  static void jars(String classPath, Map<String, Path> files) {
    Stream.of(classPath.split(File.pathSeparator, -1))
        .sorted()
        .distinct()
        .map(Path::of)
        .filter(Files::isRegularFile)
        .forEach(jar -> files.put(name(jar, files.keySet()), jar));
  }

  private static String name(Path jar, Set<String> taken) {
    String file = jar.getFileName().toString();
    String plain = "jar." + file.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
    String name = plain.length() <= LONGEST_NAME ? plain : hashed(plain, file);
    return taken.contains(name) ? hashed(plain, jar.toString()) : name;
  }

  private static String hashed(String plain, String text) {
    Octets bytes = Octets.of(text.getBytes(StandardCharsets.UTF_8));
    String hash = HashAlgorithm.SHA256.hash(bytes).hex().substring(0, HASH_DIGITS);
    int room = LONGEST_NAME - 1 - HASH_DIGITS;
    return plain.substring(0, Math.min(plain.length(), room)) + "-" + hash;
  }
}

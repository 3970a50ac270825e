package org.icecoat.plugin.attest;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.plugin.configuration.TpmConfiguration;

/** Which files of this machine decide what its VMs can be made to do, by the names of policies. */
final class HostComponents {
  private static final String DRIVERS = "/usr/lib/x86_64-linux-gnu/libvirt/connection-driver/";

  private HostComponents() {}

  /**
   * Hypervisor, firmware, libvirt, the plug-in's own jars, the site's policy, and what is added.
   */
  static Map<String, Path> of(PluginConfiguration configuration, TpmConfiguration tpm) {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("hypervisor", Path.of("/usr/bin/qemu-system-x86_64"));
    files.put("firmware", configuration.libvirt().firmware().code());
    files.put("firmware-variables", configuration.libvirt().firmware().variables());
    files.put("libvirt", Path.of("/usr/sbin/libvirtd"));
    files.put("libvirt-qemu", Path.of(DRIVERS + "libvirt_driver_qemu.so"));
    jars(files);
    files.put("site-policy", configuration.policyFile());
    files.putAll(tpm.measure());
    return files;
  }

  private static void jars(Map<String, Path> files) {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      if (Files.isRegularFile(jar)) {
        files.put("jar." + name(jar.getFileName().toString()), jar);
      }
    }
  }

  private static String name(String file) {
    String plain = file.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
    return plain.substring(0, Math.min(plain.length(), 60));
  }
}

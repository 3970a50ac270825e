package org.icecoat.console.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.icecoat.console.configuration.YamlFile;
import org.icecoat.console.failure.ConsoleException;

/** The TPMs that services on this host are told to use: whether those services can reach them. */
final class TpmCheck implements Check {
  private static final String DEVICE = "device:";
  private static final String SOFTWARE = "swtpm:path=";
  private static final String USUAL = DEVICE + "/dev/tpmrm0";
  private static final String USER = "icecoat";

  private final HostFiles host;

  TpmCheck(HostFiles host) {
    this.host = host;
  }

  @Override
  public List<Finding> findings() {
    return Stream.of("node", "store").map(this::of).flatMap(Optional::stream).toList();
  }

  private Optional<Finding> of(String service) {
    Path file = host.at("/etc/icecoat/%s.yaml".formatted(service));
    String check = service + "-tpm";
    try {
      return Files.exists(file) && YamlFile.keys(file).contains("tpm")
          ? told(new Service(service, check), YamlFile.text(file, "tpm", "tcti").orElse(USUAL))
          : Optional.empty();
    } catch (ConsoleException e) {
      return Optional.of(
          Finding.warn(check, e.getMessage(), "Correct the file, or ask as one who may read it"));
    }
  }

  /**
   * @param name node or store
   * @param check what its finding is called
   */
  private record Service(String name, String check) {
    String unit() {
      return "icecoat-%s.service".formatted(name);
    }
  }

  /** Nothing of what the service itself does not take. */
  private Optional<Finding> told(Service service, String tcti) {
    if (tcti.startsWith(DEVICE + "/")) {
      return Optional.of(device(service, tcti.substring(DEVICE.length())));
    }
    return tcti.startsWith(SOFTWARE + "/")
        ? Optional.of(software(service, tcti.substring(SOFTWARE.length())))
        : Optional.empty();
  }

  private Finding software(Service service, String socket) {
    return Files.exists(host.at(socket))
        ? Finding.warn(
            service.check(),
            "%s is a software TPM's, which proves nothing against this machine".formatted(socket),
            "For more than a trial name a TPM of the machine: docs/tpm.md")
        : Finding.fail(
            service.check(), "There is no socket " + socket, "Start the software TPM (swtpm)");
  }

  private Finding device(Service service, String device) {
    if (!Files.exists(host.at(device))) {
      return Finding.fail(
          service.check(),
          "There is no " + device,
          "Switch the TPM on in the firmware's set-up; docs/tpm.md tells how to find it");
    }
    Optional<String> wanting = group(host.at(device));
    if (wanting.isPresent()) {
      return Finding.fail(
          service.check(),
          "The user %s may not open %s".formatted(USER, device),
          "adduser %s %s, then restart %s".formatted(USER, wanting.get(), service.unit()));
    }
    return hidden(service, device)
        ? Finding.fail(
            service.check(),
            "%s hides %s from its service".formatted(service.unit(), device),
            "systemctl edit %s: PrivateDevices=no, DevicePolicy=closed, DeviceAllow=%s rw"
                .formatted(service.unit(), device))
        : Finding.ok(service.check(), device + " is there, and the service may open it");
  }

  /** The group in which the services' user has to be and is not. */
  private Optional<String> group(Path device) {
    try {
      PosixFileAttributes attributes = Files.readAttributes(device, PosixFileAttributes.class);
      String group = attributes.group().getName();
      boolean open =
          attributes.owner().getName().equals(USER)
              || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
      return open || members(group).contains(USER) ? Optional.empty() : Optional.of(group);
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty(); // the service says it
    }
  }

  /** Of whom the group's line in {@code /etc/group} tells; see group(5). */
  private List<String> members(String group) throws IOException {
    try (Stream<String> lines = Files.lines(host.at("/etc/group"))) {
      return lines
          .filter(line -> line.startsWith(group + ":"))
          .map(line -> line.substring(line.lastIndexOf(':') + 1))
          .flatMap(names -> Stream.of(names.split(",", -1)))
          .toList();
    }
  }

  /** Whether the service's unit has {@code PrivateDevices=yes} and no drop-in shows the device. */
  private boolean hidden(Service service, String device) {
    List<String> lines = new ArrayList<>();
    for (String folder : List.of("/usr/lib/systemd/system/", "/etc/systemd/system/")) {
      lines.addAll(lines(host.at(folder + service.unit())));
      lines.addAll(dropIns(host.at(folder + service.unit() + ".d")));
    }
    boolean privately =
        lines.stream()
            .filter(line -> line.startsWith("PrivateDevices="))
            .reduce((earlier, later) -> later)
            .filter("PrivateDevices=yes"::equals)
            .isPresent();
    boolean closed = lines.contains("DevicePolicy=closed");
    return privately || (closed && !lines.contains("DeviceAllow=%s rw".formatted(device)));
  }

  private static List<String> dropIns(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.conf")) {
      all.forEach(files::add);
    } catch (IOException e) {
      return List.of();
    }
    return files.stream().sorted().flatMap(file -> lines(file).stream()).toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}

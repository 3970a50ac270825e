package org.icecoat.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Patience;
import org.icecoat.testbed.grid.OnItsOwn;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.host.Spawned;
import org.icecoat.testbed.host.Testbed;
import org.icecoat.testbed.pki.Credential;
import org.icecoat.testbed.pki.GridPki;
import org.icecoat.testbed.tpm.SoftwareTpm;
import org.junit.jupiter.api.Test;

/**
 * The units and the sample files of a site, in a container that systemd boots: this machine's /usr
 * and nothing else of it. There is no PostgreSQL and no libvirt daemon in it. Store and node have
 * software TPMs, and the file of a TPM's device that is none: with the guide's drop-ins they see
 * it.
 */
@OnItsOwn
class UnitsUnderSystemdIT {
  private static final Path FOLDER = Document.TOP.resolve("testbed/target/site-container");
  private static final List<String> SERVICES = List.of("store", "factory", "node");
  private static final String ICECOAT = "997";

  private static final String PASSWD =
      """
      root:x:0:0::/root:/bin/sh
      icecoat:x:997:997::/var/lib/icecoat:/usr/sbin/nologin
      libvirt-qemu:x:64055:64055::/var/lib/libvirt:/usr/sbin/nologin
      """;

  private static final String GROUP =
      """
      root:x:0:
      icecoat:x:997:
      libvirt:x:111:icecoat
      libvirt-qemu:x:64055:icecoat
      """;

  /** Output where the test can read it, and what the kernel says of the process. */
  private static final String DROP_IN =
      """
      [Service]
      StandardOutput=append:/out/SERVICE.log
      StandardError=append:/out/SERVICE.log
      ExecStartPost=/bin/grep -E "^(CapEff|NoNewPrivs|Seccomp):" /proc/${MAINPID}/status
      """;

  private static final String NOTHING = "0".repeat(64);
  private static final String LOOK = "ExecStartPost=/bin/ls -l /dev/tpmrm0\n";

  @Test
  void the_services_of_the_sample_files_run_shut_in_and_stop_cleanly() {
    Testbed.cleanUp(FOLDER);
    Folders.remove(FOLDER);
    try (Testbed bed = Testbed.create(FOLDER)) {
      writeUnits();
      SoftwareTpm storeTpm = tpm("store", bed.front());
      SoftwareTpm nodeTpm = tpm("node", bed.front());
      writeConfiguration(bed.front(), storeTpm, nodeTpm);
      Folders.make(FOLDER.resolve("out"));
      Folders.make(FOLDER.resolve("vomsdir"));

      Spawned container = bed.front().spawn("container", words(bed.front()), Map.of());
      SERVICES.forEach(UnitsUnderSystemdIT::awaitReady);
      container.stop(Duration.ofSeconds(40));

      assertThat(storeTpm.tool("tpm2_getcap", "handles-nv-index").out()).contains("0x1801CE0");
      assertThat(nodeTpm.tool("tpm2_pcrread", "sha256:13").out()).doesNotContain("0x" + NOTHING);
    }
    for (String service : SERVICES) {
      assertThat(log(service))
          .contains("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2", "Stopping")
          .doesNotContain("Exception");
    }
    assertThat(List.of("store", "node"))
        .allSatisfy(service -> assertThat(log(service)).contains(" /dev/tpmrm0\n"));
  }

  /** The device file is none, so the services reach their TPMs by sockets. */
  private static SoftwareTpm tpm(String service, Host host) {
    SoftwareTpm tpm =
        new SoftwareTpm(service, host, Folders.make(FOLDER.resolve("tpms").resolve(service)));
    tpm.start();
    host.run("chmod", "-R", "a+rwX", host.shortFolder().toString());
    return tpm;
  }

  private static void awaitReady(String service) {
    Patience.until(
        "the unit of the " + service + " is ready",
        Duration.ofSeconds(90),
        () -> log(service).contains(": ready at "));
  }

  private static String log(String service) {
    Path log = FOLDER.resolve("out").resolve(service + ".log");
    return java.nio.file.Files.exists(log) ? Folders.read(log) : "";
  }

  private static void writeUnits() {
    Path units = FOLDER.resolve("units");
    for (String service : SERVICES) {
      String name = "icecoat-" + service + ".service";
      Folders.write(
          units.resolve(name), Document.of("distribution/src/main/systemd/" + name).text());
      Folders.write(units.resolve(name + ".d/test.conf"), DROP_IN.replace("SERVICE", service));
      DropIn.of(service)
          .ifPresent(text -> Folders.write(units.resolve(name + ".d/override.conf"), text + LOOK));
    }
    Folders.write(units.resolve("libvirtd.service"), ""); // an empty unit is a masked one
    Folders.write(
        units.resolve("site.target"),
        "[Unit]\nWants=icecoat-store.service icecoat-factory.service icecoat-node.service\n");
    Folders.write(FOLDER.resolve("passwd"), PASSWD);
    Folders.write(FOLDER.resolve("group"), GROUP);
  }

  private static void writeConfiguration(Host host, SoftwareTpm storeTpm, SoftwareTpm nodeTpm) {
    Path etc = FOLDER.resolve("etc");
    sample("store.yaml", "(?m)^policy: .*", "$0\ntpm: {tcti: '" + storeTpm.tcti() + "'}");
    sample("store-policy.yaml", "", "");
    sample(
        "factory.yaml",
        "(?s)database:.*?store:",
        "database: {file: /var/lib/icecoat/factory/rows}\nstore:");
    sample("factory-policy.yaml", "", "");
    sample(
        "node.yaml",
        "(?s)libvirt:.*",
        "libvirt: {uri: 'test:///default'}\ntpm: {tcti: '" + nodeTpm.tcti() + "'}\n");
    sample("node-policy.yaml", "", "");
    GridPki pki = GridPki.make(FOLDER.resolve("pki"), Clock.systemUTC(), new SecureRandom());
    Credential credential =
        pki.host("site.example.org", List.of(), List.of(InetAddress.getLoopbackAddress()));
    host.run("cp", credential.certificate().toString(), etc.resolve("hostcert.pem").toString());
    host.run(
        "install", "-m", "0400", "-o", ICECOAT, credential.key().toString(), etc + "/hostkey.pem");
  }

  /** A file of docs/examples/site as it is, but for what the container does not have. */
  private static void sample(String name, String replaced, String by) {
    String text = Document.of("docs/examples/site/" + name).text();
    Folders.write(
        FOLDER.resolve("etc").resolve(name),
        replaced.isEmpty() ? text : text.replaceFirst(replaced, by));
  }

  private static List<String> words(Host host) {
    List<String> words =
        new ArrayList<>(
            List.of("systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--volatile=yes"));
    words.addAll(List.of("--private-network", "--directory=/", "--machine=icecoat-site"));
    words.addAll(List.of("--bind-ro=/etc/java-17-openjdk", "--bind-ro=/etc/alternatives"));
    Map.of(
            "units", "/etc/systemd/system",
            "etc", "/etc/icecoat",
            "pki/certificates", "/etc/grid-security/certificates",
            "vomsdir", "/etc/grid-security/vomsdir",
            "passwd", "/etc/passwd",
            "group", "/etc/group")
        .forEach((from, to) -> words.add("--bind-ro=" + FOLDER.resolve(from) + ":" + to));
    words.add("--bind=" + FOLDER.resolve("out") + ":/out");
    words.add("--bind=/dev/null:/dev/tpmrm0");
    words.add("--bind=" + host.shortFolder());
    words.add("--bind-ro=" + Document.TOP.resolve("distribution/target/icecoat") + ":/opt/icecoat");
    words.addAll(List.of("--boot", "--console=pipe", "systemd.unit=site.target"));
    return words;
  }
}

package org.icecoat.testbed.grid;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.command.Patience;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.host.Spawned;

/**
 * A node as docs/administrators-guide.md sets it up: the plug-in runs as its own user, as its unit
 * says, and QEMU as Debian's libvirt has it.
 */
final class SiteNode {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** There is neither polkit nor virtlogd on a testbed's host; the rest is Debian's. */
  private static final String LIBVIRTD =
      """
      unix_sock_group = "libvirt"
      unix_sock_rw_perms = "0770"
      auth_unix_ro = "none"
      auth_unix_rw = "none"
      """;

  private static final String QEMU = "stdio_handler = \"file\"\n";

  /** User, groups, capabilities and umask are those of icecoat-node.service. */
  private static final String AS_PLUGIN =
      "umask 0027; exec setpriv --reuid=icecoat --regid=libvirt-qemu"
          + " --groups=libvirt,icecoat --no-new-privs --bounding-set=-all --inh-caps=-all sh ";

  private final Grid grid;
  private final Host host;
  private final Path top;
  private Spawned plugin;
  private int starts;

  private SiteNode(Grid grid, Host host, Path top) {
    this.grid = grid;
    this.host = host;
    this.top = top;
  }

  /** Makes a node of a grid such a one; its files go below an empty folder that all may enter. */
  static SiteNode of(Grid grid, String name, Path top) {
    grid.service(name).stop();
    SiteNode site = new SiteNode(grid, grid.bed().host(name), top);
    site.setUpLibvirt();
    site.install();
    site.configure(name);
    site.startPlugin();
    return site;
  }

  private void setUpLibvirt() {
    host.run("sh", "-c", "useradd --system --user-group --groups libvirt,libvirt-qemu icecoat");
    write("/etc/libvirt/libvirtd.conf", LIBVIRTD);
    write("/etc/libvirt/qemu.conf", QEMU);
    host.hypervisor().restart();
  }

  private void write(String path, String text) {
    Path source = top.resolve("file");
    Folders.write(source, text);
    host.run("cp", source.toString(), path);
  }

  private void install() {
    host.run("chmod", "0755", top.toString());
    host.run("cp", "-r", grid.plan().installation().home().toString(), at("opt"));
    host.run("install", "-d", "-o", "icecoat", "-g", "libvirt-qemu", "-m", "0750", at("state"));
    host.run("install", "-d", "-o", "icecoat", "-g", "libvirt-qemu", "-m", "0770", at("run"));
    host.run("install", "-d", "-o", "icecoat", "-g", "icecoat", "-m", "0700", at("cache"));
  }

  private void configure(String name) {
    Path services = grid.plan().folder().resolve("services");
    Map<String, Object> content = read(services.resolve(name + ".yaml"));
    host.run("cp", "-r", grid.pki().trustFolder().toString(), at("certificates"));
    section(content, "trust").put("directory", at("certificates"));
    section(content, "libvirt").put("run-folder", at("run"));
    section(content, "limits").put("memory-overhead-mib", 0);
    content.put("folder", at("state"));
    for (String file : List.of("certificate", "key")) {
      String own = at(file + ".pem");
      String source = section(content, "server").put(file, own).toString();
      host.run("install", "-o", "icecoat", "-m", "0400", source, own);
    }
    host.run("install", "-m", "0644", content.get("policy").toString(), at("policy.yaml"));
    content.put("policy", at("policy.yaml"));
    YamlFile.write(top.resolve("node.yaml"), content);
    host.run("chmod", "0644", at("node.yaml"));
  }

  private static Map<String, Object> read(Path file) {
    try {
      return YAML.readValue(file.toFile(), new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> section(Map<String, Object> content, String key) {
    Map<String, Object> where =
        key.equals("limits") ? (Map<String, Object>) content.get("libvirt") : content;
    return (Map<String, Object>) where.get(key);
  }

  private List<String> icecoat(String words) {
    return List.of("sh", "-c", AS_PLUGIN + at("opt/bin/icecoat") + " " + words);
  }

  void startPlugin() {
    plugin =
        host.spawn(
            "site-plugin-" + ++starts,
            icecoat("node " + at("node.yaml")),
            Map.of(
                "XDG_CACHE_HOME",
                at("cache"),
                "ICECOAT_JAVA_OPTIONS",
                "-Xmx256m -XX:-UsePerfData"));
    Patience.until("the plug-in is ready", LIMIT, () -> ready() || !plugin.isAlive());
    if (!ready()) {
      throw new AssertionError("The plug-in did not start: " + plugin.lastWords());
    }
  }

  private boolean ready() {
    return Files.exists(plugin.log()) && Folders.read(plugin.log()).contains(": ready at ");
  }

  void restartPlugin() {
    plugin.stop(Duration.ofSeconds(20));
    startPlugin();
  }

  /** What {@code icecoat doctor} says of each thing that it looks at on this host. */
  Map<String, String> doctor() {
    Output output = host.command(icecoat("doctor --node --json")).tryRun();
    Map<String, String> verdicts = new TreeMap<>();
    for (JsonNode one : json(output.out()).get("checks")) {
      verdicts.put(one.get("check").asText(), one.get("verdict").asText());
    }
    return verdicts;
  }

  private static JsonNode json(String text) {
    try {
      return YAML.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file that the disk of a VM is based on. */
  Path base(TestingVm vm) {
    String path = "//disk[@device='disk']/backingStore/source/@file";
    String found = host.hypervisor().virsh("dumpxml", vm.id().toString(), "--xpath", path).text();
    return Path.of(found.substring(found.indexOf('"') + 1, found.lastIndexOf('"')));
  }

  /** Whose files are, and who may do what with them, as in {@code root:libvirt-qemu 440}. */
  List<String> rights(Path... files) {
    List<String> words = new ArrayList<>(List.of("stat", "-c", "%U:%G %a"));
    Stream.of(files).map(Path::toString).forEach(words::add);
    return host.run(words.toArray(String[]::new)).out().lines().toList();
  }

  /** The users that QEMU's processes of this node run as. */
  List<String> usersOfQemu() {
    return host.run("sh", "-c", "ps -eo user:20=,comm= | grep qemu-system | cut -d' ' -f1")
        .out()
        .lines()
        .distinct()
        .toList();
  }

  private String at(String name) {
    return top.resolve(name).toString();
  }
}

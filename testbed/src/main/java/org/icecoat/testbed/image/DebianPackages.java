package org.icecoat.testbed.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/** Packages as the machine's own apt sources have them; nothing gets installed. */
final class DebianPackages {
  private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(10);
  private static final Pattern VERSION = Pattern.compile("(?m)^Version: (\\S+)$");
  private static final Pattern DEPENDENCY = Pattern.compile("(?m)^\\s+Depends: (\\S+)$");
  private static final Path SOURCES = Path.of("/etc/apt");

  /** What was asked already: each answer costs apt a second. */
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  private final Map<String, String> dependencies = new ConcurrentHashMap<>();

  /** The version that apt would install. */
  String version(String name) {
    return versions.computeIfAbsent(
        name, each -> first(VERSION, each, "apt-cache", "show", "--no-all-versions", each));
  }

  /** The first dependency, which for a kernel's metapackage is the kernel. */
  String firstDependency(String name) {
    return dependencies.computeIfAbsent(
        name, each -> first(DEPENDENCY, each, "apt-cache", "depends", each));
  }

  /** Downloads a package and unpacks it into the folder. */
  static void unpack(String name, Path folder) {
    Path download = Folders.make(folder.resolveSibling(folder.getFileName() + ".deb"));
    Tool.of("apt-get", "--quiet", "download", name)
        .withFolder(download)
        .withLimit(DOWNLOAD_LIMIT)
        .run();
    for (Path deb : Folders.list(download)) {
      Tool.of("dpkg-deb", "--extract", deb.toString(), folder.toString()).run();
    }
    Folders.remove(download);
  }

  /** The code name of the machine's release, such as bookworm. */
  static String suite() {
    String release = Folders.read(Path.of("/etc/os-release"));
    Matcher name = Pattern.compile("(?m)^VERSION_CODENAME=(\\S+)$").matcher(release);
    if (!name.find()) {
      throw missing("The machine's release has no code name: is it Debian?");
    }
    return name.group(1);
  }

  /** The files under /etc/apt that say where the release's packages come from. */
  static List<String> sources(String suite) {
    Pattern mention = Pattern.compile("(?m)^[^#]*\\s" + Pattern.quote(suite) + "(\\s|-|$)");
    List<Path> candidates = new ArrayList<>(Folders.list(SOURCES.resolve("sources.list.d")));
    candidates.add(SOURCES.resolve("sources.list"));
    return candidates.stream()
        .filter(file -> file.toString().matches(".*\\.(list|sources)"))
        .filter(Files::isRegularFile)
        .filter(file -> mention.matcher(Folders.read(file)).find())
        .map(Path::toString)
        .toList();
  }

  private static String first(Pattern pattern, String name, String... words) {
    Matcher found = pattern.matcher(Command.of(words).run().out());
    if (!found.find()) {
      throw missing("apt knows nothing of " + name + ": try apt-get update");
    }
    return found.group(1);
  }

  private static TestbedException missing(String message) {
    return new TestbedException(TestbedFault.MISSING_PROGRAM, message);
  }
}

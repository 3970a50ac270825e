package org.icecoat.testbed.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/** The files of modules with all that they need, in the order in which insmod takes them. */
final class KernelModules {
  /** Path of each module in its tree, with those that it needs, the last to be loaded first. */
  private final Map<Path, List<Path>> needs = new LinkedHashMap<>();

  /**
   * @param dependencies the text of a modules.dep, as depmod writes it
   */
  KernelModules(String dependencies) {
    for (String line : dependencies.lines().toList()) {
      int colon = line.indexOf(':');
      List<Path> others = new ArrayList<>();
      for (String word : line.substring(colon + 1).strip().split("\\s+", -1)) {
        if (!word.isEmpty()) {
          others.add(Path.of(word));
        }
      }
      Collections.reverse(others);
      needs.put(Path.of(line.substring(0, colon)), others);
    }
  }

  /**
   * @param names without the suffix, as virtio_blk
   */
  List<Path> inOrder(List<String> names) {
    Set<Path> order = new LinkedHashSet<>();
    for (String name : names) {
      Path module = find(name);
      order.addAll(needs.get(module));
      order.add(module);
    }
    return List.copyOf(order);
  }

  private Path find(String name) {
    return needs.keySet().stream()
        .filter(path -> path.endsWith(name + ".ko"))
        .findFirst()
        .orElseThrow(
            () ->
                new TestbedException(
                    TestbedFault.UNKNOWN_NAME, "The kernel's package has no module " + name));
  }
}

package org.icecoat.testbed.host;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.icecoat.testbed.command.Folders;

/**
 * What a host is made from.
 *
 * @param folder its files below the testbed's folder
 * @param shortFolder its folder under /run
 * @param guests the network of its guests, on a node
 */
record HostParts(String name, Path folder, Path shortFolder, Optional<GuestNetwork> guests) {

  /** Makes the folders of which the host sees its own, and says where it sees them. */
  Map<Path, Path> makeViews() {
    Map<Path, Path> views = new LinkedHashMap<>();
    views.put(Path.of("/var/log"), Folders.make(folder.resolve("log/system")));
    if (guests.isPresent()) {
      view(views, "/var/lib/libvirt");
      view(views, "/var/cache/libvirt");
      view(views, "/var/lib/swtpm-localca");
      Folders.make(folder.resolve("log/system/libvirt"));
    }
    return views;
  }

  private void view(Map<Path, Path> views, String place) {
    Path own = Folders.make(folder.resolve("system").resolve(place.substring(1)));
    if (Path.of(place).toFile().isDirectory()) {
      views.put(Path.of(place), own);
    }
  }
}

package org.icecoat.testbed.bench.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The domain that the product made of a request, to be made again under other ids and with a disk
 * of its own.
 */
record DomainTemplate(String xml, String id, Path folder, Path overlay, Path base) {
  private static final Pattern ID = Pattern.compile("<uuid>([0-9a-f-]{36})</uuid>");
  private static final Pattern FILE = Pattern.compile("<source file='([^']+)'");

  static DomainTemplate read(Path file) throws IOException {
    String xml = Files.readString(file);
    Matcher id = ID.matcher(xml);
    Matcher disk = FILE.matcher(xml);
    if (!id.find() || !disk.find()) {
      throw new IOException("No domain with a disk is in " + file);
    }
    Path overlay = Path.of(disk.group(1));
    if (!disk.find()) {
      throw new IOException("The domain's disk has no base in " + file);
    }
    return new DomainTemplate(
        xml, id.group(1), overlay.getParent(), overlay, Path.of(disk.group(1)));
  }

  /** The XML of another domain, whose files are in that folder. */
  String with(UUID other, Path itsFolder) {
    return xml.replace(folder.toString(), itsFolder.toString()).replace(id, other.toString());
  }

  /** The host's end of the other domain's guest port. */
  Path socket(UUID other) {
    Matcher path = Pattern.compile("path='([^']+\\.guest)'").matcher(with(other, folder));
    if (!path.find()) {
      throw new IllegalStateException("The domain has no guest port");
    }
    return Path.of(path.group(1));
  }
}

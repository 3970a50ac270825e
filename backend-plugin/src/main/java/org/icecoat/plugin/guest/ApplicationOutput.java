package org.icecoat.plugin.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;

/** The node's copies of both outputs of a VM's application, in a folder of their own. */
public final class ApplicationOutput {
  private final Path folder;
  private final Map<OutputStreamName, OutputFile> files = new EnumMap<>(OutputStreamName.class);

  /** The folder is made when the first byte comes. */
  public ApplicationOutput(Path folder) {
    this.folder = folder;
    for (OutputStreamName name : OutputStreamName.values()) {
      files.put(name, new OutputFile(folder, name));
    }
  }

  /** Bytes that are kept. */
  public long length(OutputStreamName name) {
    return guarded(() -> file(name).length());
  }

  /** Whether more was printed than is kept. */
  public boolean isTruncated(OutputStreamName name) {
    return file(name).isTruncated();
  }

  /** At most that many bytes from the offset on. */
  public byte[] read(OutputStreamName name, long offset, int most) {
    return guarded(() -> file(name).read(offset, most));
  }

  OutputFile file(OutputStreamName name) {
    return files.get(name);
  }

  void clear() throws IOException {
    Files.createDirectories(folder);
    for (OutputFile file : files.values()) {
      file.clear();
    }
  }

  /** Something with files. */
  @FunctionalInterface
  private interface Access<T> {
    T take() throws IOException;
  }

  private static <T> T guarded(Access<T> access) {
    try {
      return access.take();
    } catch (IOException e) {
      throw new PluginException(
          PluginFault.STORAGE_FAILED, "The application's output cannot be read on the node", e);
    }
  }
}

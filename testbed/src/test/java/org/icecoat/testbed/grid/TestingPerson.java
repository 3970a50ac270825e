package org.icecoat.testbed.grid;

import java.nio.file.Path;
import java.util.Map;
import org.icecoat.testbed.command.Folders;

/** Somebody whose command line is a few lines for sh. */
public final class TestingPerson {
  private TestingPerson() {}

  /** Someone at home in the folder, where the command line is too. */
  public static Person with(Path folder, String commandLine) {
    Folders.write(folder.resolve("bin/icecoat"), commandLine);
    Map<String, String> mark = Map.of("RUN", "abcdef");
    return new Person(new Installation(folder), folder, Map.of("WHO", "somebody"), mark);
  }
}

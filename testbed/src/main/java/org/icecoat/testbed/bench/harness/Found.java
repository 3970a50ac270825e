package org.icecoat.testbed.bench.harness;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/** Ids in what the command line prints. */
public final class Found {
  private static final Pattern IMAGE = Pattern.compile("(sha256:[0-9a-f]{64})");
  private static final Pattern VM = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");

  private Found() {}

  /** The id of an image that was added. */
  public static String image(Output output) {
    return first(IMAGE, output);
  }

  /** The id of a VM, from an answer in JSON. */
  public static String vm(Output output) {
    return first(VM, output);
  }

  private static String first(Pattern pattern, Output output) {
    Matcher found = pattern.matcher(output.out());
    if (!found.find()) {
      throw new TestbedException(TestbedFault.COMMAND_FAILED, "No id is in " + output.out());
    }
    return found.group(1);
  }
}

package org.icecoat.testbed.bench.deploy;

import org.icecoat.testbed.command.Command;

/**
 * Sees to it that both sides begin with memory that is really there. A virtual machine whose host
 * takes free memory away has to get it back when a guest starts, which costs whoever comes after a
 * pause some tenths of a second, and whoever comes right after another guest nothing.
 */
final class FreeMemory {
  private FreeMemory() {}

  /** Has as much memory in use, and gives it back, as a guest needs. */
  static void touch() {
    Command.of("dd", "if=/dev/zero", "of=/dev/null", "bs=1G", "count=1", "status=none").run();
  }
}

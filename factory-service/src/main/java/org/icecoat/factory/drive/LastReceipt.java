package org.icecoat.factory.drive;

import java.time.Instant;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.receipt.RunJournal;
import org.icecoat.factory.vm.Vm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a node's part of the receipt before a placement is over. A node that does not give it is
 * asked some times, and then the VM goes without: no room is kept for a receipt's sake.
 */
final class LastReceipt {
  private static final Logger LOG = LoggerFactory.getLogger(LastReceipt.class);
  private static final int MOST_TRIES = 3;

  private final NodeCalls calls;
  private final RunJournal journal;

  LastReceipt(NodeCalls calls, RunJournal journal) {
    this.calls = calls;
    this.journal = journal;
  }

  /**
   * Of a VM of which nothing is left on its node.
   *
   * @throws FactoryException if it is worth another try
   */
  void take(Vm vm, Instant now) {
    if (vm.incarnation().isEmpty()) {
      return;
    }
    try {
      journal.fetchLast(vm, calls.address(vm));
    } catch (FactoryException e) {
      if (e.fault().isPassing() && vm.drive().tries() < MOST_TRIES) {
        throw e;
      }
      LOG.warn("{} goes without its node's receipt: {}", vm.id().handle(), e.getMessage());
    }
    journal.end(vm, now);
  }
}

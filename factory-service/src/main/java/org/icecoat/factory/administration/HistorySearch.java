package org.icecoat.factory.administration;

import java.util.List;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.store.VmHistoryStore;
import org.icecoat.service.access.Caller;

/** Searches the histories of all VMs that are still known, for administrators. */
public final class HistorySearch {
  /** The most entries that are told at once. */
  public static final int MOST = 1000;

  private final Access access;
  private final VmHistoryStore histories;

  public HistorySearch(Access access, VmHistoryStore histories) {
    this.access = access;
    this.histories = histories;
  }

  /**
   * Some entries, the newest first.
   *
   * @param more whether there are older ones
   */
  public record Page(List<VmHistoryStore.Line> lines, boolean more) {
    public Page {
      lines = List.copyOf(lines);
    }
  }

  /** Looks for entries, at most as many as the search says. */
  public Page find(Caller caller, VmHistoryStore.Search search) {
    access.requireAdministrator(caller);
    List<VmHistoryStore.Line> found = histories.search(search.atMost(search.most() + 1));
    int told = Math.min(search.most(), found.size());
    return new Page(found.subList(0, told), found.size() > told);
  }
}

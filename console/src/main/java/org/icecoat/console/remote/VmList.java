package org.icecoat.console.remote;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.view.VmSummary;
import org.icecoat.wire.factory.ListVms;
import org.icecoat.wire.factory.ListVmsResponse;
import org.icecoat.wire.types.VmStateType;

/** Lists VMs, page after page. */
public final class VmList {
  private static final int PAGE = 200;

  private final Services services;
  private final boolean everyone;

  /**
   * @param everyone whether others' VMs are listed too, which only administrators may
   */
  public VmList(Services services, boolean everyone) {
    this.services = services;
    this.everyone = everyone;
  }

  /** All that are in one of the states; in any, if no state is given. Newest first. */
  public List<VmSummary> all(List<VmStateType> states) {
    List<VmSummary> all = new ArrayList<>();
    ListVms request = new ListVms();
    request.setEveryone(everyone);
    request.getState().addAll(states);
    request.setMaximalCount(PAGE);
    boolean more = true;
    while (more) {
      ListVmsResponse page = Remote.call(() -> services.factory().listVms(request));
      page.getVm().stream().map(VmSummary::of).forEach(all::add);
      more = page.isMore() && !page.getVm().isEmpty();
      request.setAfter(all.isEmpty() ? null : all.get(all.size() - 1).id());
    }
    return all;
  }
}

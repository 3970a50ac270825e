package org.icecoat.plugin.vm;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;

/**
 * Whether a VM is wanted on this node still. Once it has to go, nothing that may take long is
 * waited for on its behalf: the order that removes it comes next.
 */
final class Wanted {
  private final VmId vm;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  Wanted(VmId vm) {
    this.vm = vm;
  }

  /** The VM has to go, for good. */
  void end() {
    end.completeExceptionally(
        new PluginException(
                PluginFault.WRONG_STATE,
                "VM " + vm.handle() + " is being destroyed: what was under way is given up")
            .in(VmState.DESTROYING));
  }

  boolean isOver() {
    return end.isCompletedExceptionally();
  }

  /**
   * That it need not go.
   *
   * @throws PluginException WRONG_STATE
   */
  void require() {
    if (isOver()) {
      joined(end);
    }
  }

  /**
   * Waits for all of it, and cancels it if the VM has to go meanwhile.
   *
   * @throws PluginException WRONG_STATE, or what one of them fails with
   */
  void await(List<? extends CompletableFuture<?>> work) {
    CompletableFuture<Void> all = CompletableFuture.allOf(work.toArray(CompletableFuture[]::new));
    try {
      joined(CompletableFuture.anyOf(all, end));
    } finally {
      work.forEach(each -> each.cancel(false));
    }
  }

  private static void joined(CompletableFuture<?> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      throw Preparation.deepest(e) instanceof PluginException known ? known : e;
    }
  }
}

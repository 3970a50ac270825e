package org.icecoat.console.vm;

import org.icecoat.console.terminal.ProgressDisplay.Step;
import org.icecoat.console.view.Journal;
import org.icecoat.console.view.VmView;

/** What a VM is busy with, for the progress bar. */
public final class VmProgress {
  private VmProgress() {}

  /** The step that is being done, or else the state. */
  public static Step of(VmView view) {
    Journal.Progress progress = view.progress();
    if (progress == null) {
      return new Step(view.handle(), view.state(), 0, 0, -1, -1);
    }
    return new Step(
        view.handle(),
        progress.name(),
        progress.step(),
        progress.steps(),
        known(progress.bytesDone()),
        known(progress.bytesTotal()));
  }

  private static long known(Long bytes) {
    return bytes == null ? -1 : bytes;
  }
}

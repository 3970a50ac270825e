package org.icecoat.console.vm;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.text.Moments;
import org.icecoat.console.text.Sizes;
import org.icecoat.console.text.Spans;
import org.icecoat.console.view.Journal;
import org.icecoat.console.view.LeaseView;
import org.icecoat.console.view.Sizing;
import org.icecoat.console.view.VmView;
import org.icecoat.console.view.Work;

/** A VM's resource properties as a page. */
final class VmPage {
  private static final int LABEL = 12;

  private final Moments moments;
  private final List<String> lines = new ArrayList<>();

  VmPage(Moments moments) {
    this.moments = moments;
  }

  List<String> lines(VmView vm, boolean history) {
    identity(vm);
    place(vm);
    new TrustLines(moments, this::line).write(vm.trust());
    line("Application", application(vm.application()));
    if (history) {
      lines.add("History");
      vm.history().forEach(this::entry);
    }
    return lines;
  }

  private void identity(VmView vm) {
    line("VM", vm.handle() + "  " + vm.name());
    line("Id", vm.id());
    line("Owner", vm.owner());
    line("State", state(vm));
    if (vm.progress() != null) {
      line("Progress", progress(vm.progress()));
    }
    if (vm.failure() != null) {
      failure(vm.failure());
    }
    line("Created", moments.full(vm.createdAt()));
    line("Lease", lease(vm));
  }

  private void place(VmView vm) {
    line("Resources", resources(vm.resources()));
    line("Node", vm.node());
    line("VMM", vm.vmm() == null ? null : vm.vmm().toString());
    line("Addresses", String.join(", ", vm.addresses()));
    line("Image", vm.image() == null ? null : vm.image().name() + ":" + vm.image().version());
    line("Datasets", String.join(", ", vm.datasets()));
  }

  private static String state(VmView vm) {
    boolean there = vm.state().equals(vm.desiredState());
    return vm.state() + (there ? "" : ", should be " + vm.desiredState());
  }

  private static String progress(Journal.Progress progress) {
    String bytes =
        progress.bytesDone() == null || progress.bytesTotal() == null
            ? ""
            : ", %s of %s"
                .formatted(Sizes.bytes(progress.bytesDone()), Sizes.bytes(progress.bytesTotal()));
    return "%s (%d of %d)%s".formatted(progress.name(), progress.step(), progress.steps(), bytes);
  }

  private void failure(Journal.Failure failure) {
    line(
        "Failure",
        "%s in step %s: %s".formatted(failure.code(), failure.step(), failure.description()));
    line(
        "Recovery",
        failure.recovery() == null
            ? "none; the VM can be destroyed"
            : failure.recovery() + " (icecoat recover)");
  }

  private String lease(VmView vm) {
    LeaseView lease = vm.lease();
    String end =
        vm.terminationTime() == null ? "no end" : "until " + moments.end(vm.terminationTime());
    String action = lease.expiryAction() == null ? "" : ", then " + lease.expiryAction();
    return end + action + (lease.grace() == null ? "" : ", grace " + Spans.text(lease.grace()));
  }

  private static String resources(Sizing sizing) {
    StringBuilder text = new StringBuilder();
    text.append(sizing.cpus()).append(sizing.cpus() == 1 ? " CPU" : " CPUs");
    more(text, sizing.cpus(), sizing.maximalCpus(), String.valueOf(sizing.maximalCpus()));
    text.append(", ").append(Sizes.mebibytes(sizing.memoryMiB())).append(" of memory");
    Integer most = sizing.maximalMemoryMiB();
    more(text, sizing.memoryMiB(), most, most == null ? "" : Sizes.mebibytes(most));
    if (sizing.diskMiB() != null) {
      text.append(", ").append(Sizes.mebibytes(sizing.diskMiB())).append(" of disk");
    }
    return text.toString();
  }

  private static void more(StringBuilder text, int now, Integer most, String shown) {
    if (most != null && most != now) {
      text.append(" (at most ").append(shown).append(')');
    }
  }

  private String application(Work work) {
    StringBuilder text = new StringBuilder(work.state());
    if (work.exitStatus() != null) {
      text.append(", exit status ").append(work.exitStatus());
    }
    if (work.startedAt() != null) {
      text.append(", started ").append(moments.brief(work.startedAt()));
    }
    if (work.endedAt() != null) {
      text.append(", ended ").append(moments.brief(work.endedAt()));
    }
    if (work.standardOutputBytes() != null) {
      text.append(", ").append(Sizes.bytes(work.standardOutputBytes())).append(" of output");
    }
    text.append(Boolean.TRUE.equals(work.truncated()) ? " (truncated)" : "");
    return text.append(work.problem() == null ? "" : ": " + work.problem()).toString();
  }

  private void entry(Journal.Entry entry) {
    String more = entry.description() == null ? "" : ": " + entry.description();
    lines.add(
        Printable.line(
            "  %s  %-12s %s%s"
                .formatted(moments.full(entry.at()), entry.state(), entry.event(), more)));
  }

  private void line(String label, String value) {
    String shown = value == null || value.isEmpty() ? "-" : value;
    lines.add(Printable.line(label + " ".repeat(LABEL - label.length()) + shown));
  }
}

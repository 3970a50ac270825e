package org.icecoat.testbed.demo;

import java.util.regex.Pattern;
import org.icecoat.testbed.grid.Person;

/** The life of a VM from its deployment to its end; what is ordered has to be seen as well. */
final class DemoLife {
  private static final Pattern TWO_HOURS = Pattern.compile("Lease .*\\((2 h|1 h 59 min)");

  private final Narrator narrator;
  private final Person user;
  private final String vm;
  private final Witness node;

  /**
   * @param vm its handle
   * @param node where it runs
   */
  DemoLife(Narrator narrator, Person user, String vm, Witness node) {
    this.narrator = narrator;
    this.user = user;
    this.vm = vm;
    this.node = node;
  }

  /** Its lease and its resources are set. */
  void reset() {
    String leased = narrator.does(user, "The lease is extended", "set", vm, "--lease", "2h");
    DemoStory.must(TWO_HOURS.matcher(leased).find(), "the lease ends two hours from now");
    narrator.types(
        user, "CPUs and memory are reset while it runs", "set " + vm + " --cpus 2 --memory 384MiB");
    String now = narrator.does(user, "So it is now", "show", vm);
    DemoStory.must(
        now.contains("2 CPUs, 384 MiB"), "the CPUs and the memory that were set are shown");
  }

  /** It is paused, resumed and restarted. */
  void control() {
    order("Pause", "pause", "Paused", "paused");
    String id = order("resume", "resume", "Running", "running").id();
    long boots = node.boots(id);
    order("and restart", "restart", "Running", "running");
    long now = node.boots(id);
    narrator.say("Its guest's console tells of boot " + now);
    DemoStory.must(now == boots + 1, "restart lets the guest boot for time " + (boots + 1));
  }

  private SeenVm order(String why, String order, String state, String domainState) {
    narrator.does(user, why, order, vm, "--wait");
    SeenVm seen = SeenVm.look(user, vm);
    String domain = node.domainState(seen.id());
    narrator.say("It is seen " + seen.state() + ", and by libvirt on its node " + domain);
    DemoStory.must(
        seen.state().equals(state) && domain.equals(domainState),
        order + " makes the VM " + state + " and its domain " + domainState);
    return seen;
  }

  /** It is shut down and destroyed. */
  void end() {
    String told = narrator.does(user, "Shut down", "shutdown", vm, "--wait");
    DemoStory.must(told.contains("Stopped"), "a VM that was shut down is Stopped");
    narrator.does(user, "and destroyed", "destroy", vm, "--wait");
  }
}

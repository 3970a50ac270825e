package org.icecoat.testbed.grid;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Vm;
import org.icecoat.console.view.VmView;
import org.icecoat.domain.vm.VmId;
import org.icecoat.testbed.command.Output;

/** A VM that a test has deployed. */
public final class TestingVm {
  private static final Duration USUAL = Duration.ofSeconds(90);

  private final TestingConsole owner;
  private final VmId id;

  TestingVm(TestingConsole owner, VmId id) {
    this.owner = owner;
    this.id = id;
  }

  public VmId id() {
    return id;
  }

  /** Such as vm-7f3a09c2. */
  public String handle() {
    return id.handle();
  }

  /** All its resource properties now. */
  public VmView view() {
    return new Vm(owner.services(), id).view();
  }

  /** What {@code icecoat show --json} prints. */
  public JsonNode show() {
    return owner.json("show", id.toString());
  }

  /** Its life-cycle state now; a VM that is not shown any more is Destroyed. */
  public String state() {
    try {
      return view().state();
    } catch (ConsoleException e) {
      if (e.fault() == ConsoleFault.NOT_FOUND) {
        return "Destroyed";
      }
      throw e;
    }
  }

  /** Waits for one of these states; services may be away meanwhile. */
  public TestingVm awaitState(String... states) {
    return awaitState(USUAL, states);
  }

  /** Waits for one of these states; services may be away meanwhile. */
  public TestingVm awaitState(Duration limit, String... states) {
    try {
      await(handle() + " is " + List.of(states))
          .atMost(limit)
          .pollInterval(Duration.ofMillis(100))
          .ignoreException(ConsoleException.class)
          .until(this::state, List.of(states)::contains);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(handle() + " did not become " + List.of(states) + ": " + view(), e);
    }
    return this;
  }

  /** Waits until its application's state is this one. */
  public TestingVm awaitApplication(String state) {
    return awaitView("its application is " + state, v -> v.application().state().equals(state));
  }

  /** Waits until its properties are such. */
  public TestingVm awaitView(String what, Predicate<VmView> seen) {
    await(handle() + ": " + what)
        .atMost(USUAL)
        .pollInterval(Duration.ofMillis(100))
        .ignoreException(ConsoleException.class)
        .until(this::view, seen);
    return this;
  }

  /** {@code icecoat ORDER VM}, whatever comes of it. */
  public Output order(String order, String... more) {
    List<String> words = new java.util.ArrayList<>(List.of(order, id.toString()));
    words.addAll(List.of(more));
    return owner.run(words);
  }

  /** What its application has printed so far. */
  public String output() {
    return Grid.must(order("output")).out();
  }

  /** Has it destroyed and waits until nothing of it is left. */
  public void destroy() {
    Grid.must(order("destroy"));
    awaitState("Destroyed");
  }
}

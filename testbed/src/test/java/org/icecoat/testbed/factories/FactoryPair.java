package org.icecoat.testbed.factories;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.grid.GridService;
import org.icecoat.testbed.grid.TestingConsole;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;

/** A grid with two factories, and the user's command line at each of them. */
final class FactoryPair implements AutoCloseable {
  static final String FIRST = "factory";
  static final String SECOND = "factory-2";
  private static final Duration TAKEN_UP = Duration.ofSeconds(20);

  private final TestingGrid grid;
  private final Map<String, TestingConsole> consoles;

  private FactoryPair(TestingGrid grid) {
    this.grid = grid;
    this.consoles = Map.of(FIRST, grid.user(), SECOND, grid.userAt(SECOND));
  }

  static FactoryPair start() {
    return new FactoryPair(TestingGrid.startWithTwoFactories());
  }

  TestingGrid grid() {
    return grid;
  }

  /** The user's command line at one of them. */
  TestingConsole at(String factory) {
    return consoles.get(factory);
  }

  /** A VM as one of them shows it. */
  TestingVm seenBy(String factory, TestingVm vm) {
    return grid.vm(at(factory), vm.id().toString());
  }

  GridService service(String factory) {
    return grid.service(factory);
  }

  static String otherThan(String factory) {
    return factory.equals(FIRST) ? SECOND : FIRST;
  }

  /** Waits until one of them is at work on the VM, in its step that calls the node; tells which. */
  String driver(TestingVm vm) {
    return await(vm.handle() + " is being driven")
        .atMost(TAKEN_UP)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> pickedBy(vm), List.of(FIRST, SECOND)::contains);
  }

  private String pickedBy(TestingVm vm) {
    return grid.grid()
        .postgres()
        .ask(
            "select picked_by from scheduled_tasks t join vm on task_instance = cast(id as varchar)"
                + " where picked and state = 'SCHEDULED' and id = '"
                + vm.id()
                + "'");
  }

  /** Nobody can ask the node any more; it goes on telling its factory. */
  void hide(String node) {
    firewall(node, "-I");
  }

  /** The node can be asked again. */
  void show(String node) {
    firewall(node, "-D");
  }

  private void firewall(String node, String order) {
    grid.node(node).run("iptables", order, "INPUT", "-p", "tcp", "--dport", "8444", "-j", "DROP");
  }

  /** Whoever a failed test left dead or frozen is well again. */
  void mend() {
    grid.service("node2").thaw();
    List.of(FIRST, SECOND).stream()
        .map(this::service)
        .filter(service -> !service.isAlive())
        .forEach(GridService::start);
  }

  @Override
  public void close() {
    at(SECOND).close();
    grid.close();
  }
}

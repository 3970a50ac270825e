package org.icecoat.testbed.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

/** Two users of one grid, one of whom wants what is the other's. */
@OnSharedGrid
class StrangerIT {
  private static final List<List<String>> ATTEMPTS =
      List.of(
          List.of("show", "VM"),
          List.of("watch", "VM"),
          List.of("query", "VM", "/*"),
          List.of("set", "VM", "--name", "mine"),
          List.of("set", "VM", "--lease", "1s"),
          List.of("start", "VM"),
          List.of("pause", "VM"),
          List.of("resume", "VM"),
          List.of("restart", "VM"),
          List.of("shutdown", "VM"),
          List.of("recover", "VM"),
          List.of("output", "VM"),
          List.of("destroy", "VM"));

  @Test
  void a_stranger_learns_nothing_of_anothers_vm_and_does_nothing_to_it(TestingGrid grid) {
    TestingVm vm = grid.deploy("echo mine; sleep 600");
    TestingVm own = grid.vm(grid.stranger(), grid.stranger().json(theirs()).get("id").asText());
    vm.awaitApplication("Running");
    String nobodys = UUID.randomUUID().toString();
    for (List<String> attempt : ATTEMPTS) {
      Output at = grid.stranger().run(words(attempt, vm.id().toString()));
      Output none = grid.stranger().run(words(attempt, nobodys));
      assertThat(at.status()).as("%s: %s", attempt, at).isNotZero().isEqualTo(none.status());
      assertThat(plain(at, vm.id().toString())).isEqualTo(plain(none, nobodys));
    }
    assertThat(grid.stranger().run("list", "--json").out())
        .contains(own.id().toString())
        .doesNotContain(vm.id().toString());
    assertThat(grid.stranger().run("list", "--everyone").succeeded()).isFalse();
    assertThat(vm.state()).isEqualTo("Running");
    assertThat(vm.output()).isEqualTo("mine\n");
    own.awaitApplication("Succeeded");
    assertThat(own.output()).isEqualTo("theirs\n");
    vm.destroy();
    own.destroy();
  }

  private static List<String> theirs() {
    List<String> words = new ArrayList<>(List.of("deploy", "--image", "small:1", "--memory"));
    words.addAll(List.of("128MiB", "--lease", "1h", "--", "echo", "theirs"));
    return words;
  }

  private static List<String> words(List<String> attempt, String id) {
    return attempt.stream().map(word -> word.equals("VM") ? id : word).toList();
  }

  /** Without the id, the handle and the time, which tell the two apart. */
  private static String plain(Output output, String id) {
    return (output.out() + output.err())
        .replace(id, "ID")
        .replace("vm-" + id.substring(0, 8), "HANDLE")
        .replaceAll("[0-9]{4}-[0-9T:.-]+Z", "TIME");
  }
}

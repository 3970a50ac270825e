package org.icecoat.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

@OnSharedGrid
class TokenIT {
  private static final int CLIENTS = 8;
  private static final int REFUSED = 3;

  @Test
  void one_request_sent_by_eight_clients_at_once_is_one_vm(TestingGrid grid)
      throws InterruptedException, ExecutionException {
    String token = UUID.randomUUID().toString();
    List<String> words = grid.words("echo once", "--token", token);

    List<String> ids = atOnce(() -> grid.user().json(words).get("id").asText());

    assertThat(ids).hasSize(CLIENTS).containsOnly(ids.get(0));
    assertThat(grid.user().json("list").get("vms")).hasSize(1);
    TestingVm vm = grid.vm(grid.user(), ids.get(0)).awaitApplication("Succeeded");
    assertThat(grid.domains()).hasSize(1);
    assertThat(vm.output()).isEqualTo("once\n");
    assertThat(grid.user().run(grid.words("echo twice", "--token", token)).status())
        .as("another request under the same token")
        .isEqualTo(REFUSED);
    vm.destroy();
    assertThat(grid.user().json(words).get("id").asText())
        .as("the same again makes no second one, even now")
        .isEqualTo(ids.get(0));
    assertThat(grid.domains()).isEmpty();
  }

  private static List<String> atOnce(Callable<String> call)
      throws InterruptedException, ExecutionException {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : clients.invokeAll(Collections.nCopies(CLIENTS, call))) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      clients.shutdown();
    }
  }
}

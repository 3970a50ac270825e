package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.node.NodeState;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.administration.NodeAdministration.NodeView;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Vm;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is drained without waiting is empty at that moment. */
class DrainTest {
  private static final NodeName EMPTY = new NodeName("node-2");

  @TempDir Path folder;
  private TestingFactory factory;

  @BeforeEach
  void begin() {
    factory = TestingFactory.ofOneNode(folder);
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private NodeView drain() {
    return factory
        .factory()
        .administration()
        .drain(TestingFactory.ADMIN, EMPTY, Optional.of("it is replaced"), false);
  }

  private void enrolEmpty() {
    factory.nodes.with(EMPTY.value(), new Capacity(8, 8192, 100_000));
    factory.enrol(EMPTY.value());
  }

  @Test
  void an_empty_node_is_drained_at_once() {
    enrolEmpty();
    NodeView drained = drain();
    assertThat(drained.node().intent()).isEqualTo(NodeState.DRAINING);
    assertThat(drained.node().why()).contains("it is replaced");
  }

  @Test
  void a_vm_that_is_placed_meanwhile_is_seen() {
    Vm vm = factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING);
    enrolEmpty();
    try (Handle placing = factory.database().jdbi().open()) {
      placing.begin();
      placing
          .createQuery("select name from node where name = :name for update")
          .bind("name", EMPTY.value())
          .mapTo(String.class)
          .one();
      placing.execute("update vm set node = ? where id = ?", EMPTY.value(), vm.id().value());
      CompletableFuture<NodeView> drained = CompletableFuture.supplyAsync(this::drain);
      await().atMost(Duration.ofSeconds(30)).until(() -> somebodyWaits() || drained.isDone());
      placing.commit();
      assertThatThrownBy(drained::join)
          .cause()
          .isInstanceOfSatisfying(
              FactoryException.class,
              e -> assertThat(e.fault()).isEqualTo(FactoryFault.WRONG_STATE))
          .hasMessageContaining("has 1 VMs");
    }
  }

  /** For a row that another transaction holds. */
  private boolean somebodyWaits() {
    return factory
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) > 0 from information_schema.sessions where blocker_id is"
                            + " not null")
                    .mapTo(Boolean.class)
                    .one());
  }
}

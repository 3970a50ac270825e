package org.icecoat.factory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that sends much pushes out its own oldest evidence, and last of all what receipts name.
 */
class EvidenceBoundTest {
  private static final NodeName NODE = new NodeName("node-1");
  private static final NodeName OTHER = new NodeName("node-2");
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  @TempDir Path folder;

  private TestingFactory factory() {
    return new TestingFactory(DatabaseConfiguration.inFile(folder.resolve("factory")));
  }

  @Test
  void the_newest_and_what_runs_name_go_last() {
    try (TestingFactory factory = factory().begin()) {
      Vm vm = waiting(factory);
      factory.database().jdbi().useTransaction(handle -> check(vm, handle));
    }
  }

  private static void check(Vm vm, Handle handle) {
    for (int i = 1; i <= 4; i++) {
      EvidenceStore.keep(handle, NODE, evidence(i), NOW.plusSeconds(i));
      EvidenceStore.keep(handle, OTHER, evidence(i), NOW.plusSeconds(i));
    }
    long each = evidence(1).encoded().length();
    handle.execute(
        "insert into vm_run (vm_id, epoch, run, evidence) values (?, 1, '{}', ?)",
        vm.id().value(),
        hex(1));
    EvidenceStore.bound(handle, NODE, 4 * each);
    assertThat(kept(handle, NODE)).hasSize(4);
    EvidenceStore.bound(handle, NODE, 3 * each);
    assertThat(kept(handle, NODE)).containsExactly(hex(1), hex(3), hex(4));
    EvidenceStore.bound(handle, NODE, 2 * each);
    assertThat(kept(handle, NODE)).containsExactly(hex(1), hex(4));
    EvidenceStore.bound(handle, NODE, each);
    assertThat(kept(handle, NODE)).containsExactly(hex(4));
    assertThat(kept(handle, OTHER)).hasSize(4);
    EvidenceStore.keep(handle, NODE, evidence(4), NOW.plusSeconds(9));
    EvidenceStore.keep(handle, NODE, evidence(5), NOW.plusSeconds(8));
    EvidenceStore.bound(handle, NODE, each);
    assertThat(kept(handle, NODE)).as("what came again is new").containsExactly(hex(4));
  }

  @Test
  void of_hundreds_the_oldest_goes_for_each_that_comes() {
    int many = 500;
    try (TestingFactory factory = factory().begin()) {
      factory
          .database()
          .jdbi()
          .useTransaction(
              handle -> {
                long most = many * (long) evidence(1).encoded().length();
                for (int i = 1; i <= many + 50; i++) {
                  EvidenceStore.keep(handle, NODE, evidence(i), NOW.plusSeconds(i));
                  EvidenceStore.bound(handle, NODE, most);
                }
                assertThat(kept(handle, NODE))
                    .hasSize(many)
                    .startsWith(hex(51))
                    .endsWith(hex(many + 50));
              });
    }
  }

  @Test
  void what_is_within_its_bound_is_summed_and_none_of_it_is_ranked() {
    try (TestingFactory factory = factory().begin()) {
      factory.database().jdbi().useTransaction(EvidenceBoundTest::checkRanking);
    }
  }

  private static void checkRanking(Handle handle) {
    long each = evidence(1).encoded().length();
    for (int i = 1; i <= 3; i++) {
      EvidenceStore.keep(handle, NODE, evidence(i), NOW.plusSeconds(i));
      EvidenceStore.keep(handle, OTHER, evidence(i), NOW.plusSeconds(i));
    }
    List<String> asked = new ArrayList<>();
    handle.getConfig(SqlStatements.class).setSqlLogger(noting(asked));
    EvidenceStore.bound(handle, NODE, 3 * each);
    assertThat(asked).singleElement().asString().contains("sum(bytes)");
    EvidenceStore.bound(handle, NODE, 3 * each - 1);
    assertThat(asked).anyMatch(sql -> sql.contains("as named"));
  }

  @Test
  void whenever_a_node_was_judged_it_is_held_to_256_mebibytes() {
    try (TestingFactory factory = factory().beginIdle()) {
      factory.nodes.with(NODE.value(), new Capacity(1, 1, 1));
      factory.enrol(NODE.value());
      Jdbi jdbi = factory.database().jdbi();
      judged(jdbi, 1);
      judged(jdbi, 2);
      long others = 2L * evidence(1).encoded().length();
      swell(jdbi, 1, (256L << 20) - others);
      judged(jdbi, 3);
      assertThat(kept(jdbi)).containsExactly(hex(1), hex(2), hex(3));
      swell(jdbi, 1, (256L << 20) - others + 1);
      judged(jdbi, 3);
      assertThat(kept(jdbi)).containsExactly(hex(2), hex(3));
    }
  }

  private static void judged(Jdbi jdbi, int which) {
    NodeTrustStore results = new NodeTrustStore(jdbi);
    Instant at = NOW.plusSeconds(which);
    TrustResult result =
        TrustResult.trusted(at, at.plusSeconds(60), "site version 1", evidence(which).digest());
    var unused =
        results.judged(
            NODE,
            results.turn(),
            Map.of(new PolicyName("site"), result),
            new NodeTpmStore.Shown(
                Optional.empty(),
                Optional.empty(),
                Optional.of(evidence(which)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  /** As if it had been so large. */
  private static void swell(Jdbi jdbi, int which, long bytes) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update kept_evidence set bytes = ? where digest = ?", bytes, hex(which)));
  }

  private static SqlLogger noting(List<String> asked) {
    return new SqlLogger() {
      @Override
      public void logBeforeExecution(StatementContext context) {
        asked.add(context.getRenderedSql());
      }
    };
  }

  private static Vm waiting(TestingFactory factory) {
    DeploymentTime later = new DeploymentTime.Until(factory.clock.instant().plusSeconds(3600));
    Vm vm = factory.deploy("1", TestingFactory.wish(later, TestingFactory.resources(1, 64)));
    return factory.await(vm.id(), VmState.REQUESTED);
  }

  private static List<String> kept(Jdbi jdbi) {
    return jdbi.withHandle(handle -> kept(handle, NODE));
  }

  private static List<String> kept(Handle handle, NodeName node) {
    return handle
        .createQuery("select digest from kept_evidence where node = :node order by kept_at")
        .bind("node", node.value())
        .mapTo(String.class)
        .list();
  }

  private static String hex(int which) {
    return evidence(which).digest().hex();
  }

  private static Evidence evidence(int which) {
    Octets bytes = Octets.of(new byte[] {(byte) (which >> 8), (byte) which});
    return new Evidence(bytes, new SignedAttestation(bytes, bytes), bytes, Evidence.Logs.NONE);
  }
}

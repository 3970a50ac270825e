package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.store.NodeTpmStore;
import org.icecoat.factory.store.NodeTpmStore.Known;
import org.icecoat.factory.store.NodeTpmStore.Shown;
import org.icecoat.factory.store.NodeTrustStore;
import org.icecoat.factory.trust.KnownFiles;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.database.TestingOldDatabase;
import org.icecoat.trust.ima.ImaPosition;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.structure.Octets;
import org.junit.jupiter.api.Test;

/** The version before knew nodes' TPMs, and nothing of their lists of files. */
abstract class KnownFilesUpgradeContract {
  private static final NodeName NODE = new NodeName("node-1");

  abstract DatabaseConfiguration emptyDatabase() throws Exception;

  @Test
  void a_node_s_clock_is_what_it_was_and_its_list_begins_with_its_first_line() throws Exception {
    DatabaseConfiguration old = emptyDatabase();
    TestingOldDatabase.make(old, "db/factory", "10", "/db/old/factory_v10.sql");
    try (Database database = Database.open(old, "db/factory")) {
      NodeTpmStore tpms = new NodeTpmStore(database.jdbi());
      Known known = tpms.find(NODE).orElseThrow();
      assertThat(known.clock().orElseThrow().resetCount()).isEqualTo(3);
      assertThat(known.files()).isEqualTo(KnownFiles.NONE);
      keepsWhatIsKnownOfFiles(database, tpms);
    }
  }

  @Test
  void a_list_whose_boot_was_not_asked_for_begins_with_its_first_line() throws Exception {
    DatabaseConfiguration old = emptyDatabase();
    TestingOldDatabase.make(old, "db/factory", "13", "/db/old/factory_v13.sql");
    try (Database database = Database.open(old, "db/factory")) {
      Known known = new NodeTpmStore(database.jdbi()).find(NODE).orElseThrow();
      assertThat(known.clock()).isPresent();
      assertThat(known.files()).isEqualTo(KnownFiles.NONE);
    }
  }

  private static void keepsWhatIsKnownOfFiles(Database database, NodeTpmStore tpms) {
    PolicyId policy = new PolicyId(new PolicyName("site"), 2, Sha256.parse("11".repeat(32)));
    ImaPosition position = new ImaPosition(5, 7, Optional.of(Octets.parse("ab".repeat(32))));
    KnownFiles files = new KnownFiles(position, Set.of(policy));
    NodeTrustStore results = new NodeTrustStore(database.jdbi());
    Shown shown = Shown.nothing(tpms.find(NODE).map(Known::enrolment), Optional.of(files));
    var unused = results.judged(NODE, results.turn(), Map.of(), shown);
    assertThat(tpms.find(NODE).orElseThrow().files()).isEqualTo(files);
  }
}

package org.icecoat.factory.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.node.NodeState;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.request.SiteRequirements;
import org.icecoat.factory.request.VmRequest;
import org.icecoat.factory.standing.TrustRules;
import org.icecoat.factory.store.Usage;
import org.icecoat.factory.testing.TestingImages;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.policy.PolicyName;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final PolicyName SITE = new PolicyName("site");
  private static final Capacity ROOM = new Capacity(8, 8192, 100_000);

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(DatabaseConfiguration.inFile(folder.resolve("rows")), "db/factory");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static EnrolledNode node(
      String name, NodeState intent, Capacity room, String... datasets) {
    return node(name, intent, Optional.empty(), room, datasets);
  }

  private static EnrolledNode node(
      String name,
      NodeState intent,
      Optional<TrustResult> trust,
      Capacity room,
      String... datasets) {
    NodeDescription says =
        new NodeDescription(
            new NodeName(name),
            "1",
            List.of(Component.of("qemu-tcg", "7.2")),
            Set.of(new Architecture("x86_64")),
            room,
            Set.of(datasets).stream().map(DatasetName::new).collect(Collectors.toSet()),
            Map.of("site", "a"),
            List.of());
    return new EnrolledNode(
        new NodeAddress(new NodeName(name), URI.create("https://" + name), Dn.parse("CN=" + name)),
        Instant.EPOCH,
        intent,
        Optional.empty(),
        true,
        0,
        Optional.empty(),
        Optional.of(says),
        0,
        trust.map(result -> Map.of(SITE, result)).orElse(Map.of()));
  }

  private static Demand demand(SiteRequirements site, Capacity room, String... datasets) {
    return demand(TestingImages.HMMER, site, room, datasets);
  }

  private static Demand demand(
      Manifest image, SiteRequirements site, Capacity room, String... datasets) {
    VmRequest request =
        new VmRequest(
            ImageRequirements.ByDescription.anything(),
            site,
            Set.of(datasets).stream().map(DatasetName::new).collect(Collectors.toSet()),
            true,
            new DeploymentTime.Now(),
            Optional.empty(),
            Optional.empty());
    return new Demand(request, Optional.of(image), room, List.of());
  }

  private Placement placement(List<EnrolledNode> nodes) {
    return placement(nodes, false);
  }

  private Placement placement(List<EnrolledNode> nodes, boolean required) {
    return new Placement(
        new NodeDirectory(() -> nodes, InstantSource.system()),
        new Usage(database.jdbi()),
        new TrustRule(new TrustRules(Optional.of(site(required))), () -> NOW),
        new Random(1));
  }

  private static TrustRules.Site site(boolean required) {
    return new TrustRules.Site(SITE, () -> Set.of(SITE), required, Duration.ZERO, result -> result);
  }

  @Test
  void every_node_that_does_not_fit_has_all_its_reasons() {
    List<EnrolledNode> nodes =
        List.of(
            node("cordoned", NodeState.CORDONED, ROOM, "globins"),
            node("small", NodeState.READY, new Capacity(1, 64, 10), "globins"),
            node("dataless", NodeState.READY, ROOM),
            node("good", NodeState.READY, ROOM, "globins"));
    SiteRequirements site =
        new SiteRequirements(
            Optional.empty(),
            Optional.of(ComponentRequirement.of("qemu-tcg", ">=7.0")),
            Map.of("site", "a"));
    Ranking ranking = placement(nodes).rankAll(demand(site, new Capacity(2, 512, 1024), "globins"));
    assertThat(ranking.fitting()).extracting(r -> r.node().name().value()).containsExactly("good");
    assertThat(ranking.reasons())
        .extracting(Reason::subject, Reason::code)
        .containsExactlyInAnyOrder(
            tuple("cordoned", "CORDONED"),
            tuple("small", "NO_CPUS"),
            tuple("small", "NO_MEMORY"),
            tuple("small", "NO_DISK"),
            tuple("dataless", "DATASET_ABSENT"));
  }

  @Test
  void what_a_site_must_offer_is_compared() {
    SiteRequirements other =
        new SiteRequirements(
            Optional.of(new NodeName("other")),
            Optional.of(ComponentRequirement.of("xen")),
            Map.of("site", "b"));
    assertThat(codesAgainst(other)).containsExactly("OTHER_NODE", "VMM_ABSENT", "LABEL_DIFFERS");
    SiteRequirements newer =
        new SiteRequirements(
            Optional.empty(), Optional.of(ComponentRequirement.of("qemu-tcg", ">7.2")), Map.of());
    assertThat(codesAgainst(newer)).containsExactly("VMM_VERSION_DIFFERS");
  }

  private List<String> codesAgainst(SiteRequirements site) {
    return placement(List.of(node("n", NodeState.READY, ROOM)))
        .rankAll(demand(site, Capacity.NONE))
        .reasons()
        .stream()
        .map(Reason::code)
        .toList();
  }

  @Test
  void a_node_runs_images_of_its_own_architecture_only() {
    Demand foreign =
        demand(
            TestingImages.image("foreign", "riscv64", Component.of("hmmer", "3.3.2")),
            SiteRequirements.anything(),
            Capacity.NONE);
    Ranking ranking = placement(List.of(node("n", NodeState.READY, ROOM))).rankAll(foreign);
    assertThat(ranking.fitting()).isEmpty();
    assertThat(ranking.reasons()).extracting(Reason::code).containsExactly("ARCHITECTURE_DIFFERS");
  }

  @Test
  void nodes_with_data_are_kept_for_those_who_need_them() {
    Ranking ranking =
        placement(
                List.of(
                    node("data", NodeState.READY, ROOM, "a", "b"),
                    node("plain", NodeState.READY, ROOM)))
            .rankAll(demand(SiteRequirements.anything(), new Capacity(1, 64, 0)));
    assertThat(ranking.fitting().get(0).node().name()).hasToString("plain");
  }

  @Test
  void placing_a_vm_reads_as_much_among_a_thousand_nodes_as_among_ten() {
    AtomicInteger statements = new AtomicInteger();
    database
        .jdbi()
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logAfterExecution(StatementContext context) {
                statements.incrementAndGet();
              }
            });
    Demand demand = demand(SiteRequirements.anything(), new Capacity(1, 64, 0));
    assertThat(placement(nodes(10)).rankSome(demand).fitting()).isNotEmpty();
    int few = statements.getAndSet(0);
    assertThat(placement(nodes(1000)).rankSome(demand).fitting()).isNotEmpty();
    assertThat(statements.get()).isEqualTo(few).isLessThan(10);
  }

  private static List<EnrolledNode> nodes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> node("node-" + i, NodeState.READY, ROOM))
        .toList();
  }

  @Test
  void where_trust_is_required_a_result_that_has_run_out_comes_last_and_a_bad_one_never() {
    Sha256 evidence = Sha256.of(new byte[Sha256.BYTES]);
    TrustResult good =
        TrustResult.trusted(NOW.minusSeconds(60), NOW.plusSeconds(1), "site version 1", evidence);
    TrustResult old = TrustResult.trusted(NOW.minusSeconds(60), NOW, "site version 1", evidence);
    TrustResult bad = TrustResult.rejected(NOW, List.of("qemu was changed"), Optional.empty());
    List<EnrolledNode> nodes =
        List.of(
            node("old", NodeState.READY, Optional.of(old), ROOM),
            node("good", NodeState.READY, Optional.of(good), ROOM),
            node("bad", NodeState.READY, Optional.of(bad), ROOM),
            node("unproven", NodeState.READY, Optional.empty(), ROOM));
    Demand demand = demand(SiteRequirements.anything(), new Capacity(1, 64, 64));
    Ranking ranking = placement(nodes, true).rankAll(demand);
    assertThat(ranking.fitting())
        .extracting(r -> r.node().name().value())
        .containsExactly("good", "old");
    assertThat(ranking.reasons())
        .extracting(Reason::subject, Reason::code)
        .containsExactlyInAnyOrder(tuple("bad", "NOT_TRUSTED"), tuple("unproven", "NOT_TRUSTED"));
    assertThat(ranking.reasons())
        .anySatisfy(reason -> assertThat(reason.description()).contains("qemu was changed"));
    assertThat(placement(nodes, false).rankAll(demand).fitting()).hasSize(4);
  }
}

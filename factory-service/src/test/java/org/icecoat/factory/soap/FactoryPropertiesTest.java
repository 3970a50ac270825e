package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.xml.bind.JAXBElement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.namespace.QName;
import org.assertj.core.groups.Tuple;
import org.awaitility.Awaitility;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.testing.TestingImages;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.administration.EvictVm;
import org.icecoat.wire.administration.HistoryLineType;
import org.icecoat.wire.administration.ListQuotas;
import org.icecoat.wire.administration.OwnerQuotaType;
import org.icecoat.wire.administration.SearchHistory;
import org.icecoat.wire.administration.SearchHistoryResponse;
import org.icecoat.wire.factory.DeployVm;
import org.icecoat.wire.factory.ImageSummaryType;
import org.icecoat.wire.factory.LimitType;
import org.icecoat.wire.factory.LimitsType;
import org.icecoat.wire.factory.ListVms;
import org.icecoat.wire.factory.Match;
import org.icecoat.wire.factory.MatchResponse;
import org.icecoat.wire.factory.NodeStateType;
import org.icecoat.wire.factory.NodeSummaryType;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.NothingFitsFault;
import org.icecoat.wire.types.ExpiryActionType;
import org.icecoat.wire.types.ImageRequirementsType;
import org.icecoat.wire.types.LeaseType;
import org.icecoat.wire.types.ReasonType;
import org.icecoat.wire.types.ResourcesType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.types.VmmType;
import org.icecoat.wire.vm.HistoryEntryType;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a factory says of itself, of what would fit, and what its administrator does to a VM. */
class FactoryPropertiesTest {
  private static final String FACTORY = "http://icecoat.org/2026/11/factory";
  private static final String VM = "http://icecoat.org/2026/11/vm";

  @TempDir static Path folder;
  private static TestingSite site;
  private static Ports alice;
  private static Ports mallory;
  private static TrustedVmFactory factory;

  @BeforeAll
  static void begin() throws Exception {
    site = new TestingSite(folder);
    alice = site.as("Alice");
    mallory = site.as("Mallory");
    factory = alice.port(TestingSite.FACTORY, site.at("/factory"));
  }

  @AfterAll
  static void end() {
    alice.close();
    mallory.close();
    site.close();
  }

  private static List<Object> values(Ports caller, String name) throws Exception {
    return caller
        .port(TestingSite.FACTORY, site.at("/factory"))
        .getResourceProperty(new QName(FACTORY, name))
        .getAny()
        .stream()
        .map(value -> value instanceof JAXBElement<?> element ? element.getValue() : value)
        .toList();
  }

  private static <T> T value(String name, Class<T> type) throws Exception {
    List<Object> values = values(alice, name);
    assertThat(values).as(name).hasSize(1);
    return type.cast(values.get(0));
  }

  @Test
  void a_factory_says_what_its_nodes_offer() throws Exception {
    VmmType vmm = value("Vmm", VmmType.class);
    assertThat(vmm.getName() + " " + vmm.getVersion()).isEqualTo("qemu-tcg 7.2.19");
    assertThat(values(alice, "Architecture")).containsExactly("x86_64");
    assertThat(values(alice, "Dataset")).containsExactly("globins");
    NodeSummaryType node = value("Node", NodeSummaryType.class);
    assertThat(node.getName()).isEqualTo("node-1");
    assertThat(node.getState()).isEqualTo(NodeStateType.READY);
    assertThat(node.getDataset()).containsExactly("globins");
    assertThat(node.getCapacity().getMemoryMiB()).isEqualTo(8192);
    ImageSummaryType image = value("Image", ImageSummaryType.class);
    assertThat(image.getId()).isEqualTo(TestingImages.HMMER.id().toString());
    assertThat(image.getName() + " " + image.getVersion()).isEqualTo("hmmer-vm 1.0");
    assertThat(image.getComponent()).singleElement().extracting("name").isEqualTo("hmmer");
  }

  @Test
  void a_factory_says_what_the_caller_may_have_and_what_of_it_is_taken() throws Exception {
    LimitsType before = value("Limits", LimitsType.class);
    assertThat(before.getApplicationBytes()).isEqualTo(ApplicationArchive.MOST_BYTES);
    assertLimit(before.getVms(), 2, 0);
    assertLimit(before.getCpus(), Long.MAX_VALUE, 0);
    VmId vm = site.running(alice);
    LimitsType after = value("Limits", LimitsType.class);
    assertLimit(after.getVms(), 2, 1);
    assertLimit(after.getCpus(), Long.MAX_VALUE, 1);
    assertLimit(after.getMemoryMiB(), Long.MAX_VALUE, 512);
    NodeSummaryType node = value("Node", NodeSummaryType.class);
    assertThat(node.getFree().getCpus()).isEqualTo(7);
    assertThat(node.getFree().getMemoryMiB()).isEqualTo(8192 - 512);
    evicted(vm);
    assertLimit(((LimitsType) values(mallory, "Limits").get(0)).getVms(), 0, 0);
    assertThat(values(mallory, "MaximalLease")).containsExactly(Duration.ZERO);
  }

  private static void assertLimit(LimitType limit, long most, long used) {
    assertThat(limit.getLimit()).isEqualTo(most);
    assertThat(limit.getUsed()).isEqualTo(used);
  }

  @Test
  void a_factory_says_which_lease_there_is_without_a_wish_and_which_is_the_longest()
      throws Exception {
    LeaseType lease = value("DefaultLease", LeaseType.class);
    assertThat(lease.getDuration()).isEqualTo(Duration.ofDays(1));
    assertThat(lease.getExpiryAction()).isEqualTo(ExpiryActionType.SHUTDOWN);
    assertThat(lease.getGrace()).isEqualTo(Duration.ofHours(1));
    assertThat(value("MaximalLease", Duration.class)).isEqualTo(Duration.ofDays(30));
  }

  private static VmRequestType request(int cpus, String... datasets) {
    VmRequestType request = new VmRequestType();
    request.setImage(new ImageRequirementsType());
    request.getDataset().addAll(List.of(datasets));
    ResourcesType resources = new ResourcesType();
    resources.setCpus(cpus);
    resources.setMemoryMiB(256);
    request.setResources(resources);
    return request;
  }

  private static MatchResponse match(VmRequestType request) throws Exception {
    Match match = new Match();
    match.setRequest(request);
    return factory.match(match);
  }

  @Test
  void a_dry_run_shows_what_fits_and_makes_no_vm() throws Exception {
    int before = factory.listVms(new ListVms()).getVm().size();
    MatchResponse fits = match(request(1, "globins"));
    assertThat(fits.getFittingNode())
        .extracting(each -> each.getNode().getName())
        .containsExactly("node-1");
    assertThat(fits.getFittingImage())
        .extracting(each -> each.getImage().getName())
        .containsExactly("hmmer-vm");
    assertThat(fits.getNodeReason()).isEmpty();
    assertThat(factory.listVms(new ListVms()).getVm()).hasSize(before);
  }

  @Test
  void a_dry_run_gives_the_reasons_for_which_a_deployment_is_refused() throws Exception {
    assertSameReasons(request(1, "proteins"), "DATASET_ABSENT");
    assertSameReasons(request(64), "NO_CPUS");
  }

  private static void assertSameReasons(VmRequestType request, String code) throws Exception {
    MatchResponse shown = match(request);
    assertThat(shown.getFittingNode()).isEmpty();
    assertThat(shown.getNodeReason())
        .extracting(ReasonType::getSubject, ReasonType::getCode)
        .containsExactly(Tuple.tuple("node-1", code));
    DeployVm deploy = new DeployVm();
    deploy.setToken("never-fits-" + code);
    deploy.setRequest(request);
    String told = shown.getNodeReason().get(0).getDescription();
    assertThatThrownBy(() -> factory.deployVm(deploy))
        .isInstanceOfSatisfying(
            NothingFitsFault.class,
            fault ->
                assertThat(fault.getFaultInfo().getNodeReason())
                    .extracting(ReasonType::getCode, ReasonType::getDescription)
                    .containsExactly(Tuple.tuple(code, told)));
  }

  @Test
  void an_administrator_evicts_a_vm_and_its_owner_is_told_why() throws Exception {
    VmId id = site.running(alice);
    EvictVm eviction = eviction(id);
    assertThatThrownBy(() -> administration(alice).evictVm(eviction))
        .isInstanceOf(NotAuthorizedFault.class);
    evicted(id);
    assertThat(property(id, "History"))
        .extracting(entry -> ((HistoryEntryType) entry).getDescription())
        .anySatisfy(why -> assertThat(why).contains("the node is replaced"));
    try (Ports admin = site.as("Admin")) {
      EvictVm unknown = eviction(VmId.parse("6a1f0c3e-0000-4000-8000-0123456789ab"));
      assertThatThrownBy(() -> administration(admin).evictVm(unknown))
          .isInstanceOf(NotFoundFault.class);
    }
  }

  @Test
  void an_administrator_is_told_of_quotas_and_of_what_happened_and_nobody_else() throws Exception {
    VmId id = site.running(alice);
    SearchHistory search = new SearchHistory();
    search.setVm(id.toString());
    search.setNode("node-1");
    search.setMaximalCount(1);
    ListQuotas owners = new ListQuotas();
    assertThatThrownBy(() -> administration(alice).searchHistory(search))
        .isInstanceOf(NotAuthorizedFault.class);
    assertThatThrownBy(() -> administration(alice).listQuotas(owners))
        .isInstanceOf(NotAuthorizedFault.class);
    try (Ports admin = site.as("Admin")) {
      SearchHistoryResponse found = administration(admin).searchHistory(search);
      assertThat(found.isMore()).isTrue();
      assertThat(found.getEntry()).hasSize(1);
      HistoryLineType newest = found.getEntry().get(0);
      assertThat(newest.getVm()).isEqualTo(id.toString());
      assertThat(newest.getNode()).isEqualTo("node-1");
      assertThat(newest.getState()).isEqualTo(VmStateType.RUNNING);
      OwnerQuotaType first = administration(admin).listQuotas(owners).getQuota().get(0);
      assertThat(first.getOwner()).isEqualTo(newest.getOwner());
      assertThat(first.isDeploy()).isTrue();
      assertLimit(first.getVms(), 2, 1);
      assertThat(first.getMaximalLease()).isEqualTo(Duration.ofDays(30));
      owners.setMaximalCount(1001);
      assertThatThrownBy(() -> administration(admin).listQuotas(owners))
          .isInstanceOf(InvalidRequestFault.class)
          .hasMessageContaining("MaximalCount");
    }
    evicted(id);
  }

  private static Administration administration(Ports caller) {
    return caller.port(TestingSite.ADMINISTRATION, site.at("/administration"));
  }

  private static EvictVm eviction(VmId id) {
    EvictVm eviction = new EvictVm();
    eviction.setId(id.toString());
    eviction.setWhy("the node is replaced");
    return eviction;
  }

  private static void evicted(VmId id) throws Exception {
    try (Ports admin = site.as("Admin")) {
      assertThat(administration(admin).evictVm(eviction(id)).getState())
          .isIn(VmStateType.DESTROYING, VmStateType.DESTROYED);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> property(id, "State").equals(List.of(VmStateType.DESTROYED)));
  }

  private static List<Object> property(VmId id, String name) throws Exception {
    TrustedVm vm = alice.port(TestingSite.VM, site.at("/vm/" + id));
    return vm.getResourceProperty(new QName(VM, name)).getAny().stream()
        .map(value -> value instanceof JAXBElement<?> element ? element.getValue() : value)
        .toList();
  }
}

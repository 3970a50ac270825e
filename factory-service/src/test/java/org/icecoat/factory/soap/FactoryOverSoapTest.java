package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import jakarta.xml.bind.JAXBElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.xml.namespace.QName;
import org.awaitility.Awaitility;
import org.icecoat.wire.factory.DeployVm;
import org.icecoat.wire.factory.DeployVmResponse;
import org.icecoat.wire.factory.ListVms;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NothingFitsFault;
import org.icecoat.wire.faults.QuotaExceededFault;
import org.icecoat.wire.faults.TokenConflictFault;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wire.oasis.rl.CurrentTime;
import org.icecoat.wire.oasis.rl.Destroy;
import org.icecoat.wire.oasis.rl.ObjectFactory;
import org.icecoat.wire.oasis.rl.SetTerminationTime;
import org.icecoat.wire.oasis.rl.TerminationTime;
import org.icecoat.wire.oasis.rlw.TerminationTimeChangeRejectedFault;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.oasis.rp.SetResourceProperties;
import org.icecoat.wire.oasis.rp.UpdateType;
import org.icecoat.wire.oasis.rpw.InvalidModificationFault;
import org.icecoat.wire.oasis.rpw.SetResourcePropertyRequestFailedFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wire.plugin.ReportEvents;
import org.icecoat.wire.types.ApplicationFileType;
import org.icecoat.wire.types.ApplicationType;
import org.icecoat.wire.types.ImageRequirementsType;
import org.icecoat.wire.types.OutputRangeType;
import org.icecoat.wire.types.OutputStreamType;
import org.icecoat.wire.types.ResourcesType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.OrderType;
import org.icecoat.wire.vm.Shutdown;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactoryOverSoapTest {
  private static final String NS = "http://icecoat.org/2026/11/vm";

  @TempDir static Path folder;
  private static TestingSite site;
  private static Ports alice;
  private static Ports mallory;
  private static TrustedVmFactory factory;

  @BeforeAll
  static void begin() throws IOException {
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

  private static DeployVm request(String token, String dataset) {
    VmRequestType request = new VmRequestType();
    request.setImage(new ImageRequirementsType());
    request.getDataset().add(dataset);
    ResourcesType resources = new ResourcesType();
    resources.setCpus(1);
    resources.setMemoryMiB(256);
    resources.setMaximalCpus(4);
    request.setResources(resources);
    DeployVm deploy = new DeployVm();
    deploy.setToken(token);
    deploy.setRequest(request);
    return deploy;
  }

  private static ApplicationType application() {
    ApplicationType application = new ApplicationType();
    application.setCommand("./search.sh");
    application.getArgument().add("it's");
    ApplicationFileType file = new ApplicationFileType();
    file.setPath("search.sh");
    file.setExecutable(true);
    file.setContent(
        new DataHandler(
            new ByteArrayDataSource(
                "echo hi".getBytes(StandardCharsets.UTF_8), "application/octet-stream")));
    application.getFile().add(file);
    return application;
  }

  private static Object property(TrustedVm vm, String name) throws Exception {
    Object value = vm.getResourceProperty(new QName(NS, name)).getAny().get(0);
    return value instanceof JAXBElement<?> element ? element.getValue() : value;
  }

  private static void await(TrustedVm vm, VmStateType state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(property(vm, "State")).isEqualTo(state));
  }

  private static void destroy(TrustedVm vm) throws Exception {
    vm.destroy(new Destroy());
    await(vm, VmStateType.DESTROYED);
  }

  @Test
  void a_client_deploys_looks_reads_output_and_destroys() throws Exception {
    DeployVm request = request("whole-life-1", "globins");
    request.getRequest().setApplication(application());
    DeployVmResponse response = factory.deployVm(request);
    String id = response.getSummary().getId();
    TrustedVm vm = alice.port(TestingSite.VM, response.getVm());
    await(vm, VmStateType.RUNNING);
    assertThat(property(vm, "Node")).isEqualTo("node-1");
    assertThat(property(vm, "Address")).isEqualTo("192.0.2.7");
    assertThat(vm.getResourcePropertyDocument(new GetResourcePropertyDocument()).getAny())
        .isNotNull();
    assertThat(site.plugin.prepared(id).getOwner().getDn()).contains("CN=Alice");
    assertThat(new String(site.plugin.archive(id), StandardCharsets.UTF_8))
        .contains("exec './search.sh' 'it'\\''s'")
        .contains("echo hi");
    OutputRangeType range = new OutputRangeType();
    range.setStream(OutputStreamType.STANDARD_OUTPUT);
    range.setMaximalBytes(1000);
    assertThat(vm.getOutput(range).getContent()).asString().contains("MYG_ESCGI");
    destroy(vm);
  }

  @Test
  void orders_and_settings_reach_the_node() throws Exception {
    DeployVmResponse response = factory.deployVm(request("orders-0001", "globins"));
    TrustedVm vm = alice.port(TestingSite.VM, site.at("/vm/" + response.getSummary().getId()));
    await(vm, VmStateType.RUNNING);
    vm.pause(new OrderType());
    await(vm, VmStateType.PAUSED);
    assertThatThrownBy(() -> vm.restart(new OrderType())).isInstanceOf(WrongStateFault.class);
    vm.resume(new OrderType());
    await(vm, VmStateType.RUNNING);
    set(vm, "Cpus", 3);
    Awaitility.await().untilAsserted(() -> assertThat(property(vm, "Cpus")).isEqualTo(3));
    assertThatThrownBy(() -> set(vm, "Cpus", 9)).isInstanceOf(InvalidModificationFault.class);
    SetTerminationTime longer = new SetTerminationTime();
    longer.setRequestedLifetimeDuration(Duration.ofHours(5));
    assertThat(vm.setTerminationTime(longer).getNewTerminationTime())
        .isAfter(Instant.now().plus(Duration.ofHours(4)));
    vm.shutdown(new Shutdown());
    await(vm, VmStateType.STOPPED);
    vm.start(new OrderType());
    await(vm, VmStateType.RUNNING);
    destroy(vm);
  }

  @Test
  void cpus_and_memory_are_set_one_without_the_other() throws Exception {
    DeployVmResponse response = factory.deployVm(request("one-of-two-1", "globins"));
    TrustedVm vm = alice.port(TestingSite.VM, response.getVm());
    await(vm, VmStateType.RUNNING);
    set(vm, "Cpus", 3);
    awaitOrdered(response, 3, 256);
    set(vm, "MemoryMiB", 128);
    awaitOrdered(response, 3, 128);
    assertThat(property(vm, "Cpus")).isEqualTo(3);
    assertThat(property(vm, "MemoryMiB")).isEqualTo(128);
    destroy(vm);
  }

  @Test
  void the_end_of_a_vm_is_put_to_a_time_and_never_taken_away() throws Exception {
    DeployVmResponse response = factory.deployVm(request("ending-0001", "globins"));
    TrustedVm vm = alice.port(TestingSite.VM, response.getVm());
    Instant then = Instant.now().plus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
    assertThat(vm.setTerminationTime(ending(then)).getNewTerminationTime()).isEqualTo(then);
    Instant now = ((CurrentTime) lifetime(vm, "CurrentTime")).getValue();
    assertThat(now).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThatThrownBy(() -> vm.setTerminationTime(ending(null)))
        .isInstanceOf(TerminationTimeChangeRejectedFault.class)
        .hasMessageContaining("Every VM has an end here");
    assertThat(((TerminationTime) ((JAXBElement<?>) lifetime(vm, "TerminationTime")).getValue()))
        .extracting(TerminationTime::getValue)
        .isEqualTo(then);
    destroy(vm);
  }

  @Test
  void a_setting_that_is_refused_says_by_its_error_code_why() throws Exception {
    DeployVmResponse response = factory.deployVm(request("refused-set1", "globins"));
    TrustedVm vm = alice.port(TestingSite.VM, response.getVm());
    await(vm, VmStateType.RUNNING);
    assertThatThrownBy(() -> set(vm, "Cpus", 9))
        .isInstanceOfSatisfying(
            InvalidModificationFault.class,
            fault -> assertThat(code(fault.getFaultInfo())).isEqualTo("INVALID_REQUEST"));
    vm.destroy(new Destroy());
    await(vm, VmStateType.DESTROYED);
    assertThatThrownBy(() -> set(vm, "Cpus", 2))
        .isInstanceOfSatisfying(
            SetResourcePropertyRequestFailedFault.class,
            fault -> assertThat(code(fault.getFaultInfo())).isEqualTo("WRONG_STATE"));
    assertThatThrownBy(() -> vm.setTerminationTime(ending(Instant.now().plusSeconds(3600))))
        .isInstanceOfSatisfying(
            TerminationTimeChangeRejectedFault.class,
            fault -> assertThat(code(fault.getFaultInfo())).isEqualTo("WRONG_STATE"));
  }

  private static Object code(BaseFaultType fault) {
    return fault.getErrorCode().getContent().get(0);
  }

  private static SetTerminationTime ending(Instant time) {
    SetTerminationTime request = new SetTerminationTime();
    JAXBElement<Instant> wished =
        new ObjectFactory().createSetTerminationTimeRequestedTerminationTime(time);
    wished.setNil(time == null);
    request.setRequestedTerminationTime(wished);
    return request;
  }

  private static Object lifetime(TrustedVm vm, String name) throws Exception {
    QName property = new QName("http://docs.oasis-open.org/wsrf/rl-2", name);
    return vm.getResourceProperty(property).getAny().get(0);
  }

  private static void awaitOrdered(DeployVmResponse response, int cpus, int memory) {
    String id = response.getSummary().getId();
    Awaitility.await()
        .untilAsserted(() -> assertThat(site.plugin.ordered(id)).isEqualTo(List.of(cpus, memory)));
  }

  private static void set(TrustedVm vm, String name, Object value) throws Exception {
    UpdateType update = new UpdateType();
    update.getAny().add(new JAXBElement<>(new QName(NS, name), Integer.class, (Integer) value));
    SetResourceProperties request = new SetResourceProperties();
    request.getInsertOrUpdateOrDelete().add(update);
    vm.setResourceProperties(request);
  }

  @Test
  void a_stranger_gets_the_same_fault_for_anothers_vm_as_for_none() throws Exception {
    DeployVmResponse response = factory.deployVm(request("stranger-01", "globins"));
    String id = response.getSummary().getId();
    TrustedVm hers = mallory.port(TestingSite.VM, site.at("/vm/" + id));
    TrustedVm none = mallory.port(TestingSite.VM, site.at("/vm/" + id.replace(id.charAt(0), '0')));
    assertThatThrownBy(() -> hers.start(new OrderType())).isInstanceOf(ResourceUnknownFault.class);
    assertThatThrownBy(() -> none.start(new OrderType())).isInstanceOf(ResourceUnknownFault.class);
    TrustedVmFactory strange = mallory.port(TestingSite.FACTORY, site.at("/factory"));
    assertThat(strange.listVms(new ListVms()).getVm()).isEmpty();
    ListVms all = new ListVms();
    all.setEveryone(true);
    assertThatThrownBy(() -> strange.listVms(all)).isInstanceOf(NotAuthorizedFault.class);
    assertThatThrownBy(() -> strange.deployVm(request("stranger-02", "globins")))
        .isInstanceOf(NotAuthorizedFault.class);
    destroy(alice.port(TestingSite.VM, response.getVm()));
  }

  @Test
  void refusals_are_declared_faults() throws Exception {
    assertThatThrownBy(() -> factory.deployVm(request("short", "globins")))
        .isInstanceOf(InvalidRequestFault.class)
        .hasMessageContaining("Token");
    assertThatThrownBy(() -> factory.deployVm(request("nowhere-0001", "proteins")))
        .isInstanceOfSatisfying(
            NothingFitsFault.class,
            fault ->
                assertThat(fault.getFaultInfo().getNodeReason())
                    .singleElement()
                    .satisfies(why -> assertThat(why.getCode()).isEqualTo("DATASET_ABSENT")));
    DeployVm twice = request("twice-00001", "globins");
    String id = factory.deployVm(twice).getSummary().getId();
    assertThat(factory.deployVm(twice).getSummary().getId()).isEqualTo(id);
    twice.getRequest().getResources().setMemoryMiB(512);
    assertThatThrownBy(() -> factory.deployVm(twice)).isInstanceOf(TokenConflictFault.class);
    String second = factory.deployVm(request("quota-00001", "globins")).getSummary().getId();
    assertThatThrownBy(() -> factory.deployVm(request("quota-00002", "globins")))
        .isInstanceOf(QuotaExceededFault.class);
    destroy(alice.port(TestingSite.VM, site.at("/vm/" + id)));
    destroy(alice.port(TestingSite.VM, site.at("/vm/" + second)));
  }

  @Test
  void a_factory_that_is_not_told_its_stores_log_says_at_its_start_what_to_write() {
    assertThat(site.warnings())
        .singleElement()
        .asString()
        .contains("Write 'store-log-key: sha256:...'");
  }

  @Test
  void only_a_node_itself_reports_its_events() {
    ReportEvents events = new ReportEvents();
    events.setNode("node-1");
    assertThatThrownBy(
            () -> mallory.port(TestingSite.EVENTS, site.at("/node-events")).reportEvents(events))
        .isInstanceOf(NotAuthorizedFault.class);
  }
}

package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.bind.JAXBElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.icecoat.wire.factory.ListVms;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stubs of other generators than CXF and zeep, and the clients of docs/examples made with them. */
class ForeignStubsIT {
  private static final QName NAME = new QName("http://icecoat.org/2026/11/vm", "Name");

  @TempDir static Path folder;
  private static TestingSite site;
  private static ForeignStubs.Journey journey;

  @BeforeAll
  static void begin() throws IOException {
    site = new TestingSite(folder);
    Path proxy = site.grid().user("Alice").proxy().issue().writeProxy(folder.resolve("proxy.pem"));
    journey =
        new ForeignStubs.Journey(
            site.at("").toString(), "hmmer-vm", proxy, site.grid().certificates());
  }

  @AfterAll
  static void end() {
    site.close();
  }

  static List<ForeignStubs> generators() {
    return List.of(
        new GsoapStubs(folder.resolve("gsoap")),
        new NodeSoapStubs(folder.resolve("node-soap")),
        new MetroStubs(folder.resolve("metro")));
  }

  @ParameterizedTest
  @MethodSource("generators")
  void stubs_are_made_of_every_contract(ForeignStubs generator) throws IOException {
    generator.assumeHere();
    assertThat(generator.portTypes(contracts()))
        .containsExactlyInAnyOrder(
            "TrustedVmFactory",
            "TrustedVm",
            "ImageStore",
            "StoreAdministration",
            "Administration",
            "BackendPlugin",
            "NodeEvents");
  }

  /** All that has an endpoint; the other one holds faults alone. */
  private static List<Path> contracts() throws IOException {
    try (Stream<Path> files = Files.list(ForeignStubs.CONTRACTS)) {
      return files
          .filter(file -> file.toString().endsWith(".wsdl") && !file.endsWith("faults.wsdl"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("generators")
  void a_client_does_with_a_vm_all_that_wsrf_has(ForeignStubs generator) throws Exception {
    generator.assumeHere();
    String name = "toured-by-" + generator.toString().toLowerCase(Locale.ROOT);
    List<String> said = generator.tour(journey);
    assertThat(said).first().asString().startsWith("deployed: vm-");
    assertThat(said)
        .contains("size: 1 CPU, 256 MiB", "node: node-1", "name: " + name, "ends as wished: yes")
        .anySatisfy(line -> assertThat(line).isEqualToIgnoringCase("state: Running"))
        .last()
        .asString()
        .startsWith("ResourceUnknownFault: There is no ");
    requireDone(name);
  }

  private static void requireDone(String name) throws Exception {
    try (Ports alice = site.as("Alice")) {
      String newest =
          alice
              .port(TestingSite.FACTORY, site.at("/factory"))
              .listVms(new ListVms())
              .getVm()
              .get(0)
              .getId();
      TrustedVm vm = alice.port(TestingSite.VM, site.at("/vm/" + newest));
      Object found = vm.getResourceProperty(NAME).getAny().get(0);
      assertThat(((JAXBElement<?>) found).getValue()).isEqualTo(name);
      site.await(vm, VmStateType.DESTROYED);
    }
  }
}

package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.attest.AttesterClient;
import org.icecoat.factory.attest.VmQuestion;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.image.BootableImage;
import org.icecoat.factory.node.ControlAction;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.testing.TestingImages;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.wire.plugin.BackendPlugin;
import org.icecoat.wire.plugin.Destroy;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.server.ServerSettings;
import org.icecoat.wsrf.server.ServiceEndpoint;
import org.icecoat.wsrf.server.WsrfServer;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a node's host is told, and what it is believed, goes by the key by which the node has proved
 * itself alone.
 */
class NodeKeysTest {
  private static final Incarnation VM = new Incarnation(new VmId(UUID.randomUUID()), new Epoch(1));
  private static final Sha256 OTHER = Sha256.of(new byte[Sha256.BYTES]);

  @TempDir Path folder;
  private TestingGrid grid;
  private GridTrust trust;
  private final TestingPlugin plugin = new TestingPlugin("node-1");
  private WsrfServer server;
  private NodePorts ports;
  private SoapNodeClient client;
  private NodeAddress node;
  private Sha256 served;
  private Optional<Sha256> proven = Optional.empty();

  @BeforeEach
  void serve() throws IOException {
    grid = TestingGrid.create(folder, Clock.systemUTC());
    trust = GridTrust.open(TrustAnchors.in(grid.certificates()), Clock.systemUTC());
    TestingCredential host = grid.host("node-1", "localhost");
    served = digest(host);
    PemKeys keys = keys(host, "node");
    Calls<String> calls = new Calls<>(chain -> "anybody");
    server =
        WsrfServer.start(
            ServerSettings.of("localhost", 0, new TlsMaterial(keys, trust.forServers())),
            base ->
                List.of(
                    ServiceEndpoint.<String, BackendPlugin>of(
                        "/plugin",
                        Contract.of(BackendPlugin.class, "wsdl/plugin.wsdl"),
                        plugin,
                        calls)));
    ports =
        new NodePorts(
            keys(grid.host("factory", "localhost"), "factory"), trust.forClients(), name -> proven);
    client = new SoapNodeClient(ports, URI.create("https://localhost:1/store"));
    node =
        new NodeAddress(
            new NodeName("node-1"),
            URI.create(server.address() + "/plugin"),
            TestingSite.dn("node-1"));
  }

  @Test
  void an_image_is_told_beforehand_to_the_proven_key_alone() {
    Manifest disk = TestingImages.HMMER;
    proven = Optional.of(OTHER);
    assertUnproven(() -> client.expect(node, new BootableImage(disk, List.of())));
    assertThat(plugin.expected).isEmpty();
    proven = Optional.of(served);
    client.expect(node, new BootableImage(disk, List.of(disk)));
    assertThat(plugin.expected)
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.getStore()).isEqualTo("https://localhost:1/store");
              assertThat(told.getImage().getId()).isEqualTo(disk.id().toString());
              assertThat(told.getBootImage()).hasSize(1);
            });
  }

  private static Sha256 digest(TestingCredential host) {
    Octets key = Octets.of(host.leaf().getPublicKey().getEncoded());
    return Sha256.of(HashAlgorithm.SHA256.hash(key).bytes());
  }

  private PemKeys keys(TestingCredential credential, String name) {
    return PemKeys.of(
        credential.writeCertificate(folder.resolve(name + "-cert.pem")),
        credential.writeKey(folder.resolve(name + "-key.pem")));
  }

  @AfterEach
  void end() {
    ports.close();
    server.close();
    trust.close();
  }

  private static Destroy destroy() {
    Destroy request = new Destroy();
    request.setVm(NodeWriter.order(VM));
    return request;
  }

  /** A host looks once a second; a call that is then made over a connection of before ends that. */
  @Test
  void a_host_that_renews_its_key_shows_it_soon() {
    assertThat(client.introduce(node).name()).isEqualTo(node.name());
    assertThat(ports.tlsKey(node)).contains(served);
    proven = Optional.of(served);
    assertThat(client.describe(node).name()).isEqualTo(node.name());
    TestingCredential renewed = grid.host("node-1", "localhost");
    var unused = keys(renewed, "node");
    await().until(this::shown, Optional.of(digest(renewed))::equals);
    assertThat(client.describe(node).name()).isEqualTo(node.name());
    assertUnproven(() -> client.describe(node));
    proven = Optional.of(digest(renewed));
    assertThat(client.describe(node).name()).isEqualTo(node.name());
  }

  private Optional<Sha256> shown() {
    assertThat(client.introduce(node).name()).isEqualTo(node.name());
    return ports.tlsKey(node);
  }

  @Test
  void orders_go_to_the_proven_key_small_ones_and_large_ones() throws Exception {
    proven = Optional.of(served);
    assertThat(client.destroy(node, VM).state()).isEqualTo(NodeVmState.ABSENT);
    assertThat(client.describe(node).name()).isEqualTo(node.name());
    assertThat(client.list(node).reports()).isEmpty();
    assertThat(ports.askStreaming(node, plugin -> plugin.destroy(destroy())).getReport().getId())
        .isEqualTo(VM.vm().toString());
  }

  /** What the host would answer, it is not asked: it has no TPM, and would say so. */
  @Test
  void a_host_with_another_key_proves_nothing_to_owners_of_vms_but_may_prove_itself() {
    AttesterClient owners = SoapAttesterClient.ofProvenHosts(ports);
    AttesterClient factory = SoapAttesterClient.ofAnyHost(ports);
    EncryptedCredential credential = new EncryptedCredential(Octets.EMPTY, Octets.EMPTY);
    VmQuestion question =
        new VmQuestion(
            Octets.of(new byte[Challenge.NONCE_BYTES]),
            PcrSelection.of(PcrBank.SHA256, 14),
            Optional.empty());
    proven = Optional.of(OTHER);
    for (ThrowingCallable asked :
        List.<ThrowingCallable>of(
            () -> owners.identify(node),
            () -> owners.activate(node, EkTemplate.ECC_P256, credential),
            () -> owners.testify(node, VM, question))) {
      assertUnproven(asked);
    }
    assertThatThrownBy(() -> factory.identify(node))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.fault()).isEqualTo(FactoryFault.NO_TPM));
    proven = Optional.of(served);
    assertThatThrownBy(() -> owners.identify(node))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.fault()).isEqualTo(FactoryFault.NO_TPM));
  }

  private static void assertUnproven(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.fault()).isEqualTo(FactoryFault.NODE_UNAVAILABLE))
        .hasMessageContaining("another TLS key than the one by which it proved itself");
  }

  @Test
  void a_host_with_another_key_is_told_and_believed_nothing_until_it_has_proved_itself() {
    assertThat(client.destroy(node, VM).state()).isEqualTo(NodeVmState.ABSENT);
    proven = Optional.of(OTHER);
    assertThat(client.introduce(node).name()).isEqualTo(node.name());
    List<ThrowingCallable> orders =
        List.of(
            () -> client.describe(node),
            () -> client.list(node),
            () -> client.start(node, VM),
            () -> client.control(node, VM, ControlAction.PAUSE, OptionalInt.empty()),
            () -> client.setResources(node, VM, new CpuCount(1), new MemoryMiB(64)),
            () -> client.destroy(node, VM),
            () -> client.receipt(node, VM),
            () -> ports.askStreaming(node, plugin -> plugin.destroy(destroy())));
    orders.forEach(NodeKeysTest::assertUnproven);
    proven = Optional.of(served);
    assertThat(client.destroy(node, VM).state()).isEqualTo(NodeVmState.ABSENT);
  }

  /** Whoever has the old key may have kept the connections, and the TLS sessions. */
  @Test
  void connections_of_before_are_no_way_to_who_has_the_old_key() throws Exception {
    proven = Optional.of(served);
    assertThat(client.describe(node).name()).isEqualTo(node.name());
    assertThat(destroyedByLargeOrder()).isEqualTo(VM.vm().toString());
    proven = Optional.of(OTHER);
    assertUnproven(() -> client.describe(node));
    assertUnproven(this::destroyedByLargeOrder);
    proven = Optional.of(served);
    assertThat(client.describe(node).name()).isEqualTo(node.name());
    assertThat(destroyedByLargeOrder()).isEqualTo(VM.vm().toString());
  }

  private String destroyedByLargeOrder() {
    return ports.askStreaming(node, plugin -> plugin.destroy(destroy())).getReport().getId();
  }

  @Test
  void a_call_that_is_under_way_goes_on_when_another_key_is_proven() {
    proven = Optional.of(served);
    String destroyed =
        ports.ask(
            node,
            plugin -> {
              proven = Optional.of(OTHER);
              assertUnproven(() -> client.describe(node));
              return plugin.destroy(destroy()).getReport().getId();
            });
    assertThat(destroyed).isEqualTo(VM.vm().toString());
  }
}

package org.icecoat.factory.soap;

import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.attest.TestingAttester;
import org.icecoat.factory.attest.TpmClaims;
import org.icecoat.factory.attest.VmQuestion;
import org.icecoat.factory.attest.VmTestimony;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.icecoat.trust.receipt.Deployment;
import org.icecoat.trust.receipt.NodePart;
import org.icecoat.trust.receipt.ReceiptSigner;
import org.icecoat.trust.receipt.RunImage;
import org.icecoat.trust.receipt.RunTime;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.NotFoundFaultType;
import org.icecoat.wire.plugin.ActivateCredential;
import org.icecoat.wire.plugin.ActivateCredentialResponse;
import org.icecoat.wire.plugin.Attest;
import org.icecoat.wire.plugin.AttestResponse;
import org.icecoat.wire.plugin.BackendPlugin;
import org.icecoat.wire.plugin.Control;
import org.icecoat.wire.plugin.Describe;
import org.icecoat.wire.plugin.DescribeResponse;
import org.icecoat.wire.plugin.Destroy;
import org.icecoat.wire.plugin.Expect;
import org.icecoat.wire.plugin.ExpectResponse;
import org.icecoat.wire.plugin.GetOutput;
import org.icecoat.wire.plugin.GetReceipt;
import org.icecoat.wire.plugin.GetReceiptResponse;
import org.icecoat.wire.plugin.Identify;
import org.icecoat.wire.plugin.IdentifyResponse;
import org.icecoat.wire.plugin.ListPlaceType;
import org.icecoat.wire.plugin.ListResponse;
import org.icecoat.wire.plugin.NodeVmStateType;
import org.icecoat.wire.plugin.Prepare;
import org.icecoat.wire.plugin.ReportResponseType;
import org.icecoat.wire.plugin.SetResources;
import org.icecoat.wire.plugin.Start;
import org.icecoat.wire.plugin.VmOrderType;
import org.icecoat.wire.plugin.VmReportType;
import org.icecoat.wire.types.ApplicationReportType;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.CapacityType;
import org.icecoat.wire.types.DatasetType;
import org.icecoat.wire.types.EkTemplateType;
import org.icecoat.wire.types.EndorsementKeyType;
import org.icecoat.wire.types.NodeDescriptionType;
import org.icecoat.wire.types.OutputType;
import org.icecoat.wire.types.VmmType;

/** A plug-in that speaks the contract and keeps its VMs in memory. */
final class TestingPlugin implements BackendPlugin {
  private final String name;
  private Optional<TestingAttester> attester = Optional.empty();

  /** How many lines of files fit into an answer. */
  int lines = 1000;

  /** Answers lack what the contract demands. */
  volatile boolean hollow;

  private ReceiptSigner signer;
  private final Map<String, VmReportType> vms = new ConcurrentHashMap<>();
  final List<Expect> expected = new CopyOnWriteArrayList<>();
  private final Map<String, Prepare> prepared = new ConcurrentHashMap<>();
  private final Map<String, List<Integer>> ordered = new ConcurrentHashMap<>();
  private final Map<String, byte[]> archives = new ConcurrentHashMap<>();

  TestingPlugin(String name) {
    this.name = name;
  }

  /** The CPUs and the memory, in MiB, that the VM was last told to have. */
  List<Integer> ordered(String id) {
    return ordered.get(id);
  }

  Prepare prepared(String id) {
    return prepared.get(id);
  }

  /** The VO attributes of the owner of each VM. */
  List<List<String>> owners() {
    return prepared.values().stream().map(each -> each.getOwner().getVoAttribute()).toList();
  }

  byte[] archive(String id) {
    return archives.get(id);
  }

  @Override
  public DescribeResponse describe(Describe request) {
    if (hollow) {
      return new DescribeResponse();
    }
    NodeDescriptionType node = new NodeDescriptionType();
    node.setName(name);
    node.setPluginVersion("0.1.0");
    VmmType vmm = new VmmType();
    vmm.setName("qemu-tcg");
    vmm.setVersion("7.2.19");
    node.getVmm().add(vmm);
    node.getArchitecture().add("x86_64");
    CapacityType capacity = new CapacityType();
    capacity.setCpus(8);
    capacity.setMemoryMiB(8192);
    capacity.setDiskMiB(100_000);
    node.setCapacity(capacity);
    DatasetType dataset = new DatasetType();
    dataset.setName("globins");
    node.getDataset().add(dataset);
    DescribeResponse response = new DescribeResponse();
    response.setNode(node);
    return response;
  }

  @Override
  public ExpectResponse expect(Expect request) {
    expected.add(request);
    return new ExpectResponse();
  }

  @Override
  public ReportResponseType prepare(Prepare request) {
    String id = request.getVm().getId();
    prepared.put(id, request);
    if (request.getApplication() != null) {
      archives.put(id, bytes(request.getApplication().getArchive()));
    }
    VmReportType report = new VmReportType();
    report.setId(id);
    report.setEpoch(request.getVm().getEpoch());
    report.setState(NodeVmStateType.PREPARED);
    report.setCpus(request.getResources().getCpus());
    report.setMemoryMiB(request.getResources().getMemoryMiB());
    vms.put(id, report);
    return answer(id);
  }

  private static byte[] bytes(DataHandler content) {
    try (InputStream in = content.getInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ReportResponseType start(Start request) {
    VmReportType report = vms.get(request.getVm().getId());
    report.setState(NodeVmStateType.RUNNING);
    report.setStarts(report.getStarts() + 1);
    report.setGuestReady(true);
    report.getAddress().add("192.0.2.7");
    return answer(request.getVm().getId());
  }

  @Override
  public ReportResponseType control(Control request) {
    VmReportType report = vms.get(request.getVm().getId());
    switch (request.getAction()) {
      case PAUSE -> report.setState(NodeVmStateType.PAUSED);
      case RESUME -> report.setState(NodeVmStateType.RUNNING);
      case RESTART -> report.setStarts(report.getStarts() + 1);
      case SHUTDOWN, POWER_OFF -> report.setState(NodeVmStateType.STOPPED);
    }
    return answer(request.getVm().getId());
  }

  @Override
  public ReportResponseType setResources(SetResources request) {
    VmReportType report = vms.get(request.getVm().getId());
    ordered.put(request.getVm().getId(), List.of(request.getCpus(), request.getMemoryMiB()));
    report.setCpus(request.getCpus());
    report.setMemoryMiB(request.getMemoryMiB());
    return answer(request.getVm().getId());
  }

  @Override
  public ReportResponseType destroy(Destroy request) {
    VmOrderType order = request.getVm();
    VmReportType report = new VmReportType();
    report.setId(order.getId());
    report.setEpoch(order.getEpoch());
    report.setState(NodeVmStateType.ABSENT);
    vms.remove(order.getId());
    return answer(report);
  }

  @Override
  public ListResponse list(org.icecoat.wire.plugin.List request) {
    ListResponse response = new ListResponse();
    vms.values().forEach(report -> response.getReport().add(answer(report).getReport()));
    return response;
  }

  @Override
  public OutputType getOutput(GetOutput request) {
    OutputType output = new OutputType();
    output.setStream(request.getRange().getStream());
    output.setOffset(request.getRange().getOffset());
    output.setContent("MYG_ESCGI\n".getBytes(StandardCharsets.UTF_8));
    output.setComplete(true);
    return output;
  }

  /** Signs receipts with that key. */
  void signing(Supplier<PemCredential> host) {
    signer = new ReceiptSigner(host, Clock.systemUTC());
  }

  @Override
  public GetReceiptResponse getReceipt(GetReceipt request) {
    String id = request.getVm().getId();
    Instant now = Instant.now();
    RunTime running = RunTime.never().seenRunning(now);
    NodePart part =
        new NodePart(
            new NodeName(name),
            new Deployment(
                VmId.parse(id),
                new Epoch(request.getVm().getEpoch()),
                Dn.parse(prepared(id).getOwner().getDn()),
                Optional.empty()),
            new NodePart.Images(
                new RunImage(ImageId.parse(prepared(id).getImage().getId()), Optional.empty()),
                Optional.empty(),
                Optional.empty()),
            vms.containsKey(id) ? running : running.seenGone(now),
            Optional.empty(),
            now);
    GetReceiptResponse response = new GetReceiptResponse();
    response.setReceipt(signer.sign(part).bytes());
    return response;
  }

  private ReportResponseType answer(String id) {
    if (hollow) {
      return new ReportResponseType();
    }
    return answer(vms.get(id));
  }

  private static ReportResponseType answer(VmReportType report) {
    report.setObservedAt(Instant.now());
    ApplicationReportType application = new ApplicationReportType();
    application.setState(ApplicationStateType.RUNNING);
    report.setApplication(application);
    ReportResponseType response = new ReportResponseType();
    response.setReport(report);
    return response;
  }

  /** Gives the node a TPM. */
  void with(TestingAttester tpm) {
    attester = Optional.of(tpm);
  }

  void withoutTpm() {
    attester = Optional.empty();
  }

  private TestingAttester tpm() throws NotFoundFault {
    if (attester.isEmpty()) {
      throw noTpm();
    }
    return attester.get();
  }

  @Override
  public IdentifyResponse identify(Identify request) throws NotFoundFault {
    TpmClaims claims = tpm().identify();
    IdentifyResponse response = new IdentifyResponse();
    for (TpmClaims.Key key : claims.endorsementKeys()) {
      EndorsementKeyType wire = new EndorsementKeyType();
      wire.setTemplate(EkTemplateType.valueOf(key.template().name().replace("P", "P_")));
      wire.setPublicArea(key.area().sizedWire().bytes());
      key.certificate().ifPresent(der -> wire.setCertificate(der.bytes()));
      response.getEndorsementKey().add(wire);
    }
    response.setAttestationKey(claims.attestationKey().sizedWire().bytes());
    response.setStorageKey(claims.attestationKey().sizedWire().bytes());
    return response;
  }

  @Override
  public ActivateCredentialResponse activateCredential(ActivateCredential request)
      throws NotFoundFault {
    EkTemplate template = EkTemplate.valueOf(request.getTemplate().name().replace("P_", "P"));
    EncryptedCredential credential =
        new EncryptedCredential(Octets.of(request.getIdObject()), Octets.of(request.getSecret()));
    ActivateCredentialResponse response = new ActivateCredentialResponse();
    response.setCredential(tpm().activate(template, credential).bytes());
    return response;
  }

  @Override
  public AttestResponse attest(Attest request) throws NotFoundFault {
    if (hollow) {
      return new AttestResponse();
    }
    NodeName node = new NodeName(name);
    if (request.getVm() != null) {
      return stating(node, request);
    }
    Challenge asked =
        new Challenge(
            Octets.of(request.getNonce()),
            node,
            new Challenge.Session(request.getSession()),
            tpm().ownKey,
            Instant.MAX);
    PcrSelection selection = new PcrSelection(PcrBank.SHA256, request.getPcr());
    AttestResponse response = new AttestResponse();
    response.setEvidence(
        tpm().attest(node, asked, selection, from(request), lines).encoded().bytes());
    response.setTlsKey(tpm().ownKey.toString());
    return response;
  }

  private static ImaFrom from(Attest request) {
    ListPlaceType place = request.getFilesAfter();
    return place == null
        ? ImaFrom.FIRST
        : new ImaFrom(place.getLines(), Octets.of(place.getValue()));
  }

  private AttestResponse stating(NodeName node, Attest request) throws NotFoundFault {
    VmStatement statement =
        new VmStatement(
            VmId.parse(request.getVm().getId()),
            new Epoch(request.getVm().getEpoch()),
            Dn.parse(prepared(request.getVm().getId()).getOwner().getDn()),
            new VmStatement.Images(
                ImageId.parse(prepared(request.getVm().getId()).getImage().getId()),
                Optional.empty()),
            Optional.empty(),
            VmStatement.State.RUNNING,
            Instant.now());
    VmTestimony told =
        tpm()
            .testify(
                node,
                new VmQuestion(
                    Octets.of(request.getNonce()),
                    new PcrSelection(PcrBank.SHA256, request.getPcr()),
                    Optional.empty()),
                statement);
    AttestResponse response = new AttestResponse();
    response.setEvidence(told.evidence().bytes());
    response.setTlsKey(told.tlsKey().toString());
    response.setStatement(told.statement().bytes());
    return response;
  }

  private static NotFoundFault noTpm() {
    NotFoundFaultType fault = new NotFoundFaultType();
    fault.setSubject("TPM");
    fault.setTimestamp(Instant.EPOCH);
    return new NotFoundFault("This node has no TPM", fault);
  }
}

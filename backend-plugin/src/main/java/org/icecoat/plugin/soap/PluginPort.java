package org.icecoat.plugin.soap;

import static org.icecoat.plugin.soap.Requests.REQUEST;

import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.attest.NodeAttester;
import org.icecoat.plugin.node.NodeSelf;
import org.icecoat.plugin.order.OrderedApplication;
import org.icecoat.plugin.order.PrepareOrder;
import org.icecoat.plugin.vm.NodeVms;
import org.icecoat.plugin.vm.VmRecords;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.structure.Octets;
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
import org.icecoat.wire.plugin.List;
import org.icecoat.wire.plugin.ListResponse;
import org.icecoat.wire.plugin.Prepare;
import org.icecoat.wire.plugin.ReportResponseType;
import org.icecoat.wire.plugin.SetResources;
import org.icecoat.wire.plugin.Start;
import org.icecoat.wire.types.OutputType;

/** The port type: each operation asks who calls, reads its order, and hands it to the node. */
public final class PluginPort implements BackendPlugin {
  private final NodeCallers callers;
  private final NodeVms vms;
  private final VmRecords records;
  private final NodeSelf self;
  private final Optional<NodeAttester> attester;

  PluginPort(
      NodeCallers callers,
      NodeVms vms,
      VmRecords records,
      NodeSelf self,
      Optional<NodeAttester> attester) {
    this.callers = callers;
    this.vms = vms;
    this.records = records;
    this.self = self;
    this.attester = attester;
  }

  @Override
  public DescribeResponse describe(Describe body) {
    callers.requireFactory();
    DescribeResponse response = new DescribeResponse();
    response.setNode(DescriptionWriter.node(self));
    return response;
  }

  @Override
  public ExpectResponse expect(Expect body) {
    callers.requireFactory();
    URI store = OrderReader.store(body);
    requireAllowed(store);
    vms.expected().expect(store, OrderReader.image(body));
    return new ExpectResponse();
  }

  @Override
  public ReportResponseType prepare(Prepare body) {
    callers.requireFactory();
    PrepareOrder order = OrderReader.prepare(body);
    requireAllowed(order.store());
    Optional<Path> archive =
        order.application().map(application -> receive(application, archiveOf(body)));
    try {
      return ReportWriter.response(vms.prepare(order, archive));
    } finally {
      archive.ifPresent(PluginPort::discard);
    }
  }

  private void requireAllowed(URI store) {
    java.util.List<URI> stores = self.configuration().stores();
    if (!stores.isEmpty() && !stores.contains(store)) {
      throw new PluginException(
          PluginFault.INVALID_REQUEST,
          "Store: this node's site does not let it fetch images from there");
    }
  }

  private static DataHandler archiveOf(Prepare body) {
    return REQUEST.required("Application/Archive", body.getApplication().getArchive());
  }

  private Path receive(OrderedApplication application, DataHandler archive) {
    try (InputStream bytes = archive.getInputStream()) {
      return records.receive(bytes, application.digest());
    } catch (IOException e) {
      throw new PluginException(
          PluginFault.INVALID_REQUEST, "Application.Archive: it did not arrive whole", e);
    }
  }

  /** What the order did not need, because the VM was there already, is not kept. */
  private static void discard(Path archive) {
    try {
      Files.deleteIfExists(archive);
    } catch (IOException e) {
      throw new PluginException(
          PluginFault.STORAGE_FAILED, "The node cannot remove a file: is its disk broken?", e);
    }
  }

  @Override
  public ReportResponseType start(Start body) {
    callers.requireFactory();
    return ReportWriter.response(vms.start(OrderReader.placement(body.getVm())));
  }

  @Override
  public ReportResponseType control(Control body) {
    callers.requireFactory();
    OptionalInt afterStarts =
        body.getAfterStarts() == null ? OptionalInt.empty() : OptionalInt.of(body.getAfterStarts());
    return ReportWriter.response(
        vms.control(
            OrderReader.placement(body.getVm()),
            OrderReader.action(body.getAction()),
            afterStarts));
  }

  @Override
  public ReportResponseType setResources(SetResources body) {
    callers.requireFactory();
    return ReportWriter.response(
        vms.setResources(OrderReader.placement(body.getVm()), OrderReader.resources(body)));
  }

  @Override
  public ReportResponseType destroy(Destroy body) {
    callers.requireFactory();
    return ReportWriter.response(vms.destroy(OrderReader.placement(body.getVm())));
  }

  @Override
  public ListResponse list(List body) {
    callers.requireFactory();
    return DescriptionWriter.listing(vms.list());
  }

  @Override
  public OutputType getOutput(GetOutput body) {
    callers.requireFactory();
    return ReportWriter.output(
        vms.output(OrderReader.placement(body.getVm()), OrderReader.range(body.getRange())));
  }

  @Override
  public GetReceiptResponse getReceipt(GetReceipt body) {
    callers.requireFactory();
    GetReceiptResponse response = new GetReceiptResponse();
    response.setReceipt(vms.receipt(OrderReader.placement(body.getVm())).bytes());
    return response;
  }

  @Override
  public IdentifyResponse identify(Identify body) {
    callers.requireFactory();
    return TpmMapping.identity(tpm().identity());
  }

  @Override
  public ActivateCredentialResponse activateCredential(ActivateCredential body) {
    callers.requireFactory();
    ActivateCredentialResponse response = new ActivateCredentialResponse();
    response.setCredential(
        tpm().activate(TpmMapping.template(body.getTemplate()), TpmMapping.credential(body)));
    return response;
  }

  @Override
  public AttestResponse attest(Attest body) {
    callers.requireFactory();
    NodeAttester tpm = tpm();
    return TpmMapping.response(
        tpm.attest(
            Octets.of(REQUEST.required("Nonce", body.getNonce())),
            REQUEST.required("Session", body.getSession(), Challenge.Session::new),
            TpmMapping.selection(body.getPcr()),
            TpmMapping.from(body.getFilesAfter()),
            Optional.ofNullable(body.getVm())
                .map(order -> vms.statement(OrderReader.placement(order)))));
  }

  private NodeAttester tpm() {
    return attester.orElseThrow(
        () ->
            new PluginException(
                PluginFault.NO_TPM,
                "This node has no TPM: configure 'tpm' on the node, or do without proofs"));
  }
}

package org.icecoat.plugin.soap;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.icecoat.plugin.attest.NodeAttester;
import org.icecoat.plugin.node.NodeSelf;
import org.icecoat.plugin.vm.NodeVms;
import org.icecoat.plugin.vm.VmRecords;
import org.icecoat.trust.proxy.AuthenticatedCaller;
import org.icecoat.trust.proxy.CallerAuthenticator;
import org.icecoat.wire.plugin.BackendPlugin;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.fault.Faults;
import org.icecoat.wsrf.server.Limits;
import org.icecoat.wsrf.server.ServiceEndpoint;

/** The node at the path {@code /plugin} of its server. */
public final class PluginEndpoint {
  public static final String PATH = "/plugin";
  public static final Contract<BackendPlugin> CONTRACT =
      Contract.of(BackendPlugin.class, "wsdl/plugin.wsdl");
  private static final String FAULT_CODES = "http://icecoat.org/2026/11/faults";

  /** Three manifests with 512 components each, of three elements. */
  private static final long MOST_ELEMENTS = 6_000;

  private static final long LARGEST_ENVELOPE = 4L << 20;
  private static final long LARGEST_UPLOAD = 66L << 20;

  private final NodeVms vms;
  private final VmRecords records;
  private final NodeSelf self;
  private final Optional<NodeAttester> attester;
  private final NodeCallers callers;

  /**
   * A node's endpoint.
   *
   * @param attester if the node has a TPM
   */
  public PluginEndpoint(
      NodeVms vms,
      VmRecords records,
      NodeSelf self,
      Optional<NodeAttester> attester,
      CallerAuthenticator authenticator) {
    this.vms = vms;
    this.records = records;
    this.self = self;
    this.attester = attester;
    this.callers = new NodeCallers(authenticator, self.configuration().factory()::includes);
  }

  /** The endpoint for a server that the factory dials at {@code base}. */
  public ServiceEndpoint<AuthenticatedCaller, BackendPlugin> at(URI base, Clock clock) {
    Faults faults =
        new Faults(clock, FAULT_CODES, callers.calls(), ServiceEndpoint.references(base, PATH));
    PluginPort port = new PluginPort(callers, vms, records, self, attester);
    return ServiceEndpoint.<AuthenticatedCaller, BackendPlugin>of(
            PATH, CONTRACT, port, callers.calls())
        .limitedTo(
            Limits.defaults()
                .withEnvelope(LARGEST_ENVELOPE, MOST_ELEMENTS)
                .withUploads(LARGEST_UPLOAD))
        .translating(new PluginFaults(faults));
  }
}

package org.icecoat.factory.soap;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.Factory;
import org.icecoat.service.access.Caller;
import org.icecoat.trust.proxy.AuthenticatedCaller;
import org.icecoat.trust.proxy.CallerAuthenticator;
import org.icecoat.trust.proxy.CallerVerdict;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.plugin.NodeEvents;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.addressing.EndpointReferences;
import org.icecoat.wsrf.call.CallerRefusedException;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.fault.Faults;
import org.icecoat.wsrf.resource.ResourceKind;
import org.icecoat.wsrf.resource.ResourceOperations;
import org.icecoat.wsrf.server.Limits;
import org.icecoat.wsrf.server.ServiceEndpoint;

/** The factory's four endpoints: /factory, /vm, /administration and /node-events. */
public final class FactoryEndpoints {
  private static final String FAULT_CODES = "http://icecoat.org/2026/11/faults";
  private static final Contract<TrustedVmFactory> FACTORY =
      Contract.of(TrustedVmFactory.class, "wsdl/factory.wsdl");
  private static final Contract<TrustedVm> VM = Contract.of(TrustedVm.class, "wsdl/vm.wsdl");
  private static final Contract<Administration> ADMINISTRATION =
      Contract.of(Administration.class, "wsdl/administration.wsdl");
  private static final Contract<NodeEvents> NODE_EVENTS =
      Contract.of(NodeEvents.class, "wsdl/plugin.wsdl");
  private static final long REQUEST_BYTES = 4L << 20;
  private static final long REQUEST_ELEMENTS = 8_000;
  private static final long POLICY_BYTES = 5L << 20;
  private static final long POLICY_ELEMENTS = 100;
  private static final long EVENT_ELEMENTS = 20_000;

  private final Factory factory;
  private final Calls<Caller> calls;
  private final Calls<AuthenticatedCaller> hosts;
  private final Function<NodeName, Optional<Sha256>> proofs;
  private final NodeSummaries summaries;
  private final Clock clock;
  private final String version;
  private final Path uploads;

  /**
   * Prepares the endpoints.
   *
   * @param version of this build, for clients
   * @param uploads a folder for the files of requests that are being taken in
   * @param proofs by which TLS key a node has proved itself last, if it had to
   */
  public FactoryEndpoints(
      Factory factory,
      CallerAuthenticator callers,
      Clock clock,
      String version,
      Path uploads,
      Function<NodeName, Optional<Sha256>> proofs) {
    this.factory = factory;
    this.calls = new Calls<>(chain -> Caller.of(authenticate(callers, chain)));
    this.hosts = new Calls<>(chain -> authenticate(callers, chain));
    this.proofs = proofs;
    this.summaries = new NodeSummaries(factory.trustRules(), clock);
    this.clock = clock;
    this.version = version;
    this.uploads = uploads;
  }

  /** The endpoints for a server that clients dial at {@code base}. */
  public List<ServiceEndpoint<?, ?>> at(URI base) {
    return List.of(factory(base), vm(base), administration(base), nodeEvents(base));
  }

  private ServiceEndpoint<Caller, TrustedVmFactory> factory(URI base) {
    Faults faults = faults(base, "/factory");
    FactoryView view = new FactoryView(factory, summaries, version);
    ResourceKind<Caller, FactoryView> kind =
        new ResourceKind<>(
            FACTORY.jaxb(),
            (caller, id) -> id.isEmpty() ? Optional.of(view) : Optional.empty(),
            FactoryView.properties());
    FactoryPort port =
        new FactoryPort(
            new ResourceOperations<>(kind, calls, faults, clock),
            calls,
            factory,
            summaries,
            ServiceEndpoint.references(base, "/vm"),
            uploads);
    return ServiceEndpoint.<Caller, TrustedVmFactory>of("/factory", FACTORY, port, calls)
        .limitedTo(
            Limits.defaults()
                .withEnvelope(REQUEST_BYTES, REQUEST_ELEMENTS)
                .withUploads(ApplicationArchive.MOST_BYTES + REQUEST_BYTES))
        .translating(new FactoryFaults(faults));
  }

  private ServiceEndpoint<Caller, TrustedVm> vm(URI base) {
    Faults faults = faults(base, "/vm");
    VmResource resource = new VmResource(factory);
    ResourceKind<Caller, VmView> kind =
        new ResourceKind<Caller, VmView>(VM.jaxb(), resource, resource.properties(clock))
            .storedBy(resource)
            .endedBy(resource);
    VmPort port = new VmPort(new ResourceOperations<>(kind, calls, faults, clock), calls, factory);
    return ServiceEndpoint.<Caller, TrustedVm>of("/vm", VM, port, calls)
        .translating(new FactoryFaults(faults));
  }

  private ServiceEndpoint<Caller, Administration> administration(URI base) {
    return ServiceEndpoint.<Caller, Administration>of(
            "/administration",
            ADMINISTRATION,
            new AdministrationPort(calls, factory, summaries),
            calls)
        .limitedTo(Limits.defaults().withEnvelope(POLICY_BYTES, POLICY_ELEMENTS))
        .translating(new FactoryFaults(faults(base, "/administration")));
  }

  private ServiceEndpoint<AuthenticatedCaller, NodeEvents> nodeEvents(URI base) {
    NodeEventsPort port = new NodeEventsPort(hosts, factory, proofs);
    return ServiceEndpoint.<AuthenticatedCaller, NodeEvents>of(
            "/node-events", NODE_EVENTS, port, hosts)
        .limitedTo(Limits.defaults().withEnvelope(REQUEST_BYTES, EVENT_ELEMENTS))
        .translating(new FactoryFaults(faults(hosts, base, "/node-events")));
  }

  private Faults faults(URI base, String path) {
    return faults(calls, base, path);
  }

  private Faults faults(Calls<?> calls, URI base, String path) {
    EndpointReferences references = ServiceEndpoint.references(base, path);
    return new Faults(clock, FAULT_CODES, calls, references);
  }

  private static AuthenticatedCaller authenticate(
      CallerAuthenticator callers, List<X509Certificate> chain) throws CallerRefusedException {
    CallerVerdict verdict = callers.judge(chain.toArray(X509Certificate[]::new));
    if (verdict instanceof CallerVerdict.Authenticated authenticated) {
      return authenticated.caller();
    }
    throw new CallerRefusedException(((CallerVerdict.Refused) verdict).plain());
  }
}

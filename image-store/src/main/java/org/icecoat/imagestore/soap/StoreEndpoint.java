package org.icecoat.imagestore.soap;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.icecoat.imagestore.authorization.StorePolicy;
import org.icecoat.trust.proxy.AuthenticatedCaller;
import org.icecoat.trust.proxy.CallerAuthenticator;
import org.icecoat.trust.proxy.CallerVerdict;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.TreeHeadType;
import org.icecoat.wire.storeadministration.StoreAdministration;
import org.icecoat.wire.types.HealthFindingType;
import org.icecoat.wsrf.addressing.EndpointReferences;
import org.icecoat.wsrf.call.CallerRefusedException;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.fault.Faults;
import org.icecoat.wsrf.property.PropertySet;
import org.icecoat.wsrf.resource.ResourceKind;
import org.icecoat.wsrf.resource.ResourceOperations;
import org.icecoat.wsrf.server.Limits;
import org.icecoat.wsrf.server.ServiceEndpoint;

/** The store at the path {@code /store} of a server, and its administration beside it. */
public final class StoreEndpoint {
  public static final String PATH = "/store";
  public static final Contract<ImageStore> CONTRACT =
      Contract.of(ImageStore.class, "wsdl/store.wsdl");
  public static final String ADMINISTRATION_PATH = "/store-administration";
  public static final Contract<StoreAdministration> ADMINISTRATION =
      Contract.of(StoreAdministration.class, "wsdl/store-administration.wsdl");
  private static final long POLICY_BYTES = 5L << 20;
  private static final long POLICY_ELEMENTS = 100;
  private static final String NAMESPACE = "http://icecoat.org/2026/11/store";
  private static final String FAULT_CODES = "http://icecoat.org/2026/11/faults";

  private final StoreUses uses;
  private final StorePolicy policy;
  private final Supplier<StoreStatus> status;
  private final Clock clock;
  private final Calls<AuthenticatedCaller> calls;

  /**
   * Joins what the store can do with who may do it.
   *
   * @param status asked each time that properties are read
   */
  public StoreEndpoint(
      StoreUses uses,
      StorePolicy policy,
      Supplier<StoreStatus> status,
      CallerAuthenticator callers,
      Clock clock) {
    this.uses = uses;
    this.policy = policy;
    this.status = status;
    this.clock = clock;
    this.calls = new Calls<>(chain -> authenticate(callers, chain));
  }

  /**
   * The endpoint for a server that clients dial at {@code base}.
   *
   * @param largestUpload in bytes
   */
  public ServiceEndpoint<AuthenticatedCaller, ImageStore> at(URI base, long largestUpload) {
    Faults faults = faults(base, PATH);
    StorePort port =
        new StorePort(uses, policy, calls, new ResourceOperations<>(kind(), calls, faults, clock));
    return ServiceEndpoint.<AuthenticatedCaller, ImageStore>of(PATH, CONTRACT, port, calls)
        .limitedTo(Limits.defaults().withUploads(largestUpload))
        .streamingFrom("Fetch", "GetChunkHashes")
        .translating(new StoreFaults(faults));
  }

  /** Its administration, for the same server. */
  public ServiceEndpoint<AuthenticatedCaller, StoreAdministration> administrationAt(URI base) {
    return ServiceEndpoint.<AuthenticatedCaller, StoreAdministration>of(
            ADMINISTRATION_PATH,
            ADMINISTRATION,
            new StoreAdministrationPort(uses.policies(), uses.keyDecisions(), policy, calls),
            calls)
        .limitedTo(Limits.defaults().withEnvelope(POLICY_BYTES, POLICY_ELEMENTS))
        .translating(new StoreFaults(faults(base, ADMINISTRATION_PATH)));
  }

  private Faults faults(URI base, String path) {
    EndpointReferences references = ServiceEndpoint.references(base, path);
    return new Faults(clock, FAULT_CODES, calls, references);
  }

  private ResourceKind<AuthenticatedCaller, StoreStatus> kind() {
    PropertySet<AuthenticatedCaller, StoreStatus> properties =
        PropertySet.<AuthenticatedCaller, StoreStatus>of(new QName(NAMESPACE, "StoreProperties"))
            .one("Version", String.class, (who, store) -> store.version())
            .one("Images", Long.class, (who, store) -> store.totals().images())
            .one("Bytes", Long.class, (who, store) -> store.totals().bytes())
            .one("FreeBytes", Long.class, (who, store) -> store.freeBytes())
            .optional(
                "TreeHead", TreeHeadType.class, (who, store) -> store.head().map(ProofWriter::head))
            .optional(
                "LogSize", Long.class, (who, store) -> store.head().map(head -> head.head().size()))
            .optional(
                "LogCounter",
                Long.class,
                (who, store) -> store.head().map(head -> head.head().counter()))
            .many(
                "Finding",
                HealthFindingType.class,
                (who, store) -> store.findings().stream().map(AnswerWriter::finding).toList())
            .build();
    return new ResourceKind<>(CONTRACT.jaxb(), this::find, properties);
  }

  /** There is one store, and it has no id. */
  private Optional<StoreStatus> find(AuthenticatedCaller caller, String id) {
    return id.isEmpty() ? Optional.of(status.get()) : Optional.empty();
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

package org.icecoat.imagestore.soap;

import static org.icecoat.imagestore.soap.Requests.REQUEST;

import jakarta.activation.DataHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalLong;
import javax.xml.namespace.QName;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Line;
import org.icecoat.imagestore.authorization.Curator;
import org.icecoat.imagestore.authorization.NodeCaller;
import org.icecoat.imagestore.authorization.Reader;
import org.icecoat.imagestore.authorization.StorePolicy;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.release.KeyRelease;
import org.icecoat.imagestore.use.RegisterImage;
import org.icecoat.service.access.Caller;
import org.icecoat.service.soap.ManifestReader;
import org.icecoat.trust.proxy.AuthenticatedCaller;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.oasis.rp.GetMultipleResourceProperties;
import org.icecoat.wire.oasis.rp.GetMultipleResourcePropertiesResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocumentResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyResponse;
import org.icecoat.wire.oasis.rp.QueryResourceProperties;
import org.icecoat.wire.oasis.rp.QueryResourcePropertiesResponse;
import org.icecoat.wire.oasis.rpw.InvalidQueryExpressionFault;
import org.icecoat.wire.oasis.rpw.InvalidResourcePropertyQNameFault;
import org.icecoat.wire.oasis.rpw.QueryEvaluationErrorFault;
import org.icecoat.wire.oasis.rpw.UnknownQueryExpressionDialectFault;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wire.store.Fetch;
import org.icecoat.wire.store.FetchResponse;
import org.icecoat.wire.store.GetChunkHashes;
import org.icecoat.wire.store.GetChunkHashesResponse;
import org.icecoat.wire.store.GetImage;
import org.icecoat.wire.store.GetImageResponse;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.Proofs;
import org.icecoat.wire.store.ProofsResponse;
import org.icecoat.wire.store.ProveLogGuard;
import org.icecoat.wire.store.ProveLogGuardResponse;
import org.icecoat.wire.store.Register;
import org.icecoat.wire.store.RegisterResponse;
import org.icecoat.wire.store.ReleaseKey;
import org.icecoat.wire.store.ReleaseKeyResponse;
import org.icecoat.wire.store.RequestKey;
import org.icecoat.wire.store.RequestKeyResponse;
import org.icecoat.wire.store.Retire;
import org.icecoat.wire.store.RetireResponse;
import org.icecoat.wire.store.Search;
import org.icecoat.wire.store.SearchResponse;
import org.icecoat.wire.store.ShowLogGuard;
import org.icecoat.wire.store.ShowLogGuardResponse;
import org.icecoat.wire.store.Verify;
import org.icecoat.wire.store.VerifyResponse;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.resource.ResourceOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port type: each operation reads its request, asks for the right, and does one use. */
public final class StorePort implements ImageStore {
  private static final Logger LOG = LoggerFactory.getLogger(StorePort.class);
  private static final ManifestReader MANIFESTS = new ManifestReader(REQUEST);

  /** Of a refused upload; a longer one is cut off. */
  private static final long MOST_DISCARDED_BYTES = 64L << 20;

  private final StoreUses uses;
  private final StorePolicy policy;
  private final Calls<AuthenticatedCaller> calls;
  private final ResourceOperations<AuthenticatedCaller, StoreStatus> properties;
  private final ImageWriter images;

  StorePort(
      StoreUses uses,
      StorePolicy policy,
      Calls<AuthenticatedCaller> calls,
      ResourceOperations<AuthenticatedCaller, StoreStatus> properties) {
    this.uses = uses;
    this.policy = policy;
    this.calls = calls;
    this.properties = properties;
    this.images = new ImageWriter(uses.prove());
  }

  @Override
  public RegisterResponse register(Register request) {
    DataHandler content = REQUEST.required("Content", request.getContent());
    Curator curator = curatorOf(content);
    RegisterResponse response = new RegisterResponse();
    try (InputStream stream = content.getInputStream()) {
      RegisterImage.Order order =
          new RegisterImage.Order(
              MANIFESTS.description(REQUEST.required("Description", request.getDescription())),
              REQUEST.optional("ExpectedRoot", request.getExpectedRoot(), Sha256::parse),
              Objects.requireNonNullElse(request.isConfidential(), false),
              stream);
      response.setImage(images.image(uses.register().register(curator, order)));
    } catch (IOException e) {
      throw new StoreException(
          StoreFault.CONTENT_TRUNCATED, "The upload broke off; send it again", e);
    }
    return response;
  }

  /** Who may not register still gets the reason: an upload nobody reads would end in a reset. */
  private Curator curatorOf(DataHandler content) {
    try {
      return policy.requireCurator(caller());
    } catch (StoreException refused) {
      discard(content);
      throw refused;
    }
  }

  private static void discard(DataHandler content) {
    try {
      content.getInputStream().skipNBytes(MOST_DISCARDED_BYTES);
    } catch (IOException e) {
      LOG.debug("A refused upload ended by itself", e);
    }
  }

  @Override
  public GetImageResponse getImage(GetImage request) {
    GetImageResponse response = new GetImageResponse();
    response.setImage(images.image(uses.lookUp().get(id(request.getId()))));
    return response;
  }

  @Override
  public SearchResponse search(Search request) {
    return AnswerWriter.search(
        uses.search()
            .search(
                RequirementsReader.read(
                    REQUEST.required("Requirements", request.getRequirements())),
                Objects.requireNonNullElse(request.isEverything(), false)),
        images);
  }

  @Override
  public GetChunkHashesResponse getChunkHashes(GetChunkHashes request) {
    Reader reader = policy.requireReader(caller());
    byte[] hashes = uses.fetch().tree(reader, id(request.getId())).encoded();
    GetChunkHashesResponse response = new GetChunkHashesResponse();
    response.setHashes(new StreamHandler(new ByteArrayInputStream(hashes)));
    return response;
  }

  @Override
  public FetchResponse fetch(Fetch request) {
    Reader reader = policy.requireReader(caller());
    FetchResponse response = new FetchResponse();
    response.setContent(
        new StreamHandler(
            uses.fetch()
                .range(reader, id(request.getId()), request.getOffset(), request.getLength())));
    return response;
  }

  @Override
  public VerifyResponse verify(Verify request) {
    Curator curator = policy.requireCurator(caller());
    return AnswerWriter.verification(uses.verify().verify(curator, id(request.getId())));
  }

  @Override
  public RetireResponse retire(Retire request) {
    Curator curator = policy.requireCurator(caller());
    Line why = REQUEST.required("Why", request.getWhy(), Line::new);
    RetireResponse response = new RetireResponse();
    response.setImage(images.image(uses.retire().retire(curator, id(request.getId()), why)));
    return response;
  }

  @Override
  public ProofsResponse proofs(Proofs request) {
    OptionalLong since =
        request.getSince() == null ? OptionalLong.empty() : OptionalLong.of(request.getSince());
    return request.getId() == null
        ? ProofWriter.shown(uses.prove().head(since))
        : ProofWriter.image(uses.prove().image(id(request.getId()), since));
  }

  @Override
  public ShowLogGuardResponse showLogGuard(ShowLogGuard request) {
    return GuardMapping.shown(uses.guard().show());
  }

  @Override
  public ProveLogGuardResponse proveLogGuard(ProveLogGuard request) {
    return GuardMapping.proof(
        uses.guard()
            .prove(
                caller().dn(),
                GuardMapping.nonce(request),
                GuardMapping.number(request),
                GuardMapping.credential(request)));
  }

  @Override
  public RequestKeyResponse requestKey(RequestKey request) {
    NodeCaller node = node();
    return KeyMapping.challenge(release().request(node, KeyMapping.request(request)));
  }

  @Override
  public ReleaseKeyResponse releaseKey(ReleaseKey request) {
    NodeCaller node = node();
    return KeyMapping.key(release().release(node, KeyMapping.answer(request)));
  }

  private KeyRelease release() {
    return uses.release()
        .orElseThrow(
            () ->
                new StoreException(
                    StoreFault.NO_RELEASE,
                    "This store releases no keys: its configuration names no TPM, or no"
                        + " attestation by which to judge nodes"));
  }

  private NodeCaller node() {
    AuthenticatedCaller caller = calls.caller();
    Octets key = Octets.of(caller.chain().get(0).getPublicKey().getEncoded());
    return policy.requireNode(
        Caller.of(caller), Sha256.of(HashAlgorithm.SHA256.hash(key).bytes()), caller.byProxy());
  }

  @Override
  public GetResourcePropertyResponse getResourceProperty(QName name)
      throws ResourceUnknownFault, ResourceUnavailableFault, InvalidResourcePropertyQNameFault {
    return properties.getResourceProperty(name);
  }

  @Override
  public GetMultipleResourcePropertiesResponse getMultipleResourceProperties(
      GetMultipleResourceProperties request)
      throws ResourceUnknownFault, ResourceUnavailableFault, InvalidResourcePropertyQNameFault {
    return properties.getMultipleResourceProperties(request);
  }

  @Override
  public GetResourcePropertyDocumentResponse getResourcePropertyDocument(
      GetResourcePropertyDocument request) throws ResourceUnknownFault, ResourceUnavailableFault {
    return properties.getResourcePropertyDocument(request);
  }

  @Override
  public QueryResourcePropertiesResponse queryResourceProperties(QueryResourceProperties request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          UnknownQueryExpressionDialectFault,
          InvalidQueryExpressionFault,
          QueryEvaluationErrorFault {
    return properties.queryResourceProperties(request);
  }

  private Caller caller() {
    return Caller.of(calls.caller());
  }

  private static ImageId id(String text) {
    return REQUEST.required("Id", text, ImageId::parse);
  }
}

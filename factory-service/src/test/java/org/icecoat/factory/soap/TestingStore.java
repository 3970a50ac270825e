package org.icecoat.factory.soap;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.namespace.QName;
import org.icecoat.factory.testing.TestingImages;
import org.icecoat.service.soap.ManifestWriter;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wire.oasis.rp.GetMultipleResourceProperties;
import org.icecoat.wire.oasis.rp.GetMultipleResourcePropertiesResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocumentResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyResponse;
import org.icecoat.wire.oasis.rp.QueryResourceProperties;
import org.icecoat.wire.oasis.rp.QueryResourcePropertiesResponse;
import org.icecoat.wire.store.Fetch;
import org.icecoat.wire.store.FetchResponse;
import org.icecoat.wire.store.GetChunkHashes;
import org.icecoat.wire.store.GetChunkHashesResponse;
import org.icecoat.wire.store.GetImage;
import org.icecoat.wire.store.GetImageResponse;
import org.icecoat.wire.store.ImageStateType;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.Proofs;
import org.icecoat.wire.store.ProofsResponse;
import org.icecoat.wire.store.ProveLogGuard;
import org.icecoat.wire.store.ProveLogGuardResponse;
import org.icecoat.wire.store.Register;
import org.icecoat.wire.store.RegisterResponse;
import org.icecoat.wire.store.RegisteredImageType;
import org.icecoat.wire.store.ReleaseKey;
import org.icecoat.wire.store.ReleaseKeyResponse;
import org.icecoat.wire.store.RequestKey;
import org.icecoat.wire.store.RequestKeyResponse;
import org.icecoat.wire.store.Retire;
import org.icecoat.wire.store.RetireResponse;
import org.icecoat.wire.store.Search;
import org.icecoat.wire.store.SearchHitType;
import org.icecoat.wire.store.SearchResponse;
import org.icecoat.wire.store.ShowLogGuard;
import org.icecoat.wire.store.ShowLogGuardResponse;
import org.icecoat.wire.store.Verify;
import org.icecoat.wire.store.VerifyResponse;

/** A store with one image, which is found and shown; the factory asks for nothing else. */
final class TestingStore implements ImageStore {
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Guard guard;
  private volatile Prover prover =
      request -> {
        throw unexpected();
      };

  private volatile String refusal;

  /** From now on it is unavailable when it is asked for images, with that error code. */
  void refusing(String code) {
    refusal = code;
  }

  private void requireAvailable() throws UnavailableFault {
    if (refusal != null) {
      BaseFaultType.ErrorCode code = new BaseFaultType.ErrorCode();
      code.getContent().add(refusal);
      UnavailableFaultType detail = new UnavailableFaultType();
      detail.setErrorCode(code);
      throw new UnavailableFault("the store says why", detail);
    }
  }

  /** How often an image was asked for by its id. */
  int asked() {
    return asked.get();
  }

  private static RegisteredImageType image() {
    RegisteredImageType image = new RegisteredImageType();
    image.setManifest(ManifestWriter.manifest(TestingImages.HMMER));
    image.setState(ImageStateType.AVAILABLE);
    image.setRegisteredAt(Instant.EPOCH);
    image.setRegisteredBy("CN=Curator");
    return image;
  }

  @Override
  public SearchResponse search(Search request) throws UnavailableFault {
    requireAvailable();
    SearchHitType hit = new SearchHitType();
    hit.setImage(image());
    hit.setScore(1000);
    SearchResponse response = new SearchResponse();
    response.getHit().add(hit);
    return response;
  }

  @Override
  public GetImageResponse getImage(GetImage request) throws UnavailableFault {
    requireAvailable();
    asked.incrementAndGet();
    GetImageResponse response = new GetImageResponse();
    response.setImage(image());
    return response;
  }

  private static UnsupportedOperationException unexpected() {
    return new UnsupportedOperationException("The factory does not ask for that");
  }

  @Override
  public VerifyResponse verify(Verify request) {
    throw unexpected();
  }

  @Override
  public RetireResponse retire(Retire request) {
    throw unexpected();
  }

  /** What the store shows of its log. */
  interface Prover {
    ProofsResponse show(Proofs request) throws InvalidRequestFault, NotFoundFault;
  }

  void proving(Prover shown) {
    prover = shown;
  }

  @Override
  public ProofsResponse proofs(Proofs request) throws InvalidRequestFault, NotFoundFault {
    return prover.show(request);
  }

  /** What the store shows of the TPM that guards its log. */
  interface Guard {
    ShowLogGuardResponse show() throws UnavailableFault;

    ProveLogGuardResponse prove(ProveLogGuard request) throws InvalidRequestFault, UnavailableFault;
  }

  void guarding(Guard shown) {
    guard = shown;
  }

  @Override
  public ShowLogGuardResponse showLogGuard(ShowLogGuard request) throws UnavailableFault {
    return guard.show();
  }

  @Override
  public ProveLogGuardResponse proveLogGuard(ProveLogGuard request)
      throws InvalidRequestFault, UnavailableFault {
    return guard.prove(request);
  }

  @Override
  public RequestKeyResponse requestKey(RequestKey request) {
    throw unexpected();
  }

  @Override
  public ReleaseKeyResponse releaseKey(ReleaseKey request) {
    throw unexpected();
  }

  @Override
  public RegisterResponse register(Register request) {
    throw unexpected();
  }

  @Override
  public GetChunkHashesResponse getChunkHashes(GetChunkHashes request) {
    throw unexpected();
  }

  @Override
  public FetchResponse fetch(Fetch request) {
    throw unexpected();
  }

  @Override
  public GetResourcePropertyResponse getResourceProperty(QName request) {
    throw unexpected();
  }

  @Override
  public GetMultipleResourcePropertiesResponse getMultipleResourceProperties(
      GetMultipleResourceProperties request) {
    throw unexpected();
  }

  @Override
  public GetResourcePropertyDocumentResponse getResourcePropertyDocument(
      GetResourcePropertyDocument request) {
    throw unexpected();
  }

  @Override
  public QueryResourcePropertiesResponse queryResourceProperties(QueryResourceProperties request) {
    throw unexpected();
  }
}

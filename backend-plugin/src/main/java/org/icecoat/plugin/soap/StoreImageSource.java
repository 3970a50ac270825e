package org.icecoat.plugin.soap;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.image.ImageContent;
import org.icecoat.plugin.image.ImageSource;
import org.icecoat.service.soap.Fields;
import org.icecoat.service.soap.ProofReader;
import org.icecoat.service.soap.StoreGuard;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogFinding;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.merkle.ChunkTree;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.store.Fetch;
import org.icecoat.wire.store.GetChunkHashes;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.Proofs;
import org.icecoat.wsrf.client.CallFailedException;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;

/** Image stores, over SOAP: bytes come as attachments, read as they arrive. */
public final class StoreImageSource implements ImageSource {
  private static final Contract<ImageStore> CONTRACT =
      Contract.of(ImageStore.class, "wsdl/store.wsdl");
  private static final ProofReader PROOFS =
      new ProofReader(
          new Fields(
              (field, why, cause) ->
                  unproved(
                      "What the store shows of its log is no proof: " + field + ": " + why,
                      cause)));

  private final Function<URI, ImageStore> ports;
  private final Optional<StoreGuard> guard;
  private final Map<URI, ImageStore> stores = new ConcurrentHashMap<>();

  /**
   * Fetches with the node's own certificate.
   *
   * @param ports made for streaming
   */
  public StoreImageSource(Ports ports) {
    this(ports, Optional.empty());
  }

  /**
   * The same, of stores whose logs have to be guarded.
   *
   * @param guard empty if that is taken on their word
   */
  public StoreImageSource(Ports ports, Optional<StoreGuard> guard) {
    this(store -> ports.port(CONTRACT, store), guard);
  }

  StoreImageSource(Function<URI, ImageStore> ports, Optional<StoreGuard> guard) {
    this.ports = ports;
    this.guard = guard;
  }

  private ImageStore port(URI store) {
    return stores.computeIfAbsent(store, ports);
  }

  @Override
  public byte[] chunkHashes(URI store, ImageContent image) throws IOException {
    GetChunkHashes request = new GetChunkHashes();
    request.setId(image.id().toString());
    int right = ChunkTree.chunks(image.content().bytes()) * Sha256.BYTES;
    try (InputStream hashes =
        call(() -> port(store).getChunkHashes(request).getHashes().getInputStream())) {
      return hashes.readNBytes(right + 1);
    }
  }

  @Override
  public ImageProof proof(URI store, ImageId image, OptionalLong since) throws IOException {
    Proofs request = new Proofs();
    request.setId(image.toString());
    since.ifPresent(request::setSince);
    try {
      return PROOFS.image(answered(() -> port(store).proofs(request)));
    } catch (InvalidRequestFault e) {
      if (since.isPresent()) {
        return proof(store, image, OptionalLong.empty()); // its log may be shorter than it was
      }
      throw unproved(image, e);
    } catch (NotAuthorizedFault | NotFoundFault e) {
      throw unproved(image, e);
    }
  }

  @Override
  public List<LogFinding> doubts(URI store, TreeHead head) throws IOException {
    if (guard.isEmpty()) {
      return List.of();
    }
    try {
      return answered(() -> guard.get().doubts(port(store), head));
    } catch (InvalidRequestFault | NotAuthorizedFault | NotFoundFault e) {
      throw unproved("The store proves nothing of what guards its log: " + e.getMessage(), e);
    }
  }

  private static PluginException unproved(ImageId image, Exception e) {
    return unproved("Image " + image.handle() + ": the store shows no proof: " + e.getMessage(), e);
  }

  private static PluginException unproved(String message, Throwable cause) {
    return new PluginException(PluginFault.IMAGE_UNPROVED, message, cause);
  }

  @Override
  public InputStream fetch(URI store, ImageId image, long offset, long length) throws IOException {
    Fetch request = new Fetch();
    request.setId(image.toString());
    request.setOffset(offset);
    request.setLength(length);
    return call(() -> port(store).fetch(request).getContent().getInputStream());
  }

  @FunctionalInterface
  private interface StoreCall<T> {
    T run()
        throws IOException,
            InvalidRequestFault,
            NotAuthorizedFault,
            NotFoundFault,
            UnavailableFault;
  }

  private static InputStream call(StoreCall<InputStream> call) throws IOException {
    try {
      return answered(call);
    } catch (NotAuthorizedFault | NotFoundFault | InvalidRequestFault e) {
      throw new PluginException(
          PluginFault.STORE_UNREACHABLE, "The image store refuses: " + e.getMessage(), e);
    }
  }

  private static <T> T answered(StoreCall<T> call)
      throws IOException, InvalidRequestFault, NotAuthorizedFault, NotFoundFault {
    try {
      return call.run();
    } catch (UnavailableFault e) {
      StoreFindings.requireNone(e);
      throw silent(e);
    } catch (CallFailedException e) {
      throw silent(e);
    }
  }

  private static IOException silent(Exception e) {
    return new IOException("The image store does not answer: " + e.getMessage(), e);
  }
}

package org.icecoat.factory.soap;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.image.BootableImage;
import org.icecoat.factory.image.ImageCatalogue;
import org.icecoat.factory.image.ImageHit;
import org.icecoat.factory.image.ImageSearch;
import org.icecoat.service.soap.Fields;
import org.icecoat.service.soap.ManifestReader;
import org.icecoat.service.soap.ProofReader;
import org.icecoat.service.soap.StoreGuard;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogFinding;
import org.icecoat.trust.log.LogWitness;
import org.icecoat.trust.log.ProofVerdict;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wire.store.GetImage;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.Proofs;
import org.icecoat.wire.store.Search;
import org.icecoat.wire.store.SearchResponse;
import org.icecoat.wsrf.client.CallFailedException;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;

/** The image store, over SOAP. */
public final class SoapImageCatalogue implements ImageCatalogue {
  private static final Contract<ImageStore> CONTRACT =
      Contract.of(ImageStore.class, "wsdl/store.wsdl");
  private static final ManifestReader MANIFESTS =
      new ManifestReader(
          new Fields(
              (field, why, cause) ->
                  new FactoryException(
                      FactoryFault.STORE_UNAVAILABLE,
                      "The image store sent a manifest that cannot be used ("
                          + field
                          + ": "
                          + why
                          + "); tell an administrator.",
                      cause)));

  private static final int MOST_KNOWN = 256;

  /** The error codes of a store that has found itself altered: no other try mends that. */
  private static final Set<String> OWN_FINDINGS = Set.of("CATALOGUE_ALTERED", "STORE_INCONSISTENT");

  private static final ProofReader PROOFS =
      new ProofReader(
          new Fields(
              (field, why, cause) ->
                  untrusted("what it shows of its log is no proof: " + field + ": " + why, cause)));

  private final ImageStore store;
  private final Optional<LogWitness> witness;
  private final Optional<StoreGuard> guard;
  private final KnownManifests known = new KnownManifests(MOST_KNOWN);

  /**
   * The images of a store.
   *
   * @param witness of its log; empty if nobody said which it is
   * @param guard asks what guards its log; empty if that is taken on its word
   */
  public SoapImageCatalogue(
      Ports ports, URI store, Optional<LogWitness> witness, Optional<StoreGuard> guard) {
    this(ports.port(CONTRACT, store), witness, guard);
  }

  SoapImageCatalogue(ImageStore store, Optional<LogWitness> witness, Optional<StoreGuard> guard) {
    this.store = store;
    this.witness = witness;
    this.guard = guard;
  }

  @Override
  public ImageSearch search(ImageRequirements requirements) {
    Search request = new Search();
    request.setRequirements(ImageWriter.requirements(requirements));
    SearchResponse response = call(() -> store.search(request));
    List<ImageHit> hits =
        response.getHit().stream()
            .map(
                hit ->
                    new ImageHit(MANIFESTS.manifest(hit.getImage().getManifest()), hit.getScore()))
            .toList();
    List<Reason> reasons =
        response.getReason().stream()
            .map(why -> new Reason(why.getSubject(), why.getCode(), why.getDescription()))
            .toList();
    return new ImageSearch(hits, reasons);
  }

  @Override
  public BootableImage bootable(Manifest disk) {
    List<Manifest> boot = new ArrayList<>();
    if (disk.description().disk().map(ImageUse.Disk::boot).orElse(null)
        instanceof Boot.DirectKernel direct) {
      boot.add(manifest(direct.kernel()));
      boot.add(manifest(direct.initialRamdisk()));
    }
    requireLogged(disk);
    boot.forEach(this::requireLogged);
    return new BootableImage(disk, boot);
  }

  /** Asks for proof each time: what was known of an image says nothing of the log as it is now. */
  private void requireLogged(Manifest manifest) {
    if (witness.isEmpty()) {
      return;
    }
    LogWitness.Seen seen = witness.get().look(manifest.id(), manifest.content(), new Asked());
    if (seen.verdict() instanceof ProofVerdict.Refused refused) {
      throw untrusted(refused.plain(), null);
    }
    seen.proof()
        .retirement()
        .ifPresent(
            end -> {
              throw FactoryException.invalid(
                  "Image",
                  "%s has been retired: %s"
                      .formatted(manifest.description().title(), end.entry().act().why()));
            });
  }

  private ImageProof proof(ImageId image, OptionalLong since) {
    Proofs request = new Proofs();
    request.setId(image.toString());
    since.ifPresent(request::setSince);
    try {
      return PROOFS.image(answered(() -> store.proofs(request)));
    } catch (InvalidRequestFault e) {
      if (since.isPresent()) {
        return proof(image, OptionalLong.empty()); // its log may be shorter than it was
      }
      throw untrusted("it shows no proof of " + image, e);
    } catch (NotFoundFault e) {
      throw untrusted("it shows no proof of " + image, e);
    }
  }

  /** The store, as the witness asks it. */
  private final class Asked implements LogWitness.Shower {
    @Override
    public ImageProof show(ImageId image, OptionalLong since) {
      return proof(image, since);
    }

    @Override
    public List<LogFinding> doubts(TreeHead head) {
      if (guard.isEmpty()) {
        return List.of();
      }
      try {
        return answered(() -> guard.get().doubts(store, head));
      } catch (InvalidRequestFault | NotFoundFault e) {
        throw untrusted("it proves nothing of what guards its log: " + e.getMessage(), e);
      }
    }
  }

  private static FactoryException untrusted(String why, Throwable cause) {
    return new FactoryException(
        FactoryFault.STORE_UNTRUSTED,
        "The image store is not believed: " + why + "; tell an administrator.",
        cause);
  }

  private Manifest manifest(ImageId id) {
    return known.get(id).orElseGet(() -> asked(id));
  }

  private Manifest asked(ImageId id) {
    GetImage request = new GetImage();
    request.setId(id.toString());
    Manifest manifest =
        MANIFESTS.manifest(call(() -> store.getImage(request)).getImage().getManifest());
    if (!manifest.id().equals(id)) {
      throw new FactoryException(
          FactoryFault.STORE_UNAVAILABLE,
          "The image store gave another image than " + id + "; tell an administrator.");
    }
    known.add(manifest);
    return manifest;
  }

  private interface StoreCall<T> {
    T run() throws InvalidRequestFault, NotAuthorizedFault, NotFoundFault, UnavailableFault;
  }

  private static <T> T call(StoreCall<T> call) {
    try {
      return answered(call);
    } catch (InvalidRequestFault | NotFoundFault e) {
      throw FactoryException.invalid("Image", e.getMessage());
    }
  }

  private static <T> T answered(StoreCall<T> call) throws InvalidRequestFault, NotFoundFault {
    try {
      return call.run();
    } catch (UnavailableFault e) {
      throw hasFoundItself(e)
          ? untrusted("it says itself that it is not in order: " + e.getMessage(), e)
          : unavailable(e);
    } catch (NotAuthorizedFault | CallFailedException e) {
      throw unavailable(e);
    }
  }

  private static boolean hasFoundItself(UnavailableFault e) {
    BaseFaultType.ErrorCode code = e.getFaultInfo().getErrorCode();
    return code != null && code.getContent().stream().anyMatch(OWN_FINDINGS::contains);
  }

  private static FactoryException unavailable(Exception e) {
    return new FactoryException(
        FactoryFault.STORE_UNAVAILABLE,
        "The image store cannot be asked now; try again in a minute, or tell an administrator.",
        e);
  }
}

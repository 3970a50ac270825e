package org.icecoat.console.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.xml.namespace.QName;
import org.icecoat.wire.factory.ImageSummaryType;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.NotFoundFaultType;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocumentResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyResponse;
import org.icecoat.wire.store.GetImage;
import org.icecoat.wire.store.GetImageResponse;
import org.icecoat.wire.store.ImageStateType;
import org.icecoat.wire.store.Proofs;
import org.icecoat.wire.store.ProofsResponse;
import org.icecoat.wire.store.ProveLogGuard;
import org.icecoat.wire.store.ProveLogGuardResponse;
import org.icecoat.wire.store.Register;
import org.icecoat.wire.store.RegisterResponse;
import org.icecoat.wire.store.RegisteredImageType;
import org.icecoat.wire.store.Retire;
import org.icecoat.wire.store.RetireResponse;
import org.icecoat.wire.store.Search;
import org.icecoat.wire.store.SearchHitType;
import org.icecoat.wire.store.SearchResponse;
import org.icecoat.wire.store.ShowLogGuard;
import org.icecoat.wire.store.ShowLogGuardResponse;
import org.icecoat.wire.store.StoreProperties;
import org.icecoat.wire.store.Verify;
import org.icecoat.wire.store.VerifyResponse;
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.ComponentType;
import org.icecoat.wire.types.ContentType;
import org.icecoat.wire.types.HealthFindingType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageKindType;
import org.icecoat.wire.types.ManifestType;
import org.icecoat.wire.types.ReasonType;

/** An image store in memory. */
public final class TestingImages {
  public static final String HMMER = "sha256:" + "ab12".repeat(16);
  public static final String SMALL = "sha256:" + "cd34".repeat(16);

  private final Map<String, RegisteredImageType> all = new LinkedHashMap<>();
  private final Map<String, HealthFindingType> damage = new LinkedHashMap<>();
  private final StoreProperties properties = new StoreProperties();
  private Guard guard;
  private Function<Proofs, ProofsResponse> log = request -> new ProofsResponse();

  /** Two disks. */
  public TestingImages() {
    ImageDescriptionType hmmer = disk("hmmer", "3.3.2");
    hmmer.getComponent().add(component("hmmer", "3.3.2"));
    add(HMMER, hmmer, 72L << 20);
    add(SMALL, disk("small", "1"), 13L << 20);
  }

  private static ImageDescriptionType disk(String name, String version) {
    ImageDescriptionType disk = new ImageDescriptionType();
    disk.setKind(ImageKindType.DISK);
    disk.setName(name);
    disk.setVersion(version);
    disk.setArchitecture("x86_64");
    disk.setFormat(ImageFormatType.QCOW_2);
    disk.setOperatingSystem(component("debian", "12"));
    disk.setBoot(new BootType());
    disk.getBoot().setUefi(new BootType.Uefi());
    disk.setLeastMemoryMiB(256);
    return disk;
  }

  static ComponentType component(String name, String version) {
    ComponentType component = new ComponentType();
    component.setName(name);
    component.setVersion(version);
    return component;
  }

  private RegisteredImageType add(String id, ImageDescriptionType description, long bytes) {
    RegisteredImageType image = new RegisteredImageType();
    image.setManifest(new ManifestType());
    image.getManifest().setId(id);
    image.getManifest().setDescription(description);
    image.getManifest().setContent(new ContentType());
    image.getManifest().getContent().setRoot("sha256:" + "0".repeat(64));
    image.getManifest().getContent().setBytes(bytes);
    image.getManifest().setVirtualMiB(2048);
    image.setState(ImageStateType.AVAILABLE);
    image.setRegisteredAt(TestingConsole.NOON.minus(Duration.ofDays(1)));
    image.setRegisteredBy("CN=Curator,O=Testing Grid,C=XX");
    all.put(id, image);
    return image;
  }

  /** The store says this against itself. */
  public void found(String code, String description) {
    properties.getFinding().add(finding(code, description));
  }

  /** Somebody changes its row: it is there and not shown. */
  public void remove(String id) {
    all.remove(id);
  }

  /** The next verification finds this. */
  public void damaged(String id, String description) {
    damage.put(id, finding("CHUNK_ALTERED", description));
  }

  /** The next verification finds that the row is another one. */
  public void altered(String id, String description) {
    damage.put(id, finding("MANIFEST_ALTERED", description));
  }

  private static HealthFindingType finding(String code, String description) {
    HealthFindingType finding = new HealthFindingType();
    finding.setCode(code);
    finding.setDescription(description);
    return finding;
  }

  static ImageSummaryType summary() {
    ImageSummaryType summary = new ImageSummaryType();
    summary.setId(HMMER);
    summary.setName("hmmer");
    summary.setVersion("3.3.2");
    summary.setArchitecture("x86_64");
    summary.setOperatingSystem(component("debian", "12"));
    summary.getComponent().add(component("hmmer", "3.3.2"));
    summary.setBytes(72L << 20);
    return summary;
  }

  private RegisteredImageType get(String id) throws NotFoundFault {
    if (!all.containsKey(id)) {
      NotFoundFaultType content =
          WireFaults.described(new NotFoundFaultType(), "IMAGE_UNKNOWN", "There is no image " + id);
      content.setSubject(id);
      throw new NotFoundFault("unknown", content);
    }
    return all.get(id);
  }

  /** A wrong root is seen: the file is read to its end. */
  public RegisterResponse register(Register request) {
    try (InputStream content = request.getContent().getInputStream()) {
      long bytes = content.transferTo(OutputStream.nullOutputStream());
      RegisteredImageType image =
          add("sha256:" + "ef56".repeat(16), request.getDescription(), bytes);
      image.getManifest().getContent().setRoot(request.getExpectedRoot());
      RegisterResponse answer = new RegisterResponse();
      answer.setImage(image);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public GetImageResponse getImage(GetImage request) throws NotFoundFault {
    GetImageResponse answer = new GetImageResponse();
    answer.setImage(get(request.getId()));
    return answer;
  }

  /** Fits by name alone. */
  public SearchResponse search(Search request) {
    SearchResponse answer = new SearchResponse();
    String name = request.getRequirements().getName();
    for (RegisteredImageType image : all.values()) {
      if (name == null || name.equals(image.getManifest().getDescription().getName())) {
        SearchHitType hit = new SearchHitType();
        hit.setImage(image);
        hit.setScore(10);
        answer.getHit().add(hit);
      } else {
        answer.getReason().add(reason(image));
      }
    }
    return answer;
  }

  private static ReasonType reason(RegisteredImageType image) {
    ReasonType reason = new ReasonType();
    ImageDescriptionType description = image.getManifest().getDescription();
    reason.setSubject(description.getName() + ":" + description.getVersion());
    reason.setCode("OTHER_NAME");
    reason.setDescription("has another name");
    return reason;
  }

  public VerifyResponse verify(Verify request) throws NotFoundFault {
    VerifyResponse answer = new VerifyResponse();
    String id = request.getId();
    if (!damage.containsKey(id)) {
      get(id);
    }
    answer.setIntact(!damage.containsKey(id));
    if (damage.containsKey(id)) {
      answer.getFinding().add(damage.get(id));
    }
    return answer;
  }

  /** Adds an image as it is. */
  public void put(RegisteredImageType image) {
    all.put(image.getManifest().getId(), image);
  }

  /** Tells what the store shows of its log from now on. */
  public void showing(Function<Proofs, ProofsResponse> shown) {
    log = shown;
  }

  public ProofsResponse proofs(Proofs request) {
    return log.apply(request);
  }

  /** A store's TPM, on the wire. */
  public interface Guard {
    ShowLogGuardResponse show();

    ProveLogGuardResponse prove(ProveLogGuard request);
  }

  /** Tells what the store shows of the TPM of its log from now on. */
  public void guarding(Guard shown) {
    guard = shown;
  }

  public ShowLogGuardResponse showLogGuard(ShowLogGuard request) {
    return guard.show();
  }

  public ProveLogGuardResponse proveLogGuard(ProveLogGuard request) {
    return guard.prove(request);
  }

  public RetireResponse retire(Retire request) throws NotFoundFault {
    RegisteredImageType image = get(request.getId());
    image.setState(ImageStateType.RETIRED);
    RetireResponse answer = new RetireResponse();
    answer.setImage(image);
    return answer;
  }

  public GetResourcePropertyResponse getResourceProperty(QName name) {
    return new GetResourcePropertyResponse();
  }

  public GetResourcePropertyDocumentResponse getResourcePropertyDocument(
      GetResourcePropertyDocument request) {
    GetResourcePropertyDocumentResponse answer = new GetResourcePropertyDocumentResponse();
    answer.setAny(properties);
    return answer;
  }
}

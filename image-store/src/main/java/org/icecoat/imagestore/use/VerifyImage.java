package org.icecoat.imagestore.use;

import java.util.List;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.authorization.Curator;
import org.icecoat.imagestore.content.AuditFinding;
import org.icecoat.imagestore.content.ContentAudit;
import org.icecoat.imagestore.fault.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads an image's row and every byte of its content again and compares them with its id. */
public final class VerifyImage {
  private static final Logger LOG = LoggerFactory.getLogger(VerifyImage.class);

  private final LookUpImage images;
  private final ContentAudit audit;
  private final Runnable found;

  /**
   * The use of one store.
   *
   * @param found run after each audit, so that the store says of itself what came of it
   */
  public VerifyImage(LookUpImage images, ContentAudit audit, Runnable found) {
    this.images = images;
    this.audit = audit;
    this.found = found;
  }

  /**
   * Everything that is no longer as it was registered; empty if the image is intact.
   *
   * @throws StoreException IMAGE_UNKNOWN
   */
  public List<AuditFinding> verify(Curator curator, ImageId id) {
    List<AuditFinding> findings = findings(id);
    found.run();
    if (findings.isEmpty()) {
      LOG.info("{} verified {}: intact", curator, id);
    } else {
      LOG.error("{} verified {}: {}", curator, id, findings);
    }
    return findings;
  }

  private List<AuditFinding> findings(ImageId id) {
    try {
      return audit.audit(images.get(id).manifest().content());
    } catch (StoreException e) {
      return switch (e.fault()) {
        case CATALOGUE_ALTERED ->
            List.of(new AuditFinding(AuditFinding.Code.MANIFEST_ALTERED, e.getMessage()));
        case STORE_INCONSISTENT ->
            List.of(new AuditFinding(AuditFinding.Code.LOG_INCONSISTENT, e.getMessage()));
        default -> throw e;
      };
    }
  }
}

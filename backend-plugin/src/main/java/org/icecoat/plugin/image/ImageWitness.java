package org.icecoat.plugin.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.log.EntryProof;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogFinding;
import org.icecoat.trust.log.LogWitness;
import org.icecoat.trust.log.ProofVerdict;
import org.icecoat.trust.log.TreeHead;

/**
 * Insists that an image is in the store's log, and has not been retired, each time before it is
 * used: of an earlier proof nothing counts but the head of the log that it left behind.
 */
public final class ImageWitness {
  private final LogWitness witness;
  private final ImageSource source;

  public ImageWitness(LogWitness witness, ImageSource source) {
    this.witness = witness;
    this.source = source;
  }

  /**
   * Asks the store for proof.
   *
   * @throws PluginException IMAGE_UNPROVED or IMAGE_RETIRED with the reasons, or STORE_UNREACHABLE
   */
  EntryProof require(URI store, ImageContent image) {
    LogWitness.Seen seen;
    try {
      seen = witness.look(image.id(), image.content(), new Asked(store));
    } catch (UncheckedIOException e) {
      throw ImageFetch.unreachable(image, e.getCause());
    }
    if (seen.verdict() instanceof ProofVerdict.Refused refused) {
      throw new PluginException(
          PluginFault.IMAGE_UNPROVED,
          "Image %s: what the store shows of its log is not believed: %s"
              .formatted(image.id().handle(), refused.plain()));
    }
    seen.proof()
        .retirement()
        .ifPresent(
            end -> {
              throw new PluginException(
                  PluginFault.IMAGE_RETIRED,
                  "Image %s has been retired: %s"
                      .formatted(image.id().handle(), end.entry().act().why()));
            });
    return EntryProof.of(seen.proof());
  }

  /** One of the stores. */
  private final class Asked implements LogWitness.Shower {
    private final URI store;

    Asked(URI store) {
      this.store = store;
    }

    @Override
    public ImageProof show(ImageId image, OptionalLong since) {
      try {
        return source.proof(store, image, since);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public List<LogFinding> doubts(TreeHead head) {
      try {
        return source.doubts(store, head);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package org.icecoat.plugin.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.log.EntryProof;
import org.icecoat.trust.log.LogWitness;
import org.icecoat.trust.log.ProofVerdict;

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
      seen =
          witness.look(
              image.id(),
              image.content(),
              (id, since) -> {
                try {
                  return source.proof(store, id, since);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
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
}

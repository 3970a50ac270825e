package org.icecoat.trust.receipt;

import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.image.ImageId;
import org.icecoat.trust.log.EntryProof;

/**
 * An image that a VM ran from.
 *
 * @param proof its place in the store's log, as the node verified it before it used the image;
 *     empty if the node was not told which log that is
 */
public record RunImage(ImageId id, Optional<EntryProof> proof) {
  public RunImage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(proof, "proof");
  }

  static Lines.Writer written(Lines.Writer lines, String name, Optional<RunImage> image) {
    return lines
        .line(name, image.map(one -> one.id().toString()))
        .line(
            name + "-proof",
            image
                .flatMap(RunImage::proof)
                .map(proof -> Base64.getEncoder().encodeToString(proof.encoded())));
  }

  static Optional<RunImage> read(Lines.Reader lines, String name) {
    Optional<ImageId> id = lines.optional(name).map(ImageId::parse);
    Optional<EntryProof> proof =
        lines
            .optional(name + "-proof")
            .map(text -> EntryProof.decode(Base64.getDecoder().decode(text)));
    return id.map(one -> new RunImage(one, proof));
  }
}

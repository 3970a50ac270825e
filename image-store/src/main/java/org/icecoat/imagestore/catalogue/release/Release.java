package org.icecoat.imagestore.catalogue.release;

import java.time.Instant;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;

/**
 * That a node was given the key of an image.
 *
 * @param evidence digest of what the node proved
 * @param policy name and version by which it was trusted
 */
public record Release(ImageId image, KnownNode node, Sha256 evidence, String policy, Instant at) {}

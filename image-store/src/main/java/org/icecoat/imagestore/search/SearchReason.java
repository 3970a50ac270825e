package org.icecoat.imagestore.search;

import org.icecoat.domain.image.match.Mismatch;
import org.icecoat.imagestore.catalogue.RegisteredImage;

/** One reason why an image does not fit. */
public record SearchReason(RegisteredImage image, Mismatch why) {}

package org.icecoat.factory.image;

import org.icecoat.domain.image.Manifest;

/** An image that fits; a higher score fits better. */
public record ImageHit(Manifest manifest, int score) {}

package org.icecoat.imagestore.catalogue;

/**
 * How much there is.
 *
 * @param images of all kinds, retired ones included
 * @param bytes of content; what several images share is counted once
 */
public record CatalogueTotals(long images, long bytes) {}

package org.icecoat.imagestore.soap;

/**
 * The store as a resource: what its properties say at one moment.
 *
 * @param version of the program
 * @param images of all kinds, retired ones included
 * @param bytes of content
 * @param freeBytes that uploads may still fill
 */
public record StoreStatus(String version, long images, long bytes, long freeBytes) {}

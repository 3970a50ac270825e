package org.icecoat.plugin.order;

/**
 * A part of an output, as asked for.
 *
 * @param complete the application has ended and nothing follows these bytes
 */
public record OutputPart(OutputRange range, byte[] content, boolean complete, boolean truncated) {}

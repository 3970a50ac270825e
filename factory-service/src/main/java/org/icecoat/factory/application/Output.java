package org.icecoat.factory.application;

/**
 * A piece of what an application printed; {@code content} starts at {@code offset}.
 *
 * @param complete the application has ended and nothing follows
 * @param truncated it printed more than is kept
 */
@SuppressWarnings("ArrayRecordComponent") // written once, sent once
public record Output(
    OutputRange.Stream stream, long offset, byte[] content, boolean complete, boolean truncated) {}

package org.icecoat.plugin.order;

/** A part of an output, as asked for. */
public final class OutputPart {
  private final OutputRange range;
  private final byte[] content;
  private final boolean complete;
  private final boolean truncated;

  /**
   * Takes the array over.
   *
   * @param complete the application has ended and nothing follows these bytes
   */
  public OutputPart(OutputRange range, byte[] content, boolean complete, boolean truncated) {
    this.range = range;
    this.content = content;
    this.complete = complete;
    this.truncated = truncated;
  }

  public OutputRange range() {
    return range;
  }

  /** The bytes, as a copy. */
  public byte[] content() {
    return content.clone();
  }

  /** Whether the application has ended and nothing follows these bytes. */
  public boolean complete() {
    return complete;
  }

  /** Whether the application printed more than is kept. */
  public boolean truncated() {
    return truncated;
  }
}

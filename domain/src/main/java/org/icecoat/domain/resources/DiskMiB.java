package org.icecoat.domain.resources;

/** A number of MiB of disk. */
public record DiskMiB(long value) implements Comparable<DiskMiB> {
  private static final long LEAST = 1L;
  private static final long MOST = 1073741824L;

  public DiskMiB {
    if (value < LEAST || value > MOST) {
      throw new IllegalArgumentException(
          "A disk has " + LEAST + " to " + MOST + " MiB of disk, not " + value);
    }
  }

  @Override
  public int compareTo(DiskMiB other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value + " MiB";
  }
}

package org.icecoat.domain.vm;

/**
 * The fence between placements of one VM: it grows with each placement, and a node refuses an order
 * that carries a smaller one than it has seen. The first placement has epoch 1.
 */
public record Epoch(long value) implements Comparable<Epoch> {
  public Epoch {
    if (value < 1) {
      throw new IllegalArgumentException("An epoch starts at 1");
    }
  }

  public Epoch next() {
    return new Epoch(value + 1);
  }

  @Override
  public int compareTo(Epoch other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}

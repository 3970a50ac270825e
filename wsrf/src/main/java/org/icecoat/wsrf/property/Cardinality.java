package org.icecoat.wsrf.property;

/** How many values a property has, as its schema says. */
public enum Cardinality {
  ONE(1, 1),
  OPTIONAL(0, 1),
  MANY(0, Integer.MAX_VALUE);

  private final int least;
  private final int most;

  Cardinality(int least, int most) {
    this.least = least;
    this.most = most;
  }

  public boolean allows(int values) {
    return values >= least && values <= most;
  }

  @Override
  public String toString() {
    return switch (this) {
      case ONE -> "exactly one value";
      case OPTIONAL -> "at most one value";
      case MANY -> "any number of values";
    };
  }
}

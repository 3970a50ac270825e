package org.icecoat.trust.receipt;

import java.util.Objects;

/**
 * One thing that is wrong with a receipt.
 *
 * @param party whose part it is about
 * @param detail without line breaks; may be empty
 */
public record ReceiptFinding(Party party, ReceiptDoubt doubt, String detail) {
  private static final int MAXIMAL_DETAIL = 500;

  /** Who signs. */
  public enum Party {
    FACTORY,
    NODE
  }

  public ReceiptFinding {
    Objects.requireNonNull(party, "party");
    Objects.requireNonNull(doubt, "doubt");
    String oneLine = detail.replaceAll("\\p{Cntrl}", " ");
    detail = oneLine.substring(0, Math.min(MAXIMAL_DETAIL, oneLine.length()));
  }

  /** For people, without capital and full stop. */
  public String plain() {
    return detail.isEmpty() ? doubt.plain() : "%s (%s)".formatted(doubt.plain(), detail);
  }

  @Override
  public String toString() {
    return "%s %s: %s".formatted(party, doubt, detail);
  }
}

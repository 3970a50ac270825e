package org.icecoat.trust.proxy;

import java.util.Objects;

/**
 * One thing that is wrong with a chain.
 *
 * @param position of the certificate in the chain, the leaf being 0; {@link #WHOLE_CHAIN} if it is
 *     none in particular
 * @param detail for the log of the site, without line breaks; never for the client
 */
public record Finding(RefusalReason reason, int position, String detail) {
  public static final int WHOLE_CHAIN = -1;
  private static final int MAXIMAL_DETAIL = 500;

  public Finding {
    Objects.requireNonNull(reason, "reason");
    String oneLine = detail.replaceAll("\\p{Cntrl}", " ");
    detail = oneLine.substring(0, Math.min(MAXIMAL_DETAIL, oneLine.length()));
  }

  @Override
  public String toString() {
    String where = position == WHOLE_CHAIN ? "chain" : "certificate " + position;
    return "%s at %s: %s".formatted(reason, where, detail);
  }
}

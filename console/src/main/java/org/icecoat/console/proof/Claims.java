package org.icecoat.console.proof;

import java.util.List;
import java.util.Locale;
import org.icecoat.console.proof.Claim.Result;
import org.icecoat.console.terminal.Table;

/** How claims are shown. */
public final class Claims {
  private Claims() {}

  public static boolean refuted(List<Claim> claims) {
    return claims.stream().anyMatch(one -> one.is(Result.REFUTED));
  }

  /** What to say in a word if nothing is refuted: no more than the table below it says. */
  public static String headline(List<Claim> claims) {
    long proved = claims.stream().filter(one -> one.is(Result.PROVED)).count();
    return "%d of %d claims are proved, none is refuted".formatted(proved, claims.size());
  }

  public static List<String> table(List<Claim> claims) {
    Table table = new Table("WHAT", "IS", "WHY");
    claims.forEach(
        one -> table.row(one.what(), one.result().name().toLowerCase(Locale.ROOT), one.why()));
    return table.lines();
  }
}

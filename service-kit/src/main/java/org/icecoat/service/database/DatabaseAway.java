package org.icecoat.service.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells that a database cannot be used now, as while it is restarted or its disk is full, from
 * defects of statements and rows, which no other try mends.
 */
public final class DatabaseAway {
  private static final int DEEPEST = 20;

  /** SQL: connection exceptions; of PostgreSQL: insufficient resources, operator intervention. */
  private static final Pattern STATES = Pattern.compile("08...|53...|57P0.");

  /** Of H2: input and output, disk full, database closed, connection broken. */
  private static final Set<Integer> OF_H2 = Set.of(90028, 90031, 90067, 90098, 90100, 90121);

  private DatabaseAway() {}

  /** Whether a failure comes from that, as far as its causes tell. */
  public static boolean isCauseOf(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof SQLException sql && isAway(sql)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isAway(SQLException e) {
    return e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || (e.getSQLState() != null && STATES.matcher(e.getSQLState()).matches())
        || OF_H2.contains(e.getErrorCode());
  }
}

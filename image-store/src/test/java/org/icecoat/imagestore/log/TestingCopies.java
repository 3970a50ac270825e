package org.icecoat.imagestore.log;

import java.util.List;
import org.icecoat.service.database.Database;

/** Whole copies of an H2 database, as they are taken from a store that is stopped. */
final class TestingCopies {
  private TestingCopies() {}

  /** One copy, as the statements that make it. */
  record Copy(List<String> statements) {
    void putBack(Database database) {
      database.jdbi().useHandle(handle -> statements.forEach(handle::execute));
    }
  }

  static Copy of(Database database) {
    return new Copy(
        database
            .jdbi()
            .withHandle(handle -> handle.createQuery("script drop").mapTo(String.class).list()));
  }
}

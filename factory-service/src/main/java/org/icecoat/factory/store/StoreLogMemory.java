package org.icecoat.factory.store;

import java.util.Base64;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.log.LogWitness;
import org.icecoat.trust.log.RememberedHead;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The last head of the image store's log, shared by all factories on one database. */
public final class StoreLogMemory implements LogWitness.Memory {
  private final Jdbi jdbi;
  private final Sha256 log;

  public StoreLogMemory(Jdbi jdbi, Sha256 log) {
    this.jdbi = jdbi;
    this.log = log;
  }

  @Override
  public Optional<RememberedHead> last() {
    try {
      return jdbi.withHandle(
              handle ->
                  handle
                      .createQuery("select head from store_log where log = :log")
                      .bind("log", log.hex())
                      .mapTo(String.class)
                      .findFirst())
          .map(this::read);
    } catch (JdbiException e) {
      throw busy(e);
    }
  }

  private RememberedHead read(String text) {
    try {
      RememberedHead head = RememberedHead.decode(Base64.getDecoder().decode(text));
      if (head.log().equals(log)) {
        return head;
      }
      throw changed(null);
    } catch (TrustException | IllegalArgumentException e) {
      throw changed(e);
    }
  }

  private static FactoryException changed(Exception cause) {
    return new FactoryException(
        FactoryFault.STORE_UNTRUSTED,
        "What was remembered of the image store's log was changed; tell an administrator.",
        cause);
  }

  @Override
  public boolean replace(Optional<RememberedHead> before, RememberedHead now) {
    try {
      return jdbi.withHandle(
          handle ->
              before
                      .map(
                          old ->
                              handle.execute(
                                  "update store_log set head = ? where log = ? and head = ?",
                                  text(now),
                                  log.hex(),
                                  text(old)))
                      .orElseGet(
                          () ->
                              handle.execute(
                                  "insert into store_log (head, log) values (?, ?)",
                                  text(now),
                                  log.hex()))
                  == 1);
    } catch (UnableToExecuteStatementException e) {
      if (before.isEmpty() && last().isPresent()) {
        return false; // another factory was faster
      }
      throw busy(e);
    } catch (JdbiException e) {
      throw busy(e);
    }
  }

  private static String text(RememberedHead head) {
    return Base64.getEncoder().encodeToString(head.encoded());
  }

  private static FactoryException busy(JdbiException e) {
    return new FactoryException(
        FactoryFault.BUSY, "What is remembered of the image store's log is not at hand now.", e);
  }
}

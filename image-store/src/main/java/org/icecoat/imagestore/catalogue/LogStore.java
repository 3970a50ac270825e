package org.icecoat.imagestore.catalogue;

import org.icecoat.domain.digest.Sha256;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.log.SignedTreeHead;
import org.jdbi.v3.core.Jdbi;

/** The log's rows: what is appended beside a change of the catalogue goes by {@link Append}. */
public final class LogStore {
  private final Transactions transactions;

  public LogStore(Jdbi jdbi) {
    this.transactions = new Transactions(jdbi);
  }

  /**
   * The whole log.
   *
   * @throws StoreException STORE_INCONSISTENT, if a row holds what no log has; STORE_BROKEN
   */
  public LogContent read() {
    try {
      return transactions.in(handle -> new LogTable(handle).read());
    } catch (TrustException | IllegalArgumentException e) {
      throw new StoreException(
          StoreFault.STORE_INCONSISTENT, "A row of the image log holds what no log has", e);
    }
  }

  /**
   * Says whose log this is, and writes its first entries, about rows that are in the catalogue.
   *
   * @throws StoreException STORE_BROKEN, also if there is a log already
   */
  public void begin(Sha256 log, Append append) {
    transactions.in(
        handle -> {
          LogTable table = new LogTable(handle);
          table.found(log);
          table.write(append);
          return null;
        });
  }

  /** Keeps the signature of a head that was intended; doing so again changes nothing. */
  public void sign(SignedTreeHead head) {
    transactions.in(
        handle -> {
          new LogTable(handle).sign(head);
          return null;
        });
  }
}

package org.icecoat.imagestore.catalogue;

import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Transactions whose failure is said in words for clients. */
public final class Transactions {
  private final Jdbi jdbi;

  public Transactions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public <T> T in(HandleCallback<T, JdbiException> work) {
    try {
      return jdbi.inTransaction(work);
    } catch (JdbiException e) {
      throw new StoreException(
          StoreFault.STORE_BROKEN,
          "The store's catalogue does not answer; try again, or tell its administrator",
          e);
    }
  }
}

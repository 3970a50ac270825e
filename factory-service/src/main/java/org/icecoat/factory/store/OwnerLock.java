package org.icecoat.factory.store;

import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.authorization.Quota;
import org.jdbi.v3.core.Handle;

/** Makes the requests of one owner wait for one another while a quota is computed. */
final class OwnerLock {
  private OwnerLock() {}

  /** Holds until the transaction ends. */
  static void take(Handle handle, Dn owner) {
    String key = Columns.ownerKey(owner);
    handle.execute("insert into owner (owner_key) values (?) on conflict do nothing", key);
    handle
        .createQuery("select owner_key from owner where owner_key = :key for update")
        .bind("key", key)
        .mapTo(String.class)
        .one();
  }

  static void check(Quota quota, Usage.Sum used, Capacity asked) {
    quota.check(used.vms(), used.taken(), asked);
  }
}

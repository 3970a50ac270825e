package org.icecoat.imagestore.authorization;

import java.util.function.Supplier;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.service.access.AccessPolicy;
import org.icecoat.service.access.Caller;

/**
 * Decides who may do what in the store, by the policy that is in force at that moment: nobody has a
 * right who is not named.
 */
public final class StorePolicy {
  private final Supplier<AccessPolicy> policy;

  public StorePolicy(Supplier<AccessPolicy> policy) {
    this.policy = policy;
  }

  /**
   * The caller as one who may change what the store holds.
   *
   * @throws StoreException NOT_AUTHORIZED
   */
  public Curator requireCurator(Caller caller) {
    if (!policy.get().isCurator(caller)) {
      throw refused(
          caller,
          "is no curator of this store, and shows no VO attribute of one;"
              + " ask its administrator to be named in its policy file");
    }
    return new Curator(caller.dn());
  }

  /**
   * The caller as one who may read the content of images.
   *
   * @throws StoreException NOT_AUTHORIZED
   */
  public Reader requireReader(Caller caller) {
    AccessPolicy now = policy.get();
    if (!now.isNode(caller) && !now.isCurator(caller)) {
      throw refused(caller, "is neither a node nor a curator of this store, so it may not fetch");
    }
    return new Reader(caller.dn());
  }

  /**
   * The caller as a node that may ask for keys.
   *
   * @param tlsKey SHA-256 of the SubjectPublicKeyInfo of the leaf that the caller showed
   * @param byProxy whether the caller used a proxy: that is not the host itself
   * @throws StoreException NOT_AUTHORIZED
   */
  public NodeCaller requireNode(Caller caller, Sha256 tlsKey, boolean byProxy) {
    if (!policy.get().isNode(caller)) {
      throw refused(caller, "is no node of this store, so it gets no keys of images");
    }
    if (byProxy) {
      throw refused(caller, "used a proxy; a node asks for keys by its host certificate itself");
    }
    return new NodeCaller(caller.dn(), tlsKey);
  }

  /**
   * The caller as one who may say by what nodes are judged.
   *
   * @throws StoreException NOT_AUTHORIZED
   */
  public Administrator requireAdministrator(Caller caller) {
    if (!policy.get().isAdministrator(caller)) {
      throw refused(
          caller,
          "is no administrator of this store: its policy file names them at administrators");
    }
    return new Administrator(caller.dn());
  }

  /**
   * The caller as one who may know who got keys.
   *
   * @throws StoreException NOT_AUTHORIZED
   */
  public Overseer requireOverseer(Caller caller) {
    AccessPolicy now = policy.get();
    if (!now.isAdministrator(caller) && !now.isCurator(caller)) {
      throw refused(
          caller, "is neither an administrator nor a curator of this store, who see who got keys");
    }
    return new Overseer(caller.dn());
  }

  private static StoreException refused(Caller caller, String why) {
    return new StoreException(StoreFault.NOT_AUTHORIZED, "\"" + caller.dn() + "\" " + why);
  }
}

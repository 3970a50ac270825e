package org.icecoat.imagestore.authorization;

import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;

/**
 * The store's policy: nobody has a right who is not named.
 *
 * @param curators who may register, verify, retire and fetch images
 * @param nodes who may fetch images, and get the keys of confidential ones once they have proved
 *     what they run: the hosts that run VMs
 */
public record StorePolicy(List<Dn> curators, List<Dn> nodes) {
  public StorePolicy {
    curators = curators == null ? List.of() : List.copyOf(curators);
    nodes = nodes == null ? List.of() : List.copyOf(nodes);
  }

  /**
   * The caller as one who may change what the store holds.
   *
   * @throws StoreException NOT_AUTHORIZED
   */
  public Curator requireCurator(Dn caller) {
    if (!curators.contains(caller)) {
      throw refused(caller, "is no curator of this store; ask its administrator to be named one");
    }
    return new Curator(caller);
  }

  /**
   * The caller as one who may read the content of images.
   *
   * @throws StoreException NOT_AUTHORIZED
   */
  public Reader requireReader(Dn caller) {
    if (!nodes.contains(caller) && !curators.contains(caller)) {
      throw refused(caller, "is neither a node nor a curator of this store, so it may not fetch");
    }
    return new Reader(caller);
  }

  /**
   * The caller as a node that may ask for keys.
   *
   * @param tlsKey SHA-256 of the SubjectPublicKeyInfo of the leaf that the caller showed
   * @param byProxy whether the caller used a proxy: that is not the host itself
   * @throws StoreException NOT_AUTHORIZED
   */
  public NodeCaller requireNode(Dn caller, Sha256 tlsKey, boolean byProxy) {
    if (!nodes.contains(caller)) {
      throw refused(caller, "is no node of this store, so it gets no keys of images");
    }
    if (byProxy) {
      throw refused(caller, "used a proxy; a node asks for keys by its host certificate itself");
    }
    return new NodeCaller(caller, tlsKey);
  }

  private static StoreException refused(Dn caller, String why) {
    return new StoreException(StoreFault.NOT_AUTHORIZED, "\"" + caller + "\" " + why);
  }
}

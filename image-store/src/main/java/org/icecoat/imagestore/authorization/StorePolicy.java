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
 * @param administrators who may put the policies in force by which nodes are judged
 */
public record StorePolicy(List<Dn> curators, List<Dn> nodes, List<Dn> administrators) {
  public StorePolicy {
    curators = curators == null ? List.of() : List.copyOf(curators);
    nodes = nodes == null ? List.of() : List.copyOf(nodes);
    administrators = administrators == null ? List.of() : List.copyOf(administrators);
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

  /**
   * The caller as one who may say by what nodes are judged.
   *
   * @throws StoreException NOT_AUTHORIZED
   */
  public Administrator requireAdministrator(Dn caller) {
    if (!administrators.contains(caller)) {
      throw refused(
          caller,
          "is no administrator of this store: its file names them at policy.administrators");
    }
    return new Administrator(caller);
  }

  /**
   * The caller as one who may know who got keys.
   *
   * @throws StoreException NOT_AUTHORIZED
   */
  public Overseer requireOverseer(Dn caller) {
    if (!administrators.contains(caller) && !curators.contains(caller)) {
      throw refused(
          caller, "is neither an administrator nor a curator of this store, who see who got keys");
    }
    return new Overseer(caller);
  }

  private static StoreException refused(Dn caller, String why) {
    return new StoreException(StoreFault.NOT_AUTHORIZED, "\"" + caller + "\" " + why);
  }
}

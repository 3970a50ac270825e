package org.icecoat.console.configuration;

import java.util.List;

/**
 * The configuration file as it is written; every key may be left out.
 *
 * @param factory URL of the factory
 * @param store URL of the image store
 * @param storeLogKey the id of the store's image log, {@code sha256:HEX}
 * @param tpmMakers folder of the CAs of the makers of TPMs that the user trusts
 * @param policies a signed policy for nodes, or a folder of them
 * @param policySigners who may sign these
 * @param caDirectory folder of CA certificates, signing policies and CRLs
 * @param proxy the proxy file
 * @param userCertificate the user's certificate, for login
 * @param userKey its private key, for login
 */
public record SettingsFile(
    String factory,
    String store,
    String storeLogKey,
    String tpmMakers,
    String policies,
    List<String> policySigners,
    String caDirectory,
    String proxy,
    String userCertificate,
    String userKey) {

  static final SettingsFile EMPTY =
      new SettingsFile(null, null, null, null, null, null, null, null, null, null);
}

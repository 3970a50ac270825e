package org.icecoat.trust.evidence.endorsement;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * What a certificate says of a TPM, in the directory name of its subject alternative names.
 *
 * @param model as the maker calls it
 * @param version of firmware or chip, as the maker writes it
 */
public record TpmIdentity(Manufacturer manufacturer, String model, String version) {
  private static final String MANUFACTURER = "2.23.133.2.1";
  private static final String MODEL = "2.23.133.2.2";
  private static final String VERSION = "2.23.133.2.3";
  private static final String PREFIX = "id:";

  /** The identity in a directory name, unless a part is missing, doubled or unreadable. */
  static Optional<TpmIdentity> find(X500Name directoryName) {
    Map<String, String> parts = new HashMap<>();
    for (RDN rdn : directoryName.getRDNs()) {
      for (AttributeTypeAndValue part : rdn.getTypesAndValues()) {
        if (!(part.getValue() instanceof ASN1String text)
            || parts.put(part.getType().getId(), text.getString()) != null) {
          return Optional.empty();
        }
      }
    }
    String maker = parts.getOrDefault(MANUFACTURER, "");
    if (!maker.matches(PREFIX + "[0-9a-fA-F]{8}") || !parts.keySet().containsAll(required())) {
      return Optional.empty();
    }
    Manufacturer manufacturer = new Manufacturer(maker.substring(PREFIX.length()));
    return Optional.of(new TpmIdentity(manufacturer, parts.get(MODEL), parts.get(VERSION)));
  }

  private static Set<String> required() {
    return Set.of(MODEL, VERSION);
  }
}

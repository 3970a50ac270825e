package org.icecoat.plugin.dataset;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.DatasetName;

/**
 * What a VM is, as far as a site's policy asks.
 *
 * @param application the digest of its archive; empty if it has none
 * @param datasets that it wants to see
 */
public record PolicyQuestion(
    Dn owner,
    List<VoName> vos,
    ImageId image,
    Optional<Sha256> application,
    List<DatasetName> datasets) {
  public PolicyQuestion {
    vos = List.copyOf(vos);
    datasets = List.copyOf(datasets);
  }
}

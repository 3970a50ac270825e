package org.icecoat.factory.request;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.node.DatasetName;

/**
 * What was asked for and does not change in a VM's life; name, sizes and lease can be set later and
 * are kept apart.
 */
public record VmRequest(
    ImageRequirements image,
    SiteRequirements site,
    Set<DatasetName> datasets,
    boolean network,
    DeploymentTime time,
    Optional<TrustTerms> trust,
    Optional<ApplicationTerms> application) {
  public VmRequest {
    datasets = new TreeSet<>(datasets);
  }

  @Override
  public Set<DatasetName> datasets() {
    return new TreeSet<>(datasets);
  }
}

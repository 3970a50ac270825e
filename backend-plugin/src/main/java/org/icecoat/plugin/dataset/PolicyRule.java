package org.icecoat.plugin.dataset;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.DatasetName;

/**
 * One permission: these datasets, for VMs of any of these owners or VO attributes (or of anyone),
 * that run one of these images and one of these applications; an empty list of images or of
 * applications means any.
 */
public record PolicyRule(
    List<DatasetName> datasets,
    List<Dn> owners,
    List<VoName> vos,
    Boolean anyone,
    List<ImageId> images,
    List<Sha256> applications) {
  public PolicyRule {
    datasets = listed(datasets);
    owners = listed(owners);
    vos = listed(vos);
    anyone = anyone != null && anyone;
    images = listed(images);
    applications = listed(applications);
    if (datasets.isEmpty()) {
      throw new IllegalArgumentException("A rule names the datasets that it opens");
    }
    if (anyone != (owners.isEmpty() && vos.isEmpty())) {
      throw new IllegalArgumentException(
          "A rule names owners or vos, or says 'anyone: true' and neither");
    }
  }

  private static <T> List<T> listed(List<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }

  /** What this rule wants that the VM does not have; empty if it permits. */
  List<String> missing(PolicyQuestion question) {
    List<String> missing = new ArrayList<>();
    if (!anyone && !owners.contains(question.owner()) && !intersects(question.vos())) {
      missing.add("another owner or VO attribute");
    }
    if (!images.isEmpty() && !images.contains(question.image())) {
      missing.add("another image");
    }
    if (!applications.isEmpty()
        && question.application().filter(applications::contains).isEmpty()) {
      missing.add("another application");
    }
    return missing;
  }

  private boolean intersects(List<VoName> attributes) {
    return attributes.stream().anyMatch(vos::contains);
  }
}

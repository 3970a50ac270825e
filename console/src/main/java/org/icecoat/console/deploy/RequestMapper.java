package org.icecoat.console.deploy;

import static org.icecoat.console.deploy.RequestKey.ARCH;
import static org.icecoat.console.deploy.RequestKey.COMPONENT;
import static org.icecoat.console.deploy.RequestKey.CPUS;
import static org.icecoat.console.deploy.RequestKey.DATASET;
import static org.icecoat.console.deploy.RequestKey.DISK;
import static org.icecoat.console.deploy.RequestKey.GRACE;
import static org.icecoat.console.deploy.RequestKey.IMAGE;
import static org.icecoat.console.deploy.RequestKey.LEASE;
import static org.icecoat.console.deploy.RequestKey.MAX_CPUS;
import static org.icecoat.console.deploy.RequestKey.MAX_MEMORY;
import static org.icecoat.console.deploy.RequestKey.MEMORY;
import static org.icecoat.console.deploy.RequestKey.NAME;
import static org.icecoat.console.deploy.RequestKey.NETWORK;
import static org.icecoat.console.deploy.RequestKey.ON_EXPIRY;
import static org.icecoat.console.deploy.RequestKey.OS;
import static org.icecoat.console.deploy.RequestKey.TEXT;

import java.util.function.UnaryOperator;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.text.Moments;
import org.icecoat.console.text.Sizes;
import org.icecoat.console.text.Spans;
import org.icecoat.console.view.Named;
import org.icecoat.console.vm.ExpiryAction;
import org.icecoat.wire.factory.NetworkType;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.types.ImageRequirementsType;
import org.icecoat.wire.types.LeaseType;
import org.icecoat.wire.types.ResourcesType;

/** A request as the contract has it. */
final class RequestMapper {
  private static final String ID = "sha256:[0-9a-f]{64}";
  private static final int USUAL_CPUS = 1;
  private static final int USUAL_MEMORY_MIB = 512;

  private final RequestValues values;
  private final UnaryOperator<String> imageIds;
  private final Moments moments;

  /**
   * @param imageIds gives the id of an image that is named by a part of it or by name and version
   */
  RequestMapper(RequestValues values, UnaryOperator<String> imageIds, Moments moments) {
    this.values = values;
    this.imageIds = imageIds;
    this.moments = moments;
  }

  /** All but the application. */
  VmRequestType request() {
    VmRequestType wire = new VmRequestType();
    values.one(NAME).ifPresent(wire::setName);
    wire.setImage(image());
    wire.setSite(SiteMapper.site(values));
    wire.getDataset().addAll(values.all(DATASET));
    wire.setResources(resources());
    wire.setNetwork(values.read(NETWORK, RequestMapper::network).orElse(null));
    wire.setDeploymentTime(SiteMapper.deploymentTime(values, moments));
    wire.setLease(lease());
    wire.setTrust(TrustMapper.terms(values));
    return wire;
  }

  private ImageRequirementsType image() {
    boolean described = values.has(COMPONENT, OS, ARCH, TEXT);
    if (!described && !values.has(IMAGE)) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          "Which image? Give --image, or what it must be: --component, --os, --arch, --text");
    }
    ImageRequirementsType wire = new ImageRequirementsType();
    values.one(IMAGE).ifPresent(image -> named(wire, image, described));
    values.read(OS, Named::requirement).ifPresent(os -> wire.setOperatingSystem(os.component()));
    values.one(ARCH).ifPresent(wire::setArchitecture);
    values.readAll(COMPONENT, Named::requirement).stream()
        .map(Named::component)
        .forEach(wire.getComponent()::add);
    values.one(TEXT).ifPresent(wire::setText);
    return wire;
  }

  private void named(ImageRequirementsType wire, String image, boolean described) {
    boolean exact = image.contains(":");
    if (!exact) {
      wire.setName(image);
      return;
    }
    if (described) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          "--image names one image already: leave out --component, --os, --arch and --text");
    }
    wire.setId(image.matches(ID) ? image : imageIds.apply(image));
  }

  /** The contract wants CPUs and memory together: what is left out gets a usual value. */
  private ResourcesType resources() {
    if (!values.has(CPUS, MEMORY, DISK, MAX_CPUS, MAX_MEMORY)) {
      return null;
    }
    ResourcesType wire = new ResourcesType();
    wire.setCpus(values.read(CPUS, Integer::valueOf).orElse(USUAL_CPUS));
    wire.setMemoryMiB(values.read(MEMORY, RequestMapper::mebibytes).orElse(USUAL_MEMORY_MIB));
    values.read(DISK, RequestMapper::mebibytes).ifPresent(wire::setDiskMiB);
    values.read(MAX_CPUS, Integer::valueOf).ifPresent(wire::setMaximalCpus);
    values.read(MAX_MEMORY, RequestMapper::mebibytes).ifPresent(wire::setMaximalMemoryMiB);
    return wire;
  }

  private static int mebibytes(String text) {
    return Math.toIntExact(Sizes.parseMiB(text));
  }

  private LeaseType lease() {
    if (!values.has(LEASE)) {
      if (values.has(ON_EXPIRY, GRACE)) {
        throw new ConsoleException(
            ConsoleFault.USAGE, "--on-expiry and --grace are parts of a lease: give --lease too");
      }
      return null;
    }
    LeaseType wire = new LeaseType();
    wire.setDuration(values.read(LEASE, Spans::parse).orElseThrow());
    values
        .read(ON_EXPIRY, ExpiryAction::valueOf)
        .ifPresent(action -> wire.setExpiryAction(action.wire()));
    values.read(GRACE, Spans::parse).ifPresent(wire::setGrace);
    return wire;
  }

  private static NetworkType network(String text) {
    return switch (text) {
      case "site" -> NetworkType.SITE;
      case "none" -> NetworkType.NONE;
      default -> throw new IllegalArgumentException("'" + text + "' is neither site nor none");
    };
  }
}

package org.icecoat.plugin.soap;

import static org.icecoat.plugin.soap.Requests.REQUEST;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageKind;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmName;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.guest.OutputStreamName;
import org.icecoat.plugin.image.ImageContent;
import org.icecoat.plugin.order.ControlAction;
import org.icecoat.plugin.order.OrderedApplication;
import org.icecoat.plugin.order.OrderedImage;
import org.icecoat.plugin.order.OutputRange;
import org.icecoat.plugin.order.Owner;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.PrepareOrder;
import org.icecoat.plugin.spec.LiveResources;
import org.icecoat.service.soap.ManifestReader;
import org.icecoat.wire.plugin.ApplicationBundleType;
import org.icecoat.wire.plugin.ControlActionType;
import org.icecoat.wire.plugin.Expect;
import org.icecoat.wire.plugin.OwnerType;
import org.icecoat.wire.plugin.Prepare;
import org.icecoat.wire.plugin.SetResources;
import org.icecoat.wire.plugin.VmOrderType;
import org.icecoat.wire.types.ManifestType;
import org.icecoat.wire.types.OutputRangeType;
import org.icecoat.wire.types.ResourcesType;

/** Reads what the factory orders. */
final class OrderReader {
  private static final ManifestReader MANIFESTS = new ManifestReader(REQUEST);

  private OrderReader() {}

  static Placement placement(VmOrderType wire) {
    VmOrderType given = REQUEST.required("Vm", wire);
    return new Placement(
        REQUEST.required("Vm/Id", given.getId(), VmId::parse),
        REQUEST.required("Vm/Epoch", given.getEpoch(), Epoch::new));
  }

  static URI store(Expect wire) {
    return REQUEST.required("Store", wire.getStore(), OrderReader::store);
  }

  static OrderedImage image(Expect wire) {
    return image(REQUEST.required("Image", wire.getImage()), wire.getBootImage());
  }

  static PrepareOrder prepare(Prepare wire) {
    return new PrepareOrder(
        placement(wire.getVm()),
        REQUEST.required("Name", wire.getName(), VmName::new),
        owner(REQUEST.required("Owner", wire.getOwner())),
        REQUEST.required("Store", wire.getStore(), OrderReader::store),
        image(REQUEST.required("Image", wire.getImage()), wire.getBootImage()),
        resources(REQUEST.required("Resources", wire.getResources())),
        Optional.ofNullable(wire.getVmm()),
        wire.isNetwork(),
        wire.getDataset().stream()
            .map(name -> REQUEST.required("Dataset", name, DatasetName::new))
            .toList(),
        Optional.ofNullable(wire.getTerminationTime()),
        Optional.ofNullable(wire.getApplication()).map(OrderReader::application));
  }

  private static URI store(String text) {
    URI uri = URI.create(text);
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("an https address is expected");
    }
    return uri;
  }

  private static Owner owner(OwnerType wire) {
    return new Owner(
        REQUEST.required("Owner/Dn", wire.getDn(), Dn::parse),
        wire.getVoAttribute().stream()
            .map(name -> REQUEST.required("Owner/VoAttribute", name, VoName::new))
            .toList());
  }

  private static OrderedApplication application(ApplicationBundleType wire) {
    return new OrderedApplication(
        REQUEST.required("Application/Digest", wire.getDigest(), Sha256::parse),
        Optional.ofNullable(wire.getTimeLimit()));
  }

  private static OrderedImage image(ManifestType wire, List<ManifestType> bootImages) {
    Manifest manifest = MANIFESTS.manifest(wire);
    ImageUse.Disk disk =
        manifest.description().disk().orElseThrow(() -> invalid("Image: a disk is expected"));
    Map<ImageId, Manifest> others = new HashMap<>();
    for (ManifestType other : bootImages) {
      Manifest read = MANIFESTS.manifest(other);
      others.put(read.id(), read);
    }
    return new OrderedImage(
        ImageContent.of(manifest),
        manifest.virtualSize().orElseThrow(() -> invalid("Image: a disk has a virtual size")),
        kernel(disk.boot(), others));
  }

  private static Optional<OrderedImage.Kernel> kernel(Boot boot, Map<ImageId, Manifest> others) {
    if (!(boot instanceof Boot.DirectKernel direct)) {
      return Optional.empty();
    }
    return Optional.of(
        new OrderedImage.Kernel(
            boots(others.get(direct.kernel()), direct.kernel(), ImageKind.KERNEL),
            boots(
                others.get(direct.initialRamdisk()),
                direct.initialRamdisk(),
                ImageKind.INITIAL_RAMDISK),
            direct.commandLine().value()));
  }

  private static ImageContent boots(Manifest manifest, ImageId id, ImageKind kind) {
    if (manifest == null || manifest.description().kind() != kind) {
      throw invalid("BootImage: the manifest of " + id + " is missing, or not a " + kind);
    }
    return ImageContent.of(manifest);
  }

  private static VmResources resources(ResourcesType wire) {
    CpuCount cpus = new CpuCount(wire.getCpus());
    MemoryMiB memory = new MemoryMiB(wire.getMemoryMiB());
    try {
      return new VmResources(
          cpus,
          memory,
          REQUEST.optional("Resources/DiskMiB", wire.getDiskMiB(), size -> new DiskMiB(size)),
          REQUEST
              .optional("Resources/MaximalCpus", wire.getMaximalCpus(), CpuCount::new)
              .orElse(cpus),
          REQUEST
              .optional("Resources/MaximalMemoryMiB", wire.getMaximalMemoryMiB(), MemoryMiB::new)
              .orElse(memory));
    } catch (IllegalArgumentException e) {
      throw invalid("Resources: " + e.getMessage());
    }
  }

  static LiveResources resources(SetResources wire) {
    return new LiveResources(
        REQUEST.required("Cpus", wire.getCpus(), CpuCount::new),
        REQUEST.required("MemoryMiB", wire.getMemoryMiB(), MemoryMiB::new));
  }

  static ControlAction action(ControlActionType wire) {
    return switch (REQUEST.required("Action", wire)) {
      case PAUSE -> ControlAction.PAUSE;
      case RESUME -> ControlAction.RESUME;
      case RESTART -> ControlAction.RESTART;
      case SHUTDOWN -> ControlAction.SHUTDOWN;
      case POWER_OFF -> ControlAction.POWER_OFF;
    };
  }

  static OutputRange range(OutputRangeType wire) {
    OutputRangeType given = REQUEST.required("Range", wire);
    OutputStreamName stream =
        switch (REQUEST.required("Range/Stream", given.getStream())) {
          case STANDARD_OUTPUT -> OutputStreamName.STANDARD_OUTPUT;
          case STANDARD_ERROR -> OutputStreamName.STANDARD_ERROR;
        };
    return REQUEST.required(
        "Range",
        given,
        range -> new OutputRange(stream, range.getOffset(), range.getMaximalBytes()));
  }

  private static PluginException invalid(String why) {
    return new PluginException(PluginFault.INVALID_REQUEST, why);
  }
}

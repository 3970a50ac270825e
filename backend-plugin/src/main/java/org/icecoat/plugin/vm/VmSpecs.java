package org.icecoat.plugin.vm;

import java.util.Optional;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.plugin.guest.GuestPlan;
import org.icecoat.plugin.image.ImageCache;
import org.icecoat.plugin.order.OrderedImage;
import org.icecoat.plugin.order.PrepareOrder;
import org.icecoat.plugin.spec.AddressRange;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.spec.DatasetDisk;
import org.icecoat.plugin.spec.DomainTags;
import org.icecoat.plugin.spec.LiveResources;
import org.icecoat.plugin.spec.NetworkCard;
import org.icecoat.plugin.spec.SystemDisk;
import org.icecoat.plugin.spec.VmSize;
import org.icecoat.plugin.spec.VmSpec;

/** Makes of a record what the monitor and the guest's session are told. */
final class VmSpecs {
  private final VmRecords records;
  private final ImageCache cache;
  private final long outputCap;

  VmSpecs(VmRecords records, ImageCache cache, long outputCap) {
    this.records = records;
    this.cache = cache;
    this.outputCap = outputCap;
  }

  VmSpec spec(VmRecord record) {
    PrepareOrder order = record.order();
    VmFolder folder = records.folder(record.id());
    return new VmSpec(
        record.id(),
        order.name(),
        new DomainTags(
            record.epoch(),
            order.owner().dn(),
            order.image().disk().id().digest(),
            order.terminationTime()),
        size(order),
        boot(order.image(), folder),
        disk(order.image(), folder),
        record.datasets().stream().map(held -> new DatasetDisk(held.name(), held.disk())).toList(),
        record.address().map(AddressRange::address).map(NetworkCard::new));
  }

  private static VmSize size(PrepareOrder order) {
    VmResources resources = order.resources();
    return new VmSize(
        new LiveResources(resources.cpus(), resources.memory()),
        new LiveResources(resources.maximalCpus(), resources.maximalMemory()),
        diskSize(order));
  }

  /** Never less than the image's: a disk that is cut off does not boot. */
  static DiskMiB diskSize(PrepareOrder order) {
    DiskMiB least = order.image().virtualSize();
    return order.resources().disk().filter(asked -> asked.compareTo(least) > 0).orElse(least);
  }

  private Boot boot(OrderedImage image, VmFolder folder) {
    Optional<OrderedImage.Kernel> kernel = image.kernel();
    if (kernel.isEmpty()) {
      return new Boot.Uefi(folder.firmwareVariables());
    }
    return new Boot.DirectKernel(
        cache.place(kernel.get().kernel().content().root()),
        cache.place(kernel.get().initialRamdisk().content().root()),
        kernel.get().commandLine());
  }

  private SystemDisk disk(OrderedImage image, VmFolder folder) {
    SystemDisk.DiskFormat format =
        switch (image.disk().format()) {
          case QCOW2 -> SystemDisk.DiskFormat.QCOW2;
          case QCOW2_LUKS -> SystemDisk.DiskFormat.QCOW2_LUKS;
          case RAW -> SystemDisk.DiskFormat.RAW;
        };
    return new SystemDisk(folder.overlay(), cache.place(image.disk().content().root()), format);
  }

  GuestPlan guestPlan(VmRecord record) {
    VmFolder folder = records.folder(record.id());
    return new GuestPlan(
        record.id(),
        record.order().name(),
        spec(record).datasets(),
        record.order().application().map(application -> folder.application()),
        record.order().application().flatMap(application -> application.timeLimit()),
        outputCap);
  }
}

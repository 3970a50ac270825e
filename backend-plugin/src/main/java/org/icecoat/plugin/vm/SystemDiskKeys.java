package org.icecoat.plugin.vm;

import java.util.Optional;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.confidential.ConfidentialDisks;
import org.icecoat.plugin.order.PrepareOrder;
import org.icecoat.plugin.spec.DiskKeys;

/** The keys of VMs' system disks, for as long as something is done with them. */
final class SystemDiskKeys {
  private final NodeResources resources;
  private final VmRecords records;

  SystemDiskKeys(NodeResources resources, VmRecords records) {
    this.resources = resources;
    this.records = records;
  }

  /** Something that needs the keys, if the disk has some. */
  @FunctionalInterface
  interface Use {
    void with(Optional<DiskKeys> keys);
  }

  /**
   * Does it, and wipes the keys.
   *
   * @throws PluginException as {@link ConfidentialDisks#open}
   */
  void use(VmRecord record, Use use) {
    if (!record.order().image().disk().format().confidential()) {
      use.with(Optional.empty());
      return;
    }
    try (DiskKeys keys = open(record)) {
      use.with(Optional.of(keys));
    }
  }

  private DiskKeys open(VmRecord record) {
    PrepareOrder order = record.order();
    return resources
        .confidential()
        .orElseThrow(
            () ->
                new PluginException(
                    PluginFault.KEY_LOCKED, "The node has no TPM any more, so no keys of disks"))
        .open(
            new ConfidentialDisks.Place(
                records.folder(record.id()).folder(), order.store(), order.image().disk().id()));
  }
}

package org.icecoat.domain.image;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.component.ComponentName;

/**
 * What an image is, without its content. The components are kept in the order of their names; each
 * name occurs once.
 */
public record ImageDescription(
    ImageTitle title, Architecture architecture, List<Component> components, ImageUse use) {
  private static final int MAXIMAL_COMPONENTS = 512;

  public ImageDescription {
    if (components.size() > MAXIMAL_COMPONENTS) {
      throw new IllegalArgumentException("An image has at most 512 components");
    }
    Set<ComponentName> names = new HashSet<>();
    for (Component component : components) {
      if (!names.add(component.name())) {
        throw new IllegalArgumentException(
            "The component " + component.name() + " is named twice; name it once");
      }
    }
    components = components.stream().sorted(Comparator.comparing(Component::name)).toList();
  }

  public ImageKind kind() {
    return use.kind();
  }

  public ImageFormat format() {
    return use.format();
  }

  /** The same disk as it is after it was encrypted; only disks can be. */
  public ImageDescription encrypted() {
    ImageUse.Disk clear =
        disk().orElseThrow(() -> new IllegalArgumentException("Only disks can be confidential"));
    return new ImageDescription(
        title,
        architecture,
        components,
        new ImageUse.Disk(
            ImageFormat.QCOW2_LUKS, clear.operatingSystem(), clear.boot(), clear.leastMemory()));
  }

  /** What only a disk has; empty for a kernel or an initial ramdisk. */
  public Optional<ImageUse.Disk> disk() {
    return use instanceof ImageUse.Disk disk ? Optional.of(disk) : Optional.empty();
  }
}

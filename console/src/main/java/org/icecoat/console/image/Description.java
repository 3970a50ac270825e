package org.icecoat.console.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.text.Sizes;
import org.icecoat.wire.types.ComponentType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageKindType;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what an image is. */
final class Description {
  private static final String UNKNOWN = "";

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name.")
  private String name;

  @Option(names = "--version", required = true, paramLabel = "V", description = "Its version.")
  private String version;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "disk",
      description = "disk, kernel or initial-ramdisk; disk by default.")
  private String kind;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = UNKNOWN,
      description = "qcow2 or raw; left out, what the file's first bytes say.")
  private String format;

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      defaultValue = "x86_64",
      description = "Architecture; x86_64 by default.")
  private String architecture;

  @Option(names = "--description", paramLabel = "TEXT", description = "A line for people.")
  private String text;

  @Option(
      names = "--os",
      paramLabel = "NAME=VERSION",
      description = "A disk's operating system, such as debian=12.")
  private String operatingSystem;

  @Option(
      names = "--component",
      paramLabel = "NAME=VERSION",
      description = "A component that a disk carries, such as hmmer=3.3.2. Repeatable.")
  private List<String> components = new ArrayList<>();

  @Option(
      names = "--least-memory",
      paramLabel = "SIZE",
      description = "The memory that a disk needs at least.")
  private String leastMemory;

  @Mixin private BootOptions boot;

  /**
   * @param qcow2 whether the file begins like a qcow2 image
   */
  ImageDescriptionType wire(boolean qcow2) {
    ImageDescriptionType wire = new ImageDescriptionType();
    wire.setKind(kind());
    wire.setName(name);
    wire.setVersion(version);
    wire.setDescription(text);
    wire.setArchitecture(architecture);
    wire.setFormat(format(qcow2));
    wire.setOperatingSystem(operatingSystem == null ? null : component(operatingSystem));
    components.stream().map(Description::component).forEach(wire.getComponent()::add);
    wire.setBoot(boot.wire(wire.getKind() == ImageKindType.DISK));
    if (leastMemory != null) {
      wire.setLeastMemoryMiB(Math.toIntExact(Sizes.parseMiB(leastMemory)));
    }
    return wire;
  }

  private ImageKindType kind() {
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "disk" -> ImageKindType.DISK;
      case "kernel" -> ImageKindType.KERNEL;
      case "initial-ramdisk" -> ImageKindType.INITIAL_RAMDISK;
      default ->
          throw new ConsoleException(
              ConsoleFault.USAGE, "--kind is disk, kernel or initial-ramdisk, not '" + kind + "'");
    };
  }

  private ImageFormatType format(boolean qcow2) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "qcow2" -> ImageFormatType.QCOW_2;
      case "raw" -> ImageFormatType.RAW;
      case UNKNOWN -> qcow2 ? ImageFormatType.QCOW_2 : ImageFormatType.RAW;
      default ->
          throw new ConsoleException(
              ConsoleFault.USAGE, "--format is qcow2 or raw, not '" + format + "'");
    };
  }

  private static ComponentType component(String text) {
    int split = text.indexOf('=');
    if (split < 1 || split == text.length() - 1) {
      throw new ConsoleException(
          ConsoleFault.USAGE, "'" + text + "' is not written as NAME=VERSION");
    }
    ComponentType wire = new ComponentType();
    wire.setName(text.substring(0, split));
    wire.setVersion(text.substring(split + 1));
    return wire;
  }
}

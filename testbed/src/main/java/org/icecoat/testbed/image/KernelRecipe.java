package org.icecoat.testbed.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.testbed.command.Folders;

/** Debian's kernel for virtual machines, and an initramfs with the modules that guests need. */
final class KernelRecipe {
  private static final String METAPACKAGE = "linux-image-cloud-amd64";

  /** Disks, network, the channel and the balloon; random numbers; the power button; ISO 9660. */
  private static final List<String> MODULES =
      List.of(
          "virtio_pci",
          "virtio_blk",
          "virtio_net",
          "virtio_console",
          "virtio_balloon",
          "virtio-rng",
          "evdev",
          "button",
          "isofs");

  private static final String INIT = Resources.text("initramfs-init.sh");
  private static final String BUSYBOX = "busybox-static";

  private KernelRecipe() {}

  static GuestKernel make(Pantry pantry) {
    String debian = pantry.packages().firstDependency(METAPACKAGE);
    List<String> ingredients =
        List.of(
            debian + " " + pantry.packages().version(debian),
            BUSYBOX + " " + pantry.packages().version(BUSYBOX),
            INIT,
            MODULES.toString());
    Path product = pantry.get("kernel", ingredients, stage -> cook(debian, stage));
    String release = debian.substring("linux-image-".length());
    return new GuestKernel(release, product.resolve("vmlinuz"), product.resolve("initramfs.gz"));
  }

  private static void cook(String debian, Path stage) {
    Path unpacked = stage.resolve("unpacked");
    DebianPackages.unpack(debian, unpacked);
    Path kernel = startingWith(unpacked.resolve("boot"), "vmlinuz-");
    Folders.io("move", kernel, () -> Files.move(kernel, stage.resolve("vmlinuz")));
    Path tree = Folders.make(stage.resolve("initramfs"));
    fill(unpacked, tree);
    CpioArchive.write(tree, stage.resolve("initramfs.gz"));
    Folders.remove(unpacked);
    Folders.remove(tree);
  }

  private static void fill(Path unpacked, Path tree) {
    Path modules = startingWith(unpacked.resolve("lib/modules"), "");
    Tool.of("depmod", "--basedir", unpacked.toString(), modules.getFileName().toString()).run();
    String dependencies = Folders.read(modules.resolve("modules.dep"));
    StringBuilder order = new StringBuilder();
    for (Path module : new KernelModules(dependencies).inOrder(MODULES)) {
      Resources.copy(
          modules.resolve(module), tree.resolve("modules").resolve(module.getFileName()));
      order.append(module.getFileName()).append('\n');
    }
    Folders.write(tree.resolve("modules/order"), order.toString());
    Resources.program(tree.resolve("init"), INIT);
    Resources.copy(Busybox.PROGRAM, tree.resolve("bin/busybox"));
  }

  private static Path startingWith(Path folder, String start) {
    try (Stream<Path> all = Folders.list(folder).stream()) {
      return all.filter(path -> path.getFileName().toString().startsWith(start))
          .findFirst()
          .orElseThrow();
    }
  }
}

package org.icecoat.testbed.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.testbed.command.Folders;

/** The small images: busybox and the runner, and nothing else. */
final class SmallRecipe {
  private static final int ROOT_MIB = 256;
  private static final int VOLUME_MIB = 48;
  private static final String PASSWD =
      "root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n";
  private static final String GROUP = "root:x:0:\nnogroup:x:65534:\n";

  private SmallRecipe() {}

  /** For direct kernel boot: the root is a disk. */
  static Path disk(Pantry pantry, Path runner) {
    return pantry
        .get(
            "small",
            ingredients(pantry, runner),
            stage -> {
              Path tree = tree(stage, runner);
              Path raw = DiskImages.ext4(tree, ROOT_MIB, stage.resolve("raw"));
              DiskImages.qcow2(raw, stage.resolve("small.qcow2"));
              Folders.remove(raw);
              Folders.remove(tree);
            })
        .resolve("small.qcow2");
  }

  /** For UEFI: the root is in memory, and so what the guest writes ends with it. */
  static Path uefiDisk(Pantry pantry, GuestKernel kernel, Path runner) {
    List<String> ingredients = new ArrayList<>(ingredients(pantry, runner));
    ingredients.add(kernel.initramfs().toString());
    return pantry
        .get("small-uefi", ingredients, stage -> cookUefi(kernel, runner, stage))
        .resolve("small-uefi.qcow2");
  }

  private static void cookUefi(GuestKernel kernel, Path runner, Path stage) {
    Path work = Folders.make(stage.resolve("work"));
    Path root = CpioArchive.write(tree(work, runner), work.resolve("root.gz"));
    Path program = UnifiedKernel.make(kernel, List.of(kernel.initramfs(), root), work);
    Path raw = DiskImages.bootVolume(program, VOLUME_MIB, work.resolve("raw"));
    DiskImages.qcow2(raw, stage.resolve("small-uefi.qcow2"));
    Folders.remove(work);
  }

  private static List<String> ingredients(Pantry pantry, Path runner) {
    List<String> all = new ArrayList<>(GuestTree.ingredients(runner));
    all.add(pantry.packages().version("busybox-static"));
    all.add(PASSWD + GROUP + ROOT_MIB + " " + VOLUME_MIB);
    return all;
  }

  private static Path tree(Path stage, Path runner) {
    Path tree = Folders.make(stage.resolve("tree"));
    Folders.write(tree.resolve("etc/passwd"), PASSWD);
    Folders.write(tree.resolve("etc/group"), GROUP);
    GuestTree.fill(tree, runner);
    return tree;
  }
}

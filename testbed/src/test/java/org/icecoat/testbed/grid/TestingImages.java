package org.icecoat.testbed.grid;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.testbed.image.GuestKernel;
import org.icecoat.testbed.image.ImageKitchen;
import org.icecoat.testbed.image.TestingKitchen;

/**
 * What is registered in a test's grid.
 *
 * @param kernel the kernel's id
 * @param ramdisk the initial ramdisk's id
 * @param small the id of the small image: busybox and the runner
 */
public record TestingImages(String kernel, String ramdisk, String small) {

  static TestingImages register(TestingConsole curator) {
    ImageKitchen kitchen = TestingKitchen.open();
    GuestKernel made = kitchen.kernel();
    String kernel = add(curator, made.kernel(), "linux", "--kind", "kernel");
    String ramdisk = add(curator, made.initramfs(), "linux-initrd", "--kind", "initial-ramdisk");
    String small =
        add(
            curator,
            kitchen.smallImage(TestingKitchen.RUNNER),
            "small",
            "--kernel",
            kernel,
            "--initrd",
            ramdisk,
            "--command-line",
            made.commandLine());
    return new TestingImages(kernel, ramdisk, small);
  }

  /** Registers the small image once more, as a confidential one; gives its id. */
  public static String addConfidential(TestingConsole curator, String name, TestingImages boot) {
    ImageKitchen kitchen = TestingKitchen.open();
    return add(
        curator,
        kitchen.smallImage(TestingKitchen.RUNNER),
        name,
        "--confidential",
        "--kernel",
        boot.kernel(),
        "--initrd",
        boot.ramdisk(),
        "--command-line",
        kitchen.kernel().commandLine());
  }

  /** Registers a file under a name, as version 1 for x86_64; gives its id. */
  public static String add(TestingConsole curator, Path file, String name, String... more) {
    List<String> words = new ArrayList<>(List.of("image", "add", file.toAbsolutePath().toString()));
    words.addAll(List.of("--name", name, "--version", "1", "--arch", "x86_64"));
    words.addAll(List.of(more));
    return curator.json(words).at("/image/id").asText();
  }
}

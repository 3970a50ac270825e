package org.icecoat.testbed.bench.deploy;

import static org.icecoat.testbed.grid.Grid.must;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.testbed.bench.harness.BenchGrid;
import org.icecoat.testbed.bench.harness.Found;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.image.GuestKernel;
import org.icecoat.testbed.image.ImageKitchen;
import org.icecoat.testbed.image.KitchenListener;

/**
 * What both sides of a deployment begin with: the image is in the store and, since one VM was
 * deployed from it, in the node's cache; the domain of that VM is written down.
 */
record Prepared(String image, Path domain) {
  /** Does it, or finds that it was done for another benchmark of the same run. */
  static Prepared on(Grid grid, Path top) {
    Path notes = Folders.make(grid.bed().folder().resolve("deployed"));
    Path image = notes.resolve("image");
    Path domain = notes.resolve("domain.xml");
    if (!Files.exists(domain)) {
      Folders.write(image, image(grid, top));
      Folders.write(domain, domain(grid, Folders.read(image)));
    }
    return new Prepared(Folders.read(image), domain);
  }

  /** The domain of a VM that was deployed from the image and is gone again. */
  private static String domain(Grid grid, String image) {
    Output deployed = must(grid.user().icecoat("deploy", "--json", "--image", image, "--wait"));
    String vm = Found.vm(deployed);
    String xml =
        grid.bed().host(BenchGrid.NODE).hypervisor().virsh("dumpxml", "--inactive", vm).out();
    must(grid.user().icecoat("destroy", vm, "--wait"));
    return xml;
  }

  /** The demo's small image, with its kernel. */
  private static String image(Grid grid, Path top) {
    ImageKitchen kitchen = new ImageKitchen(top.resolve("target/images"), new Silence());
    GuestKernel kernel = kitchen.kernel();
    Path runner = top.resolve("backend-plugin/src/main/guest/icecoat-runner");
    return add(
        grid,
        kitchen.smallImage(runner),
        "small",
        "--os",
        "debian=12",
        "--kernel",
        add(grid, kernel.kernel(), "linux", "--kind", "kernel"),
        "--initrd",
        add(grid, kernel.initramfs(), "linux-initrd", "--kind", "initial-ramdisk"),
        "--command-line",
        kernel.commandLine());
  }

  private static String add(Grid grid, Path file, String name, String... more) {
    List<String> words = new ArrayList<>(List.of("image", "add", file.toString()));
    words.addAll(List.of("--name", name, "--version", "1", "--arch", "x86_64"));
    words.addAll(List.of(more));
    return Found.image(must(grid.administrator().icecoat(words)));
  }

  private record Silence() implements KitchenListener {
    @Override
    public void started(String product) {}

    @Override
    public void finished(String product, Duration took) {}
  }
}

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
 *
 * @param image id of the image that the product deploys
 * @param domain libvirt's XML of a VM of the small image
 */
record Prepared(String image, Path domain) {
  private static final String SMALL = "small";
  private static final String KERNEL = "kernel";
  private static final String RAMDISK = "ramdisk";
  private static final String CONFIDENTIAL = "confidential";

  /** Does it, or finds that it was done for another benchmark of the same run. */
  static Prepared on(Grid grid, Path top) {
    Path notes = Folders.make(grid.bed().folder().resolve("deployed"));
    Path domain = notes.resolve("domain.xml");
    if (!Files.exists(domain)) {
      GuestKernel kernel = kitchen(top).kernel();
      note(notes, KERNEL, add(grid, kernel.kernel(), "linux", "--kind", "kernel"));
      note(notes, RAMDISK, add(grid, kernel.initramfs(), "initrd", "--kind", "initial-ramdisk"));
      note(notes, SMALL, addSmall(grid, top, notes, SMALL));
      Folders.write(domain, domain(grid, noted(notes, SMALL)));
    }
    return new Prepared(noted(notes, SMALL), domain);
  }

  /** The same image again, of which the store keeps nothing in the clear. */
  static Prepared confidentialOn(Grid grid, Path top) {
    Prepared plain = on(grid, top);
    Path notes = grid.bed().folder().resolve("deployed");
    if (!Files.exists(notes.resolve(CONFIDENTIAL))) {
      note(notes, CONFIDENTIAL, addSmall(grid, top, notes, "secret", "--confidential"));
    }
    return new Prepared(noted(notes, CONFIDENTIAL), plain.domain());
  }

  private static void note(Path notes, String what, String id) {
    Folders.write(notes.resolve(what), id);
  }

  private static String noted(Path notes, String what) {
    return Folders.read(notes.resolve(what));
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
  private static String addSmall(Grid grid, Path top, Path notes, String name, String... more) {
    ImageKitchen kitchen = kitchen(top);
    List<String> words = new ArrayList<>(List.of("--os", "debian=12"));
    words.addAll(List.of("--kernel", noted(notes, KERNEL), "--initrd", noted(notes, RAMDISK)));
    words.addAll(List.of("--command-line", kitchen.kernel().commandLine()));
    words.addAll(List.of(more));
    Path runner = top.resolve("backend-plugin/src/main/guest/icecoat-runner");
    return add(grid, kitchen.smallImage(runner), name, words.toArray(String[]::new));
  }

  private static ImageKitchen kitchen(Path top) {
    return new ImageKitchen(top.resolve("target/images"), new Silence());
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

package org.icecoat.testbed.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.testbed.grid.Person;

/** How images come into the store. */
final class DemoStore {
  private static final Pattern ID = Pattern.compile("sha256:[0-9a-f]{64}");

  private final Narrator narrator;
  private final Person administrator;
  private final DemoImages images;

  DemoStore(Narrator narrator, Person administrator, DemoImages images) {
    this.narrator = narrator;
    this.administrator = administrator;
    this.images = images;
  }

  void fill() {
    String kernel = add("A kernel", "kernel", images.kernel().kernel(), "linux");
    String ramdisk =
        add(
            "and its initial ramdisk",
            "initial-ramdisk",
            images.kernel().initramfs(),
            "linux-initrd");
    addDisk("A small image", "small", images.small(), kernel, ramdisk, List.of());
    addDisk(
        "A confidential image whose grid component is HMMER, which the store encrypts,",
        "debian-hmmer",
        images.hmmer(),
        kernel,
        ramdisk,
        List.of("--component", "hmmer=3.3.2", "--confidential"));
  }

  private String add(String why, String kind, Path file, String name) {
    List<String> words = new ArrayList<>(List.of("image", "add", file.toString()));
    words.addAll(List.of("--kind", kind, "--name", name, "--version", "1", "--arch", "x86_64"));
    return id(narrator.shows(administrator, why + " goes into the image store", 0, words));
  }

  private void addDisk(
      String why, String name, Path file, String kernel, String ramdisk, List<String> more) {
    List<String> words =
        new ArrayList<>(List.of("image", "add", file.toString(), "--name", name, "--version", "1"));
    words.addAll(List.of("--arch", "x86_64", "--os", "debian=12"));
    words.addAll(List.of("--kernel", kernel, "--initrd", ramdisk));
    words.addAll(List.of("--command-line", images.kernel().commandLine()));
    words.addAll(more);
    narrator.shows(administrator, why + " too", 0, words);
  }

  private static String id(String text) {
    Matcher found = ID.matcher(text);
    return DemoStory.must(found.find(), "image add tells the id") ? found.group() : "";
  }
}

package org.icecoat.domain.image;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.component.Version;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;

/** Manifests to test with. */
public final class TestingImages {
  private TestingImages() {}

  public static Sha256 digest(char digit) {
    return Sha256.parse(String.valueOf(digit).repeat(64));
  }

  public static ImageTitle title(String name, String version, String summary) {
    return new ImageTitle(new ImageName(name), new Version(version), new Line(summary));
  }

  /** A disk with HMMER that boots by a kernel of its own. */
  public static Manifest hmmer() {
    Boot boot =
        new Boot.DirectKernel(
            new ImageId(digest('a')), new ImageId(digest('b')), new Line("root=/dev/vda ro"));
    return disk(
        title("bio-hmmer", "1.2", "Profile searches"),
        boot,
        List.of(Component.of("hmmer", "3.3.2+dfsg-1"), Component.of("busybox", "1.35")));
  }

  public static Manifest disk(ImageTitle title, Boot boot, List<Component> components) {
    ImageUse use =
        new ImageUse.Disk(
            ImageFormat.QCOW2,
            Optional.of(Component.of("debian", "12")),
            boot,
            Optional.of(new MemoryMiB(256)));
    ImageDescription description =
        new ImageDescription(title, new Architecture("x86_64"), components, use);
    return new Manifest(
        description, new Content(digest('c'), 75_497_472), Optional.of(new DiskMiB(512)));
  }

  public static Manifest kernel() {
    ImageDescription description =
        new ImageDescription(
            title("linux", "6.1", ""),
            new Architecture("x86_64"),
            List.of(),
            new ImageUse.Kernel());
    return new Manifest(description, new Content(digest('d'), 7_000_000), Optional.empty());
  }
}

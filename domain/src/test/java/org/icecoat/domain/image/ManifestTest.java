package org.icecoat.domain.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.icecoat.domain.image.TestingImages.digest;
import static org.icecoat.domain.image.TestingImages.disk;
import static org.icecoat.domain.image.TestingImages.title;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.resources.DiskMiB;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final Boot UEFI = new Boot.Uefi();

  /** Golden: if this fails, the ids of all registered images have changed. */
  @Test
  void the_canonical_form_of_a_kernel_is_this() {
    String expected =
        "69636563 6f61742d 6d616e69 66657374 2d310a"
            + "01 00000006 4b45524e454c"
            + "02 00000005 6c696e7578"
            + "03 00000003 362e31"
            + "04 00000000"
            + "05 00000006 7838365f3634"
            + "06 00000003 524157"
            + "0d 00000020 "
            + "dd".repeat(32)
            + "0e 00000008 00000000006acfc0";
    assertThat(HexFormat.of().formatHex(TestingImages.kernel().canonicalForm()))
        .isEqualTo(expected.replace(" ", ""));
  }

  /** Golden: if this fails, the ids of all registered images have changed. */
  @Test
  void the_id_of_a_disk_is_this() {
    assertThat(TestingImages.hmmer().id())
        .hasToString("sha256:704e975b8b2f842280321aa54f55f05c59dab3d7f02a1cf6df805a10df181814");
  }

  /** Golden: if this fails, the ids of all confidential images have changed. */
  @Test
  void the_id_of_a_confidential_disk_is_this() {
    Manifest clear = TestingImages.hmmer();
    Manifest encrypted =
        new Manifest(clear.description().encrypted(), clear.content(), clear.virtualSize());
    assertThat(encrypted.confidential()).isTrue();
    assertThat(clear.confidential()).isFalse();
    assertThat(encrypted.id())
        .hasToString("sha256:99500ddb92d12c45d5e15713089be21d062ccc6f5e2469b818a9de4e4aa5387b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestingImages.kernel().description().encrypted());
  }

  @Test
  void the_order_in_which_components_are_named_makes_no_difference() {
    Component hmmer = Component.of("hmmer", "3");
    Component blast = Component.of("blast", "2");
    assertThat(disk(title("a", "1", ""), UEFI, List.of(hmmer, blast)).id())
        .isEqualTo(disk(title("a", "1", ""), UEFI, List.of(blast, hmmer)).id());
  }

  @Test
  void letters_moved_from_one_field_to_the_next_make_another_id() {
    assertThat(disk(title("ab", "c", ""), UEFI, List.of()).id())
        .isNotEqualTo(disk(title("a", "bc", ""), UEFI, List.of()).id());
    assertThat(disk(title("a", "1", ""), UEFI, List.of(Component.of("ab", "c"))).id())
        .isNotEqualTo(disk(title("a", "1", ""), UEFI, List.of(Component.of("a", "bc"))).id());
  }

  @Test
  void kernel_and_ramdisk_cannot_change_places_unnoticed() {
    ImageId one = new ImageId(digest('1'));
    ImageId two = new ImageId(digest('2'));
    Boot straight = new Boot.DirectKernel(one, two, Line.EMPTY);
    Boot swapped = new Boot.DirectKernel(two, one, Line.EMPTY);
    assertThat(disk(title("a", "1", ""), straight, List.of()).id())
        .isNotEqualTo(disk(title("a", "1", ""), swapped, List.of()).id());
  }

  @Test
  void a_component_is_named_once_and_a_disk_has_a_size() {
    List<Component> twice = List.of(Component.of("hmmer", "3"), Component.of("HMMER", "2"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> disk(title("a", "1", ""), UEFI, twice))
        .withMessageContaining("named twice");
    Manifest kernel = TestingImages.kernel();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Manifest(kernel.description(), kernel.content(), Optional.of(new DiskMiB(1))));
  }

  @Test
  void chunks_are_counted_up() {
    assertThat(new Content(digest('1'), 1).chunks()).isEqualTo(1);
    assertThat(new Content(digest('1'), 1 << 20).chunks()).isEqualTo(1);
    assertThat(new Content(digest('1'), (1 << 20) + 1).chunks()).isEqualTo(2);
    assertThatIllegalArgumentException().isThrownBy(() -> new Content(digest('1'), 0));
  }

  @Test
  void a_line_has_no_line_breaks_and_an_end() {
    assertThat(new Line("Größe: 1 µm")).hasToString("Größe: 1 µm");
    for (String text : List.of("a\nb", "a\u0000", "a\u2028b", "\ud800", "a".repeat(1025))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Line(text));
    }
  }
}

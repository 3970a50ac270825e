package org.icecoat.domain.image.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.domain.image.TestingImages.disk;
import static org.icecoat.domain.image.TestingImages.hmmer;
import static org.icecoat.domain.image.TestingImages.title;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.TestingImages;
import org.junit.jupiter.api.Test;

class ImageRequirementsTest {
  @Test
  void an_image_of_which_all_is_true_fits() {
    ImageRequirements wanted =
        new ImageRequirements.ByDescription(
            Optional.of(new ImageName("BIO-hmmer")),
            Optional.of(ComponentRequirement.of("Debian", ">=11")),
            Optional.of(new Architecture("x86_64")),
            List.of(ComponentRequirement.of("HMMER", ">=3.3")),
            new Line("profile  HMMER"));
    assertThat(wanted.match(hmmer())).isInstanceOf(ImageMatch.Fits.class);
  }

  @Test
  void every_reason_is_given_and_not_only_the_first() {
    ImageRequirements wanted =
        new ImageRequirements.ByDescription(
            Optional.of(new ImageName("other")),
            Optional.of(ComponentRequirement.of("fedora")),
            Optional.of(new Architecture("aarch64")),
            List.of(ComponentRequirement.of("blast"), ComponentRequirement.of("hmmer", "<3")),
            new Line("quantum"));
    assertThat(reasons(wanted))
        .extracting(Mismatch::code)
        .containsExactly(
            Mismatch.Code.OTHER_NAME,
            Mismatch.Code.OTHER_ARCHITECTURE,
            Mismatch.Code.OTHER_OPERATING_SYSTEM,
            Mismatch.Code.COMPONENT_MISSING,
            Mismatch.Code.OTHER_COMPONENT_VERSION,
            Mismatch.Code.TEXT_NOT_FOUND);
    assertThat(reasons(wanted))
        .extracting(Mismatch::description)
        .contains("It carries hmmer 3.3.2+dfsg-1; asked for is hmmer<3");
  }

  @Test
  void an_older_operating_system_has_a_reason_of_its_own() {
    assertThat(reasons(system("debian", ">12")))
        .extracting(Mismatch::code)
        .containsExactly(Mismatch.Code.OTHER_OPERATING_SYSTEM_VERSION);
  }

  @Test
  void a_kernel_has_no_operating_system() {
    assertThat(system("debian", "12").match(TestingImages.kernel()))
        .isInstanceOfSatisfying(
            ImageMatch.DoesNotFit.class,
            no ->
                assertThat(no.reasons())
                    .extracting(Mismatch::code)
                    .containsExactly(Mismatch.Code.OPERATING_SYSTEM_UNKNOWN));
  }

  @Test
  void an_id_fits_one_image_only() {
    assertThat(new ImageRequirements.ById(hmmer().id()).match(hmmer()))
        .isInstanceOf(ImageMatch.Fits.class);
    assertThat(reasons(new ImageRequirements.ById(new ImageId(TestingImages.digest('0')))))
        .extracting(Mismatch::code)
        .containsExactly(Mismatch.Code.OTHER_ID);
  }

  @Test
  void a_word_in_the_name_counts_for_and_an_unasked_component_against() {
    Manifest lean = disk(title("lean", "1", ""), new Boot.Uefi(), List.of());
    Manifest laden =
        disk(title("laden", "1", ""), new Boot.Uefi(), List.of(Component.of("blast", "2")));
    assertThat(score(text("lean"), lean)).isGreaterThan(score(text(""), lean));
    assertThat(score(text(""), lean)).isGreaterThan(score(text(""), laden));
  }

  @Test
  void a_text_of_many_words_gives_one_short_reason() {
    List<Mismatch> reasons = reasons(text("zq ".repeat(300) + "zx zy za zb zc zd"));
    assertThat(reasons).hasSize(1);
    assertThat(reasons.get(0).description()).endsWith("[zq, zx, zy, za, zb]");
  }

  private static ImageRequirements text(String words) {
    return new ImageRequirements.ByDescription(
        Optional.empty(), Optional.empty(), Optional.empty(), List.of(), new Line(words));
  }

  private static ImageRequirements system(String name, String constraint) {
    return new ImageRequirements.ByDescription(
        Optional.empty(),
        Optional.of(ComponentRequirement.of(name, constraint)),
        Optional.empty(),
        List.of(),
        Line.EMPTY);
  }

  private static int score(ImageRequirements wanted, Manifest image) {
    return ((ImageMatch.Fits) wanted.match(image)).score();
  }

  private static List<Mismatch> reasons(ImageRequirements wanted) {
    return ((ImageMatch.DoesNotFit) wanted.match(hmmer())).reasons();
  }
}

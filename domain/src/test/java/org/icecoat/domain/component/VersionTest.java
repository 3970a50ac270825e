package org.icecoat.domain.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void versions_rank_as_debian_ranks_packages() {
    List<Version> ascending =
        Stream.of(
                "0",
                "1.0~~",
                "1.0~~a",
                "1.0~",
                "1.0~rc1",
                "1.0",
                "1.0-1",
                "1.0-1.1",
                "1.0-2",
                "1.0a",
                "1.0+dfsg",
                "1.0.1",
                "1.2",
                "1.9",
                "1.10",
                "3.3.2+dfsg-1",
                "9999999999999",
                "99999999999999999999999999",
                "1:0.1")
            .map(Version::new)
            .toList();
    List<Version> shuffled = new java.util.ArrayList<>(ascending);
    Collections.reverse(shuffled);
    shuffled.sort(null);
    assertThat(shuffled).isEqualTo(ascending);
  }

  @Test
  void leading_zeros_and_a_missing_epoch_make_no_difference_in_rank() {
    assertThat(new Version("1.0").ranksWith(new Version("1.00"))).isTrue();
    assertThat(new Version("0:1.0").ranksWith(new Version("1.0"))).isTrue();
    assertThat(new Version("1.0")).isNotEqualTo(new Version("1.00"));
  }

  @Test
  void what_is_no_version_is_refused() {
    for (String text : List.of("", " 1", "-1", "1 2", "1'", "1".repeat(128))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Version(text));
    }
  }

  @Test
  void a_constraint_allows_what_its_sign_says() {
    assertThat(allows(">=3.3", "3.3.2+dfsg-1", "3.3", "10")).isTrue();
    assertThat(allows("<=3.3", "3.3", "3.3~rc1", "2")).isTrue();
    assertThat(allows("<3.3", "3.3~rc1", "3.2.9")).isTrue();
    assertThat(allows(">3.3", "3.3.1", "3.10")).isTrue();
    assertThat(allows("=3.3", "3.3")).isTrue();
    assertThat(allows("3.3", "3.03")).isTrue();
    assertThat(allows("3.3", "3.3.1")).isFalse();
    assertThat(allows(">3.3", "3.3")).isFalse();
    assertThat(allows("<3.3", "3.3")).isFalse();
  }

  @Test
  void what_is_no_constraint_is_refused() {
    for (String text : List.of("", ">=", "!=3", "=>3", "3>", ">" + "1".repeat(200))) {
      assertThatIllegalArgumentException().isThrownBy(() -> VersionConstraint.parse(text));
    }
    assertThat(VersionConstraint.parse("3.3")).hasToString("=3.3");
  }

  private static boolean allows(String constraint, String... versions) {
    return Stream.of(versions)
        .allMatch(version -> VersionConstraint.parse(constraint).allows(new Version(version)));
  }
}

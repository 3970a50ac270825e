package org.icecoat.domain.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ComponentTest {
  @Test
  void names_that_differ_only_in_case_are_the_same() {
    assertThat(new ComponentName("HMMER"))
        .isEqualTo(new ComponentName("hmmer"))
        .hasSameHashCodeAs(new ComponentName("hmmer"))
        .hasToString("HMMER");
  }

  @Test
  void a_requirement_is_met_by_name_and_version() {
    ComponentRequirement wanted = ComponentRequirement.of("hmmer", ">=3.3");
    assertThat(wanted.isMetBy(Component.of("HMMER", "3.4"))).isTrue();
    assertThat(wanted.isMetBy(Component.of("hmmer", "3.2"))).isFalse();
    assertThat(wanted.isMetBy(Component.of("blast", "3.4"))).isFalse();
    assertThat(ComponentRequirement.of("hmmer").isMetBy(Component.of("hmmer", "1"))).isTrue();
    assertThat(wanted).hasToString("hmmer>=3.3");
  }

  @Test
  void both_common_names_of_an_architecture_are_read() {
    assertThat(Architecture.parse("amd64")).isEqualTo(new Architecture("x86_64"));
    assertThat(Architecture.parse("ARM64")).isEqualTo(Architecture.parse("aarch64"));
    assertThat(Architecture.parse("riscv64")).hasToString("riscv64");
  }

  @Test
  void a_name_of_ten_megabytes_or_with_a_quote_is_refused() {
    String huge = "a".repeat(10 << 20);
    assertThatIllegalArgumentException().isThrownBy(() -> new ComponentName(huge));
    assertThatIllegalArgumentException().isThrownBy(() -> Architecture.parse(huge));
    assertThatIllegalArgumentException().isThrownBy(() -> new ComponentName("a'; drop table b"));
  }
}

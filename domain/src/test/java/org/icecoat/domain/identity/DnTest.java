package org.icecoat.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DnTest {
  @Test
  void names_that_differ_only_in_case_and_blanks_are_equal() {
    assertThat(Dn.parse("CN=Alice User, O=Grid, C=XX"))
        .isEqualTo(Dn.parse("cn=alice  user,o=GRID,c=xx"));
  }

  @Test
  void a_quoted_comma_does_not_make_a_second_attribute() {
    assertThat(Dn.parse("CN=\"Alice,CN=root\",C=XX"))
        .isNotEqualTo(Dn.parse("CN=Alice,CN=root,C=XX"));
  }

  @Test
  void what_is_no_name_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Dn.parse("Alice"));
    assertThatIllegalArgumentException().isThrownBy(() -> Dn.parse(""));
    assertThatIllegalArgumentException().isThrownBy(() -> Dn.parse("CN=" + "a".repeat(5000)));
  }
}

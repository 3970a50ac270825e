package org.icecoat.wsrf.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTypeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/related; boundary=uuid:1-2",
        "Multipart/Related;BOUNDARY=\"uuid:1-2\"",
        "multipart/related; type=\"application/xop+xml\"; boundary=\"uuid:1-2\"; start=\"<a>\"",
        "multipart/related; start-info=\"a; action=\\\"boundary=x\\\"\"; boundary=\"uuid:1-2\"",
        "multipart/related; type=\"x; boundary=other\" ; boundary = uuid:1-2",
        "multipart/related; xboundary=other; type=application/xop+xml; boundary=uuid:1-2"
      })
  void the_boundary_is_the_parameter_of_that_name(String type) throws IOException {
    assertThat(MultipartType.is(type)).isTrue();
    assertThat(MultipartType.boundary(type)).isEqualTo("uuid:1-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/related",
        "multipart/related; type=text/xml",
        "multipart/related; boundary=",
        "multipart/related; boundary=\"\"",
        "multipart/related; boundary=\"a",
        "multipart/related; boundary=\"a \"",
        "multipart/related; boundary=\"a\\\"b\"",
        "multipart/related; boundary=a\u00e4",
        "multipart/related boundary=a"
      })
  void a_type_without_a_proper_boundary_is_refused(String type) {
    assertThatThrownBy(() -> MultipartType.boundary(type))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("boundary");
  }

  @Test
  void boundaries_and_types_are_bounded() {
    String type = "multipart/related; boundary=";
    assertThatThrownBy(() -> MultipartType.boundary(type + "a".repeat(71)))
        .hasMessageContaining("too long");
    assertThatThrownBy(() -> MultipartType.boundary(type + "\"" + "\\a".repeat(50_000)))
        .hasMessageContaining("too long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/mixed; boundary=a", "multipart/relatedness", "text/xml", ""})
  void other_types_are_left_alone(String type) {
    assertThat(MultipartType.is(type)).isFalse();
  }
}

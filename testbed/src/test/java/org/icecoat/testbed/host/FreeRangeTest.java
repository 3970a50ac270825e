package org.icecoat.testbed.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeRangeTest {
  private static final AddressPlan PLAN = new AddressPlan(10, 77);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.77.0.0/24 dev ice10-77 proto kernel scope link src 10.77.0.254",
        "10.0.0.0/8 via 192.0.2.1 dev eth0",
        "10.76.0.0/15 dev x",
        "local 10.77.3.4 dev y table local",
        "0.0.0.0/0 dev z"
      })
  void a_range_that_is_routed_is_taken(String route) {
    assertThat(FreeRange.overlaps(PLAN, "default via 192.0.2.1 dev eth0\n" + route)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.78.0.0/16 dev x",
        "10.64.0.0/13 dev x",
        "172.77.0.0/16 dev x",
        "default dev y"
      })
  void a_range_beside_it_is_free(String route) {
    assertThat(FreeRange.overlaps(PLAN, route)).isFalse();
  }
}

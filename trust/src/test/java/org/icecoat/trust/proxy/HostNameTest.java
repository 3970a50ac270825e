package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.icecoat.trust.testing.TestingGrid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNameTest {
  @TempDir private Path folder;
  private TestingGrid grid;

  @BeforeEach
  void makeGrid() {
    grid = TestingGrid.create(folder, Clock.systemUTC());
  }

  @Test
  void a_name_matches_in_any_case_and_whole() {
    assertThat(matches("node1.example.org", "Node1.example.ORG")).isTrue();
    assertThat(matches("node1.example.org", "node1.example.org.evil.com")).isFalse();
    assertThat(matches("node1.example.org", "xnode1.example.org")).isFalse();
  }

  @Test
  void a_wildcard_stands_for_one_whole_label() {
    assertThat(matches("*.example.org", "node1.example.org")).isTrue();
    assertThat(matches("*.example.org", "a.node1.example.org")).isFalse();
    assertThat(matches("*.example.org", "example.org")).isFalse();
    assertThat(matches("*.example.org", ".example.org")).isFalse();
    assertThat(matches("node*.example.org", "node1.example.org")).isFalse();
    assertThat(matches("*.org", "example.org")).isFalse();
    assertThat(matches("*", "localhost")).isFalse();
    assertThat(matches("*.*.org", "a.b.org")).isFalse();
  }

  @Test
  void an_address_matches_an_address_and_no_name() {
    assertThat(matches("192.0.2.1", "192.0.2.1")).isTrue();
    assertThat(matches("192.0.2.1", "192.0.2.2")).isFalse();
    assertThat(matches("2001:db8::1", "2001:db8:0:0:0:0:0:1")).isTrue();
    assertThat(matches("node1.example.org", "192.0.2.1")).isFalse();
  }

  @Test
  void a_common_name_never_counts() {
    var user = grid.user("node1.example.org");
    assertThat(HostName.matches("node1.example.org", user.leaf())).isFalse();
  }

  private boolean matches(String inCertificate, String called) {
    return HostName.matches(called, grid.host("any", inCertificate).leaf());
  }
}

package org.icecoat.console.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.wire.types.VmStateType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmNamesTest {
  @TempDir private Path home;
  private Consoles icecoat;

  @BeforeEach
  void three_vms() {
    icecoat = new Consoles(home);
    icecoat.services().vms().running(TestingVms.FIRST, "search");
    icecoat.services().vms().running(TestingVms.SECOND, "other");
    icecoat.services().vms().running(TestingVms.THIRD, "c0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm-7f3a09c2", "vm-7f3a", "7f3a", "VM-7F3A", "search", TestingVms.FIRST})
  void a_vm_is_found_by_handle_prefix_name_or_id(String named) {
    assertThat(icecoat.run("show", named).out()).contains("Id          " + TestingVms.FIRST);
  }

  @Test
  void what_may_be_two_vms_lists_both() {
    Result result = icecoat.run("show", "vm-7f3");
    assertThat(result.status()).isEqualTo(4);
    assertThat(result.err())
        .isEqualTo(
            """
            icecoat: 'vm-7f3' may be one of 2 VMs; give more of the handle or the id
              vm vm-7f3a09c2: search, Running, 7f3a09c2-1111-4222-8333-444455556666
              vm vm-7f3b1234: other, Running, 7f3b1234-1111-4222-8333-444455556666
            """);
  }

  @Test
  void a_whole_name_counts_before_the_beginning_of_an_id() {
    icecoat.services().vms().running("c0aaaaaa-1111-4222-8333-444455556666", "x");
    assertThat(icecoat.run("show", "c0").out()).contains("vm-c0ffee00");
  }

  @Test
  void what_exists_counts_before_what_is_destroyed() {
    icecoat.services().vms().running(TestingVms.SECOND, "search").setState(VmStateType.DESTROYED);
    assertThat(icecoat.run("show", "search").out()).contains("vm-7f3a09c2");
  }

  @Test
  void an_unknown_name_says_where_to_look() {
    Result result = icecoat.run("show", "nobody");
    assertThat(result.status()).isEqualTo(4);
    assertThat(result.err())
        .isEqualTo("icecoat: You have no VM 'nobody'; 'icecoat list' shows those that you have\n");
  }

  @Test
  void an_id_that_the_factory_does_not_know_is_not_found() {
    Result result = icecoat.run("show", "00000000-1111-4222-8333-444455556666");
    assertThat(result.status()).isEqualTo(4);
    assertThat(result.err()).contains("There is no VM 00000000");
  }
}

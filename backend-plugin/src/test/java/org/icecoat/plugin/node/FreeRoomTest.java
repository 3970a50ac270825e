package org.icecoat.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.domain.node.HealthFinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeRoomTest {
  @TempDir Path folder;

  @Test
  void a_folder_with_less_room_than_is_needed_is_a_finding_that_says_how_much_there_is() {
    assertThat(FreeRoom.finding(folder, 0)).isEmpty();
    HealthFinding finding = FreeRoom.finding(folder, Long.MAX_VALUE).orElseThrow();
    assertThat(finding.code()).isEqualTo("DISK_LOW");
    assertThat(finding.description()).matches("Only \\d+ MiB are free .*");
  }

  @Test
  void a_folder_that_is_not_there_is_a_finding() {
    assertThat(FreeRoom.finding(folder.resolve("absent"), 0))
        .map(HealthFinding::code)
        .contains("FOLDER_UNREADABLE");
  }
}

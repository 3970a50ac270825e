package org.icecoat.console.asked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.icecoat.console.asked.Asked.Code;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.image.match.ImageRequirements.ByDescription;
import org.icecoat.domain.image.match.ImageRequirements.ById;
import org.icecoat.domain.vm.VmId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedVmsTest {
  private static final VmId VM = VmId.parse("00000000-1111-4222-8333-444455556666");
  private static final Sha256 DIGEST = Sha256.parse("sha256:" + "1".repeat(64));
  private static final ImageRequirements ONE = new ById(new ImageId(DIGEST));
  @TempDir private Path states;
  private AskedVms vms;

  @BeforeEach
  void open() {
    vms = new AskedVms(states);
  }

  @Test
  void of_a_vm_that_was_deployed_elsewhere_nothing_is_known() {
    assertThat(vms.find(VM)).isEqualTo(Asked.UNKNOWN);
  }

  @Test
  void an_image_and_an_application_are_remembered() throws IOException {
    Asked asked = new Asked(Optional.of(ONE), Optional.of(new Code(Optional.of(DIGEST))));
    vms.keep(VM, asked);
    assertThat(vms.find(VM)).isEqualTo(asked);
  }

  @Test
  void that_there_is_no_application_is_remembered() throws IOException {
    Asked asked = new Asked(Optional.of(ONE), Optional.of(new Code(Optional.empty())));
    vms.keep(VM, asked);
    assertThat(vms.find(VM)).isEqualTo(asked);
  }

  @Test
  void all_that_an_image_must_be_is_remembered() throws IOException {
    ImageRequirements described =
        new ByDescription(
            Optional.of(new ImageName("hmmer")),
            Optional.of(ComponentRequirement.of("debian", ">=12")),
            Optional.of(new Architecture("x86_64")),
            List.of(ComponentRequirement.of("hmmer", "3.3"), ComponentRequirement.of("blast")),
            new Line("protein  search"));
    Asked asked = new Asked(Optional.of(described), Optional.empty());
    vms.keep(VM, asked);
    assertThat(vms.find(VM)).isEqualTo(asked);
    Asked any = new Asked(Optional.of(ByDescription.anything()), Optional.empty());
    vms.keep(VM, any);
    assertThat(vms.find(VM)).isEqualTo(any);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "image sha256:1", "memory 5", "application some", "os >="})
  void a_file_that_was_changed_is_refused(String line) throws IOException {
    vms.keep(VM, Asked.UNKNOWN);
    Files.writeString(states.resolve("asked").resolve(VM.toString()), line + "\n");
    assertThatThrownBy(() -> vms.find(VM))
        .isInstanceOf(ConsoleException.class)
        .hasMessageContaining("cannot be read or was changed");
  }

  @Test
  void of_too_many_vms_the_oldest_are_forgotten_and_so_is_what_a_killed_command_left()
      throws IOException {
    AskedVms few = new AskedVms(states, 3);
    Asked asked = new Asked(Optional.of(ONE), Optional.empty());
    Path left =
        Files.createFile(Files.createDirectories(states.resolve("asked")).resolve("a.part"));
    Files.setLastModifiedTime(left, FileTime.fromMillis(0));
    for (int number = 1; number <= 4; number++) {
      VmId vm = VmId.parse("00000000-1111-4222-8333-44445555666" + number);
      few.keep(vm, asked);
      Path file = states.resolve("asked").resolve(vm.toString());
      Files.setLastModifiedTime(file, FileTime.fromMillis(1000L * (9 - number)));
      assertThat(few.find(vm)).isEqualTo(asked);
    }
    assertThat(left).doesNotExist();
    few.keep(VM, asked);
    try (Stream<Path> kept = Files.list(states.resolve("asked"))) {
      assertThat(kept.map(file -> file.getFileName().toString().charAt(35)))
          .containsExactlyInAnyOrder('1', '2', '6');
    }
  }

  @Test
  void what_is_said_now_counts_before_what_was_said_then() {
    Asked now = new Asked(Optional.empty(), Optional.of(new Code(Optional.empty())));
    Asked then = new Asked(Optional.of(ONE), Optional.of(new Code(Optional.of(DIGEST))));
    assertThat(now.over(then)).isEqualTo(new Asked(then.image(), now.code()));
  }
}

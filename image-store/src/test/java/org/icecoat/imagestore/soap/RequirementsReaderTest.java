package org.icecoat.imagestore.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.service.testing.GoldenMessage;
import org.icecoat.wire.store.Search;
import org.junit.jupiter.api.Test;

class RequirementsReaderTest {
  @Test
  void nothing_of_what_a_search_asks_for_is_lost() {
    Search message = GoldenMessage.read("store", Search.class);
    assertThat(RequirementsReader.read(message.getRequirements()))
        .isEqualTo(
            new ImageRequirements.ByDescription(
                Optional.of(new ImageName("hmmer-vm")),
                Optional.of(ComponentRequirement.of("debian", ">=12")),
                Optional.of(new Architecture("x86_64")),
                List.of(ComponentRequirement.of("hmmer", ">=3.3")),
                new Line("Some words")));
  }
}

package org.icecoat.domain.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StatesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "states.md");

  @Test
  void the_page_in_the_documentation_is_what_the_code_says() throws IOException {
    if (Boolean.getBoolean("icecoat.regenerate")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, StatesPage.render());
    }
    assertThat(PAGE).content().isEqualTo(StatesPage.render());
  }
}

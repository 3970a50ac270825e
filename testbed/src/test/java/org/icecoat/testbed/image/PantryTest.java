package org.icecoat.testbed.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Life;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PantryTest {
  @TempDir Path folder;
  private Pantry pantry;

  @BeforeEach
  void open() {
    pantry = new Pantry(folder, KitchenListener.SILENT);
  }

  @Test
  void what_a_killed_cook_left_is_removed_and_what_others_are_cooking_stays() {
    Life own = Life.ofThisProcess();
    Path others = stage(own.pid() + "-" + own.started() + "-7");
    stage(own.pid() + "-" + own.started() + "1-7");
    Path product = pantry.get("cake", List.of("flour"), stage -> {});
    assertThat(Folders.list(folder)).containsExactlyInAnyOrder(product, others);
  }

  @Test
  void what_is_being_cooked_is_not_removed_by_another_pantry_of_the_same_folder() {
    List<String> served = new ArrayList<>();
    Path product =
        pantry.get(
            "cake",
            List.of("flour"),
            stage -> {
              Folders.write(stage.resolve("layer"), "one");
              new Pantry(folder, KitchenListener.SILENT).get("tea", List.of(), tea -> {});
              served.add("tea");
            });
    assertThat(served).containsExactly("tea");
    assertThat(product.resolve("layer")).hasContent("one");
  }

  private Path stage(String name) {
    return Folders.write(folder.resolve("stage-" + name).resolve("half"), "half").getParent();
  }
}

package org.icecoat.testbed.grid;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.trust.MakingAttestedGrid;
import org.icecoat.testbed.trust.OnAttestedGrid;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final List<Class<? extends Annotation>> TURNS =
      List.of(OnSharedGrid.class, OnAttestedGrid.class, MakingAttestedGrid.class, OnItsOwn.class);

  /** A class that says nothing would run as a fourth one. */
  @Test
  void every_test_of_the_testbed_says_beside_which_others_it_runs() {
    classes()
        .that()
        .haveSimpleNameEndingWith("IT")
        .should(
            TURNS.stream()
                .<ArchCondition<JavaClass>>map(ArchConditions::beAnnotatedWith)
                .reduce(ArchCondition::or)
                .orElseThrow())
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("org.icecoat.testbed"));
  }

  @Test
  void who_writes_a_test_reads_what_to_say() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(TURNS)
        .allSatisfy(turn -> assertThat(readme).contains("`@" + turn.getSimpleName() + "`"));
  }
}

package org.icecoat.testbed.grid;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.icecoat.testbed.trust.MakingAttestedGrid;
import org.icecoat.testbed.trust.OnAttestedGrid;
import org.junit.jupiter.api.Test;

class TurnsTest {
  /** A class that says nothing would run as a fourth one. */
  @Test
  void every_test_of_the_testbed_says_beside_which_others_it_runs() {
    classes()
        .that()
        .haveSimpleNameEndingWith("IT")
        .should()
        .beAnnotatedWith(OnSharedGrid.class)
        .orShould()
        .beAnnotatedWith(OnAttestedGrid.class)
        .orShould()
        .beAnnotatedWith(MakingAttestedGrid.class)
        .orShould()
        .beAnnotatedWith(OnItsOwn.class)
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("org.icecoat.testbed"));
  }
}

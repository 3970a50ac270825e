package org.icecoat.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What knows what in this module. */
@AnalyzeClasses(
    packages = "org.icecoat.console",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.icecoat.console.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_TOOLKIT_KNOWS_CXF =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.cxf..");

  @ArchTest
  static final ArchRule VIEWS_AND_TEXTS_KNOW_NO_COMMANDS =
      noClasses()
          .that()
          .resideInAnyPackage("..view..", "..text..", "..terminal..", "..configuration..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..command..", "..remote..", "picocli..");
}

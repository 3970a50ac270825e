package org.icecoat.factory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.icecoat.factory",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  @ArchTest
  static final ArchRule GENERATED_TYPES_STOP_AT_THE_EDGE =
      noClasses()
          .that()
          .resideOutsideOfPackages("..factory.soap..", "org.icecoat.factory")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.icecoat.wire..", "org.icecoat.wsrf..", "org.apache.cxf..");

  @ArchTest
  static final ArchRule JDBC_IS_IN_THE_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackages("..factory.store..", "org.icecoat.factory")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.jdbi..");

  @ArchTest
  static final ArchRule THE_STORE_CALLS_NOBODY =
      noClasses()
          .that()
          .resideInAPackage("..factory.store..")
          .should()
          .dependOnClassesThat()
          .haveSimpleNameEndingWith("Client")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleNameEndingWith("Catalogue");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("org.icecoat.factory.(*)..").should().beFreeOfCycles();
}

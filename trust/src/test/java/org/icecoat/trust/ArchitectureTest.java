package org.icecoat.trust;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.icecoat.trust",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule TRUST_KNOWS_NEITHER_SOAP_NOR_A_DATABASE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "java.sql..", "org.apache.cxf..", "com.sun.jna..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.icecoat.trust.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule MERKLE_TREES_KNOW_NO_CERTIFICATES =
      noClasses()
          .that()
          .resideInAPackage("..merkle..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..proxy..", "..credential..", "org.bouncycastle..");
}

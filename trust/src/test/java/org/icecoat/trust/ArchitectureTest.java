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
          .resideInAnyPackage("jakarta..", "java.sql..", "org.apache.cxf..");

  @ArchTest
  static final ArchRule NATIVE_CODE_IS_FENCED =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.icecoat.trust.tpm.esys..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.sun.jna..");

  @ArchTest
  static final ArchRule THE_PORT_KNOWS_NOT_WHO_SERVES_IT =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.icecoat.trust.tpm.esys..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.icecoat.trust.tpm.esys..");

  @ArchTest
  static final ArchRule VERIFIERS_NEED_NO_TPM =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..evidence..", "..structure..", "..eventlog..", "..ima..", "..policy..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.icecoat.trust.tpm..");

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

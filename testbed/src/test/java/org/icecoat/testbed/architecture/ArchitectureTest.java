package org.icecoat.testbed.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The picture in docs/architecture.md, held against the compiled classes. */
class ArchitectureTest {
  private static final String DOMAIN = "org.icecoat.domain..";
  private static final String WIRE = "org.icecoat.wire..";
  private static final String WSRF = "org.icecoat.wsrf..";
  private static final String TRUST = "org.icecoat.trust..";
  private static final String KIT = "org.icecoat.service..";
  private static final String STORE = "org.icecoat.imagestore..";
  private static final String PLUGIN = "org.icecoat.plugin..";
  private static final String FACTORY = "org.icecoat.factory..";
  private static final String CONSOLE = "org.icecoat.console..";
  private static final String TESTBED = "org.icecoat.testbed..";
  private static final String OURS = "org.icecoat..";

  private static final long MOST_PUBLIC_TYPES = 12;

  /**
   * Packages that would read worse if they were divided, with what they have: one type a structure
   * of the TPM's specification, the verifier with its words, the tables of one database that lock
   * each other's rows, the parts of one benchmark's run.
   */
  private static final Map<String, Long> LARGE =
      Map.of(
          "org.icecoat.trust.structure", 18L,
          "org.icecoat.trust.evidence", 15L,
          "org.icecoat.factory.store", 17L,
          "org.icecoat.testbed.bench.harness", 15L);

  private static JavaClasses product;

  @BeforeAll
  static void read() {
    product =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.icecoat");
  }

  private static void holds(ArchRule rule) {
    rule.check(product);
  }

  private static void knowsOnly(String module, String... others) {
    holds(
        classes()
            .that()
            .resideInAPackage(module)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(others)
                    .or(resideInAPackage(module))
                    .or(not(resideInAPackage(OURS)))));
  }

  @Test
  void the_domain_knows_the_jdk_only() {
    holds(
        classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DOMAIN, "java..", "javax.security.auth.x500.."));
  }

  @Test
  void the_domain_does_no_input_and_output() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql.."));
  }

  @Test
  void the_toolkit_knows_contracts_but_no_virtual_machines() {
    knowsOnly(WIRE);
    knowsOnly(WSRF, "org.icecoat.wire.oasis..");
  }

  @Test
  void trust_knows_neither_soap_nor_databases() {
    knowsOnly(TRUST, DOMAIN);
    holds(
        noClasses()
            .that()
            .resideInAPackage(TRUST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "jakarta.xml..", "org.apache.cxf.."));
  }

  @Test
  void services_meet_in_the_contracts_only() {
    knowsOnly(KIT, DOMAIN, TRUST, WIRE, WSRF);
    knowsOnly(STORE, DOMAIN, TRUST, KIT, WIRE, WSRF);
    knowsOnly(PLUGIN, DOMAIN, TRUST, KIT, WIRE, WSRF);
    knowsOnly(FACTORY, DOMAIN, TRUST, KIT, WIRE, WSRF);
    knowsOnly(CONSOLE, DOMAIN, TRUST, WIRE, WSRF);
  }

  @Test
  void nothing_that_is_published_knows_the_testbed() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage(TESTBED)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TESTBED));
  }

  @Test
  void generated_types_stop_at_the_edge() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(STORE, PLUGIN, FACTORY)
            .and()
            .resideOutsideOfPackage("..soap..")
            .and()
            .doNotHaveSimpleName("Main")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WIRE, "jakarta.xml.."));
  }

  @Test
  void native_code_is_fenced() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackages(
                "org.icecoat.plugin.libvirt..", "org.icecoat.trust.tpm.esys..", TESTBED)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.jna..", "org.libvirt.."));
  }

  @Test
  void rows_are_read_and_written_in_store_packages_only() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(STORE, PLUGIN, FACTORY)
            .and()
            .resideOutsideOfPackages("..store..", "..catalogue..")
            .and()
            .doNotHaveSimpleName("Main")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.jdbi.."));
  }

  @Test
  void packages_have_no_cycles() {
    for (String module :
        new String[] {"domain", "wsrf", "trust", "service", "imagestore", "plugin", "factory"}) {
      holds(slices().matching("org.icecoat." + module + ".(*)..").should().beFreeOfCycles());
    }
  }

  @Test
  void no_package_is_a_drawer_for_anything() {
    holds(
        noClasses()
            .should()
            .resideInAnyPackage(
                "org.icecoat..util..",
                "org.icecoat..common..",
                "org.icecoat..impl..",
                "org.icecoat..helpers..",
                "org.icecoat..model..",
                "org.icecoat..manager..",
                "org.icecoat..dto.."));
  }

  @Test
  void packages_can_be_taken_in_at_a_glance() {
    Map<String, Long> types =
        product.stream()
            .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(PUBLIC))
            .filter(type -> !resideInAPackage(WIRE).test(type))
            .collect(groupingBy(JavaClass::getPackageName, counting()));
    assertThat(types).containsKeys(LARGE.keySet().toArray(String[]::new));
    assertThat(types)
        .allSatisfy(
            (name, many) ->
                assertThat(many)
                    .as(name)
                    .isLessThanOrEqualTo(LARGE.getOrDefault(name, MOST_PUBLIC_TYPES)));
  }

  /** A TrustManager and a KeyManager are called so by JSSE. */
  @Test
  void no_name_says_nothing() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackage(WIRE)
            .and()
            .haveSimpleNameNotEndingWith("TrustManager")
            .and()
            .haveSimpleNameNotEndingWith("KeyManager")
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Base|Info|Data|Processor)"));
  }
}

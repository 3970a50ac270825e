package org.icecoat.console.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.WireFaults;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotAuthorizedFaultType;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.faults.WrongStateFaultType;
import org.junit.jupiter.api.Test;

/** Signed policies come into force, at the factory and at the store. */
class PolicyActivationTest extends PolicyFixture {
  @Test
  void a_signed_policy_is_activated_and_listed() {
    icecoat.console().with("ICECOAT_STORE", null);
    assertThat(icecoat.run("policy", "list").out()).startsWith("No policy is in force");
    draft("site.yaml");
    assertThat(icecoat.run("policy", "sign", "site.yaml").status()).isZero();
    assertThat(icecoat.run("policy", "activate", "site.yaml.cms").out())
        .isEqualTo(
            """
            site version 4 is in force at the factory
              version 3 still counts there until 2026-11-23 14:00:00 CET (1 h left)
            """);
    assertThat(icecoat.run("policy", "list").out())
        .contains("POLICY  VERSION  AT       FOR")
        .contains("site          4  factory  VMs that ask for none")
        .contains("CN=Alice,O=Testing Grid,C=XX");
    assertThat(icecoat.run("policy", "list", "--json").out()).contains("\"usual\" : true");
  }

  @Test
  void a_policy_goes_to_the_factory_and_to_the_store_that_is_configured() {
    signed();
    Result both = icecoat.run("policy", "activate", "site.yaml.cms");
    assertThat(both.status()).as(both.err()).isZero();
    assertThat(both.out())
        .isEqualTo(
            """
            site version 4 is in force at the factory
              version 3 still counts there until 2026-11-23 14:00:00 CET (1 h left)
            site version 4 is in force at the image store
              version 2 still counts there until 2026-11-23 13:30:00 CET (30 min left)
            """);
    assertThat(icecoat.run("policy", "list").out())
        .contains("site          4  factory  VMs that ask for none")
        .contains("site          4  store    keys of images")
        .contains("site          2  store    keys of images         2026-11-23 13:30:00 CET");
    assertThat(icecoat.run("policy", "list", "--at", "factory").out()).doesNotContain("store");
  }

  @Test
  void the_end_of_the_version_before_is_asked_of_both() {
    signed();
    assertThat(icecoat.run("policy", "activate", "site.yaml.cms", "--roll-out", "2d").out())
        .contains("version 3 still counts there until 2026-11-25 13:00:00 CET (2 d left)")
        .contains("version 2 still counts there until 2026-11-25 13:00:00 CET (2 d left)");
    assertThat(icecoat.run("policy", "activate", "site.yaml.cms", "--roll-out", "0s").out())
        .contains("version 3 still counts there until 2026-11-23 13:00:00 CET");
    Result until =
        icecoat.run("policy", "activate", "site.yaml.cms", "--until", "2026-11-23T18:00");
    assertThat(until.out())
        .contains("version 3 still counts there until 2026-11-23 18:00:00 CET (5 h left)")
        .contains("version 2 still counts there until 2026-11-23 18:00:00 CET (5 h left)");
    assertThat(icecoat.run("policy", "list").out()).contains("2026-11-23 18:00:00 CET (5 h left)");
  }

  @Test
  void an_end_that_is_none_is_told_before_anything_is_activated() {
    signed();
    for (List<String> wrong :
        List.of(
            List.of("--until", "tomorrow"),
            List.of("--roll-out", "PT-5M"),
            List.of("--roll-out", "1h", "--until", "+1h"))) {
      List<String> words = new ArrayList<>(List.of("policy", "activate", "site.yaml.cms"));
      words.addAll(wrong);
      Result result = icecoat.run(words.toArray(String[]::new));
      assertThat(result.status()).as(result.err()).isEqualTo(2);
      assertThat(result.err()).contains(wrong.get(0));
    }
    assertThat(icecoat.run("policy", "list").out()).startsWith("No policy is in force");
  }

  @Test
  void where_it_failed_is_told_beside_where_it_did_not() {
    signed();
    icecoat
        .services()
        .keys()
        .refusing(
            new NotAuthorizedFault(
                "no",
                WireFaults.described(
                    new NotAuthorizedFaultType(), "NOT_AUTHORIZED", "Alice is no administrator")));
    Result partly = icecoat.run("policy", "activate", "site.yaml.cms", "--to", "both");
    assertThat(partly.status()).isEqualTo(3);
    assertThat(partly.out()).contains("site version 4 is in force at the factory");
    assertThat(partly.err())
        .contains("not in force everywhere that it was brought to")
        .contains("service store: Alice is no administrator (REFUSED)");
    Result json = icecoat.run("policy", "activate", "site.yaml.cms", "--to", "both", "--json");
    assertThat(json.out()).contains("\"at\" : \"factory\"").contains("\"subject\" : \"store\"");
    assertThat(icecoat.run("policy", "list", "--at", "store").err())
        .contains("service store: Alice is no administrator");
  }

  @Test
  void a_store_that_judges_no_nodes_needs_no_policy_unless_it_was_asked_for_by_name() {
    signed();
    icecoat
        .services()
        .keys()
        .refusing(
            new WrongStateFault(
                "no",
                WireFaults.described(
                    new WrongStateFaultType(), "JUDGES_NOBODY", "This store judges no nodes")));
    Result result = icecoat.run("policy", "activate", "site.yaml.cms");
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("at the factory").doesNotContain("image store");
    assertThat(result.err()).contains("This store judges no nodes");
    assertThat(icecoat.run("policy", "activate", "site.yaml.cms", "--to", "store").status())
        .isEqualTo(3);
  }
}

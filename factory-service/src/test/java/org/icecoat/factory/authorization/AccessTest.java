package org.icecoat.factory.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.service.access.AccessPolicy;
import org.icecoat.service.access.AccessRule;
import org.icecoat.service.access.Caller;
import org.icecoat.service.access.Subject;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final VoName BIOMED = new VoName("/biomed");
  private static final VoName OPERATORS = new VoName("/biomed/Role=operator");
  private static final Caller ALICE = new Caller(Dn.parse("CN=Alice,O=Grid"), List.of());
  private static final Caller MEMBER = new Caller(Dn.parse("CN=Bob,O=Grid"), List.of(BIOMED));
  private static final Caller STRANGER = new Caller(Dn.parse("CN=Eve,O=Grid"), List.of());

  private final Access access =
      new Access(
          () ->
              new AccessPolicy(
                  List.of(new Subject(null, OPERATORS)),
                  List.of(new Subject(ALICE.dn(), null)),
                  List.of(ALICE.dn()),
                  List.of(
                      new AccessRule(ALICE.dn(), null, true, 3L, null, null, Duration.ofDays(2)),
                      new AccessRule(null, BIOMED, true, null, 8L, null, null)),
                  null));

  @Test
  void a_caller_is_granted_what_the_rule_says_and_without_limit_what_it_leaves_out() {
    assertThat(access.grant(ALICE))
        .isEqualTo(
            new Grant(true, new Quota(3, Long.MAX_VALUE, Long.MAX_VALUE), Duration.ofDays(2)));
    assertThat(access.grant(MEMBER))
        .isEqualTo(
            new Grant(true, new Quota(Long.MAX_VALUE, 8, Long.MAX_VALUE), Duration.ofDays(3660)));
    assertThat(access.grant(STRANGER)).isEqualTo(Grant.NOTHING);
  }

  @Test
  void who_shows_the_vo_attribute_of_administrators_is_one_and_a_curator_of_images_is_none() {
    Caller operator = new Caller(STRANGER.dn(), List.of(BIOMED, OPERATORS));
    assertThatCode(() -> access.requireAdministrator(operator)).doesNotThrowAnyException();
    assertThat(access.maySee(operator, ALICE.dn())).isTrue();
    for (Caller other : List.of(ALICE, MEMBER, STRANGER)) {
      assertThatThrownBy(() -> access.requireAdministrator(other))
          .isInstanceOf(FactoryException.class)
          .hasMessageContaining("Only the factory's administrators");
    }
  }

  @Test
  void a_limited_proxy_deploys_nothing() {
    Caller limited = new Caller(ALICE.dn(), List.of(), Caller.Credential.LIMITED_PROXY);
    assertThatThrownBy(() -> access.requireDeploy(limited))
        .isInstanceOf(FactoryException.class)
        .hasMessageContaining("limited proxy");
    assertThat(access.requireDeploy(ALICE).deploy()).isTrue();
  }
}

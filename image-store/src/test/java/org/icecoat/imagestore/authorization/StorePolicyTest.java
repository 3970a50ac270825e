package org.icecoat.imagestore.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.service.access.AccessPolicy;
import org.icecoat.service.access.Caller;
import org.icecoat.service.access.Subject;
import org.junit.jupiter.api.Test;

class StorePolicyTest {
  private static final VoName CURATORS = new VoName("/biomed/Role=curator");
  private static final VoName OPERATORS = new VoName("/biomed/Role=operator");
  private static final Caller CAROL = caller("CN=Carol,O=Grid");
  private static final Caller NODE = caller("CN=node1,O=Grid");
  private static final Caller MEMBER = caller("CN=Bob,O=Grid", CURATORS);
  private static final Caller OPERATOR = caller("CN=Olga,O=Grid", OPERATORS);
  private static final Caller OTHER_VO = caller("CN=Eve,O=Grid", new VoName("/other/Role=curator"));
  private static final Caller NOBODY = caller("CN=Bob,O=Grid");
  private static final Sha256 KEY = Sha256.parse("sha256:" + "ab".repeat(32));

  private AccessPolicy inForce =
      new AccessPolicy(
          List.of(new Subject(null, OPERATORS)),
          List.of(new Subject(CAROL.dn(), null), new Subject(null, CURATORS)),
          List.of(NODE.dn()),
          null,
          null);
  private final StorePolicy policy = new StorePolicy(() -> inForce);

  private static Caller caller(String dn, VoName... vos) {
    return new Caller(Dn.parse(dn), List.of(vos));
  }

  @Test
  void curators_are_who_is_named_and_who_shows_a_named_vo_attribute() {
    assertThat(policy.requireCurator(CAROL).dn()).isEqualTo(CAROL.dn());
    assertThat(policy.requireCurator(MEMBER).dn()).isEqualTo(MEMBER.dn());
    for (Caller other : List.of(NOBODY, OTHER_VO, OPERATOR, NODE)) {
      assertRefused(
          () -> policy.requireCurator(other),
          "\"" + other.dn() + "\" is no curator of this store, and shows no VO attribute of one");
    }
  }

  @Test
  void administrators_are_who_shows_their_vo_attribute() {
    assertThat(policy.requireAdministrator(OPERATOR).dn()).isEqualTo(OPERATOR.dn());
    for (Caller other : List.of(NOBODY, OTHER_VO, CAROL, MEMBER, NODE)) {
      assertRefused(
          () -> policy.requireAdministrator(other),
          "is no administrator of this store: its policy file names them at administrators");
    }
  }

  @Test
  void nodes_and_curators_fetch_and_nodes_alone_ask_for_keys_without_a_proxy() {
    for (Caller reader : List.of(NODE, CAROL, MEMBER)) {
      assertThat(policy.requireReader(reader).dn()).isEqualTo(reader.dn());
    }
    for (Caller other : List.of(NOBODY, OTHER_VO, OPERATOR)) {
      assertRefused(() -> policy.requireReader(other), "neither a node nor a curator");
    }
    assertThat(policy.requireNode(NODE, KEY, false).tlsKey()).isEqualTo(KEY);
    assertRefused(() -> policy.requireNode(NODE, KEY, true), "used a proxy");
    assertRefused(() -> policy.requireNode(MEMBER, KEY, false), "is no node of this store");
  }

  @Test
  void administrators_and_curators_see_who_got_keys() {
    for (Caller overseer : List.of(OPERATOR, CAROL, MEMBER)) {
      assertThat(policy.requireOverseer(overseer)).hasToString(overseer.dn().toString());
    }
    for (Caller other : List.of(NOBODY, OTHER_VO, NODE)) {
      assertRefused(() -> policy.requireOverseer(other), "neither an administrator nor a curator");
    }
  }

  @Test
  void what_counts_is_the_policy_of_the_moment() {
    policy.requireCurator(CAROL);
    inForce = new AccessPolicy(null, null, null, null, null);
    assertRefused(() -> policy.requireCurator(CAROL), "is no curator of this store");
    assertRefused(() -> policy.requireReader(NODE), "neither a node nor a curator");
  }

  private static void assertRefused(ThrowingCallable call, String why) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class,
            refusal -> assertThat(refusal.fault()).isEqualTo(StoreFault.NOT_AUTHORIZED))
        .hasMessageContaining(why);
  }
}

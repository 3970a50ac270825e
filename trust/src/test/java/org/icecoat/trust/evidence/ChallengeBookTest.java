package org.icecoat.trust.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.evidence.Challenge.Session;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.junit.jupiter.api.Test;

class ChallengeBookTest {
  private final TestingExchange exchange = new TestingExchange();

  @Test
  void the_encoding_is_what_the_documentation_says() {
    Challenge challenge =
        new Challenge(
            Octets.parse("ab".repeat(32)),
            new NodeName("n1"),
            new Session("s"),
            Sha256.parse("cd".repeat(32)),
            Instant.EPOCH);
    Octets encoded =
        Octets.parse(
            "0019"
                + "69636563 6f61742d 71756f74 652d6368 616c6c65 6e67652d 31".replace(" ", "")
                + ("0020" + "ab".repeat(32) + "00026e31" + "000173" + "0020" + "cd".repeat(32)));
    assertThat(challenge.qualifyingData()).isEqualTo(HashAlgorithm.SHA256.hash(encoded));
  }

  @Test
  void no_two_challenges_share_their_qualifying_data() {
    Octets nonce = Octets.parse("ab".repeat(32));
    Set<Octets> seen = new HashSet<>();
    for (String node : new String[] {"n", "n1", "n1s"}) {
      for (String session : new String[] {"s", "1s", "11s"}) {
        for (String tls : new String[] {"cd", "ce"}) {
          Sha256 key = Sha256.parse(tls.repeat(32));
          Challenge challenge =
              new Challenge(nonce, new NodeName(node), new Session(session), key, Instant.EPOCH);
          assertThat(seen.add(challenge.qualifyingData())).isTrue();
        }
      }
    }
  }

  @Test
  void nonces_are_of_32_bytes_and_fresh() {
    Challenge one = exchange.challenge();
    Challenge other = exchange.challenge();
    assertThat(one.nonce().length()).isEqualTo(32);
    assertThat(one.nonce()).isNotEqualTo(other.nonce());
    assertThatThrownBy(
            () ->
                new Challenge(
                    Octets.parse("ab"), one.node(), one.session(), one.tlsKey(), one.expires()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_full_book_issues_no_more_until_a_challenge_is_answered_or_expires() {
    Challenge first = exchange.challenge();
    exchange.challenge();
    exchange.challenge();
    assertThatThrownBy(exchange::challenge)
        .isInstanceOfSatisfying(
            TrustException.class,
            e -> assertThat(e.fault()).isEqualTo(TrustFault.CHALLENGES_EXHAUSTED));
    exchange.book.take(first);
    exchange.challenge();
    exchange.clock.advance(TestingExchange.LIFETIME.plus(Duration.ofMillis(1)));
    exchange.challenge();
    assertThat(exchange.book.size()).isEqualTo(1);
  }

  @Test
  void a_clock_that_was_put_back_does_not_fill_the_book_until_it_has_caught_up() {
    exchange.challenge();
    exchange.challenge();
    exchange.challenge();
    exchange.clock.advance(Duration.ofDays(-1));
    exchange.challenge();
    assertThat(exchange.book.size()).isEqualTo(1);
  }

  @Test
  void a_challenge_that_was_altered_on_the_way_back_is_refused_and_used_up() {
    Challenge issued = exchange.challenge();
    Challenge altered =
        new Challenge(
            issued.nonce(),
            new NodeName("node-9"),
            issued.session(),
            issued.tlsKey(),
            issued.expires());
    assertThat(exchange.book.take(altered).orElseThrow().reason())
        .isEqualTo(Reason.CHALLENGE_DIFFERS);
    assertThat(exchange.book.take(issued).orElseThrow().reason())
        .isEqualTo(Reason.CHALLENGE_UNKNOWN);
  }

  @Test
  void a_session_has_a_plain_name() {
    for (String bad : new String[] {"", "a b", "ü", "x".repeat(65), "a\n"}) {
      assertThatThrownBy(() -> new Session(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}

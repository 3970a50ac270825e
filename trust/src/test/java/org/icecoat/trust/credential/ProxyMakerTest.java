package org.icecoat.trust.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.proxy.AuthenticatedCaller;
import org.icecoat.trust.proxy.CallerVerdict;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.testing.TestingClock;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProxyMakerTest {
  private static final Duration HOURS = Duration.ofHours(12);

  private final TestingClock clock =
      new TestingClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final ProxyMaker maker = new ProxyMaker(clock, new SecureRandom());
  @TempDir private Path folder;
  private TestingGrid grid;
  private PemCredential alice;

  @BeforeEach
  void makeAlice() {
    grid = TestingGrid.create(folder, clock);
    alice = read(grid.user("Alice User"));
  }

  @ParameterizedTest
  @EnumSource
  void a_proxy_is_accepted_as_its_owner(ProxyRequest.KeyKind key) {
    PemCredential proxy = maker.make(alice, new ProxyRequest(HOURS, false, key));
    AuthenticatedCaller caller = accepted(proxy);
    assertThat(caller.dn()).isEqualTo(Dn.parse("CN=Alice User,O=Testing Grid,C=XX"));
    assertThat(caller.limited()).isFalse();
    assertThat(caller.expires()).isEqualTo(clock.instant().plus(HOURS));
  }

  @Test
  void an_elliptic_curve_user_under_an_rsa_ca_can_make_proxies_of_proxies() {
    PemCredential carol = read(grid.user("Carol", TestingKeys.p256()));
    PemCredential proxy =
        maker.make(carol, new ProxyRequest(HOURS, false, ProxyRequest.KeyKind.P_256));
    assertThat(accepted(maker.make(proxy, ProxyRequest.of(HOURS))).dn())
        .isEqualTo(Dn.parse("CN=Carol,O=Testing Grid,C=XX"));
  }

  @Test
  void a_limited_proxy_has_limited_children_whatever_is_asked() {
    PemCredential limited = maker.make(alice, new ProxyRequest(HOURS, true, null));
    assertThat(accepted(limited).limited()).isTrue();
    assertThat(accepted(maker.make(limited, ProxyRequest.of(HOURS))).limited()).isTrue();
  }

  @Test
  void a_proxy_ends_with_its_issuer() {
    PemCredential hour = maker.make(alice, ProxyRequest.of(Duration.ofHours(1)));
    PemCredential longer = maker.make(hour, ProxyRequest.of(HOURS));
    assertThat(longer.leaf().getNotAfter()).isEqualTo(hour.leaf().getNotAfter());
    clock.advance(Duration.ofHours(1));
    impossible(hour);
  }

  @Test
  void what_may_not_sign_makes_no_proxy() {
    impossible(read(grid.user("P").proxy().pathLimit(0).issue()));
    impossible(read(grid.user("P").proxy().legacy().issue()));
    impossible(read(grid.user("P").proxy().independent().issue()));
    impossible(read(grid.user("P").proxy().thatIsAuthority().issue()));
    maker.make(read(grid.user("P").proxy().pathLimit(1).issue()), ProxyRequest.of(HOURS));
  }

  @Test
  void a_proxy_lives_for_a_minute_or_longer() {
    assertThatIllegalArgumentException().isThrownBy(() -> ProxyRequest.of(Duration.ofSeconds(59)));
  }

  private void impossible(PemCredential issuer) {
    assertThatThrownBy(() -> maker.make(issuer, ProxyRequest.of(HOURS)))
        .isInstanceOfSatisfying(
            TrustException.class,
            e -> assertThat(e.fault()).isEqualTo(TrustFault.PROXY_IMPOSSIBLE));
  }

  private AuthenticatedCaller accepted(PemCredential credential) {
    try (GridTrust trust =
        GridTrust.open(TrustAnchors.in(grid.certificates()), Clock.systemUTC())) {
      CallerVerdict verdict =
          trust.callers().judge(credential.chain().certificates().toArray(X509Certificate[]::new));
      assertThat(verdict).isInstanceOf(CallerVerdict.Authenticated.class);
      return ((CallerVerdict.Authenticated) verdict).caller();
    }
  }

  private PemCredential read(TestingCredential credential) {
    return PemCredential.read(credential.writeProxy(folder.resolve("credential.pem")));
  }
}

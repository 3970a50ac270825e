package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.credential.ProxyKind;
import org.icecoat.trust.testing.TestingGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustAnchorsTest {
  @TempDir private Path folder;

  @Test
  void by_default_lists_and_policies_are_required_and_only_rfc_proxies_accepted() {
    TrustAnchors anchors = TrustAnchors.in(folder);
    assertThat(anchors.reload()).isEqualTo(Duration.ofMinutes(1));
    assertThat(anchors.crls()).isEqualTo(TrustAnchors.CrlMode.REQUIRED);
    assertThat(anchors.namespaces()).isEqualTo(TrustAnchors.NamespaceMode.REQUIRED);
    assertThat(anchors.vomsDirectory()).isNull();
    assertThat(anchors.callers())
        .isEqualTo(new CallerRules(Set.of(ProxyKind.RFC3820), 10, Duration.ofSeconds(5)));
  }

  @Test
  void nonsense_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustAnchors(folder, Duration.ZERO, null, null, null, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new CallerRules(null, 0, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallerRules(null, null, Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallerRules(Set.of(ProxyKind.RESTRICTED), null, null));
  }

  @Test
  void a_directory_without_a_ca_is_an_error_at_start() {
    refused(TrustAnchors.in(folder));
    refused(TrustAnchors.in(folder.resolve("none")));
  }

  @Test
  void a_missing_directory_of_voms_servers_is_an_error_at_start() {
    Path certificates = TestingGrid.create(folder, Clock.systemUTC()).certificates();
    Path none = folder.resolve("none");
    refused(new TrustAnchors(certificates, null, null, null, none, null));
  }

  private static void refused(TrustAnchors anchors) {
    assertThatThrownBy(() -> GridTrust.open(anchors, Clock.systemUTC()))
        .isInstanceOfSatisfying(
            TrustException.class,
            e -> assertThat(e.fault()).isEqualTo(TrustFault.TRUST_ANCHORS_UNREADABLE));
  }
}

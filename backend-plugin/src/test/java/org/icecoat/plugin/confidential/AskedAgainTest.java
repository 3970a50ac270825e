package org.icecoat.plugin.confidential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AskedAgainTest {
  private static final URI STORE = URI.create("https://store.example/store");
  private static final ImageId IMAGE = ImageId.parse("sha256:" + "0".repeat(64));
  private static final WrappedKey KEY = new WrappedKey(null, PcrSelection.of(PcrBank.SHA256, 14));

  @Test
  void a_store_whose_connection_broke_is_asked_once_more() {
    FailingSource store = new FailingSource(PluginFault.STORE_UNREACHABLE);
    assertThat(new AskedAgain(store).key(STORE, IMAGE)).isSameAs(KEY);
  }

  @Test
  void a_store_that_stays_away_is_not_asked_for_ever() {
    FailingSource store =
        new FailingSource(PluginFault.STORE_UNREACHABLE, PluginFault.STORE_UNREACHABLE);
    assertThatThrownBy(() -> new AskedAgain(store).key(STORE, IMAGE))
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> assertThat(e.fault()).isEqualTo(PluginFault.STORE_UNREACHABLE));
  }

  @ParameterizedTest
  @EnumSource(names = "STORE_UNREACHABLE", mode = EnumSource.Mode.EXCLUDE)
  void whatever_else_is_wrong_is_told_at_once(PluginFault fault) {
    assertThatThrownBy(() -> new AskedAgain(new FailingSource(fault)).key(STORE, IMAGE))
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  /** Fails for each of the reasons in turn, then gives the key. */
  private static final class FailingSource implements KeySource {
    private final Queue<PluginFault> faults = new ArrayDeque<>();

    FailingSource(PluginFault... faults) {
      this.faults.addAll(Arrays.asList(faults));
    }

    @Override
    public WrappedKey key(URI store, ImageId image) {
      PluginFault fault = faults.poll();
      if (fault != null) {
        throw new PluginException(fault, "For this test");
      }
      return KEY;
    }
  }
}

package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wire.store.ImageStore;
import org.junit.jupiter.api.Test;

class StoreImageSourceTest {
  private static final URI STORE = URI.create("https://store.test/store");
  private static final ImageId IMAGE = new ImageId(Sha256.of(new byte[Sha256.BYTES]));

  @Test
  void what_the_store_itself_has_found_altered_is_not_asked_for_again() {
    StoreImageSource altered = refusing("CONTENT_ALTERED");
    assertThatThrownBy(() -> altered.fetch(STORE, IMAGE, 0, 1))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.IMAGE_ALTERED))
        .hasMessageContaining("the store says why");
    assertThatThrownBy(() -> altered.chunkHashes(STORE, IMAGE)).isInstanceOf(PluginException.class);
  }

  @Test
  void a_store_that_can_do_nothing_now_is_asked_again() {
    assertThatThrownBy(() -> refusing("STORE_BROKEN").fetch(STORE, IMAGE, 0, 1))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> refusing(null).fetch(STORE, IMAGE, 0, 1))
        .isInstanceOf(IOException.class);
  }

  /** Of a store that is unavailable to every call, for a reason or none. */
  private static StoreImageSource refusing(String reason) {
    UnavailableFaultType content = new UnavailableFaultType();
    if (reason != null) {
      BaseFaultType.ErrorCode code = new BaseFaultType.ErrorCode();
      code.getContent().add(reason);
      content.setErrorCode(code);
    }
    UnavailableFault fault = new UnavailableFault("the store says why", content);
    ImageStore store =
        (ImageStore)
            Proxy.newProxyInstance(
                ImageStore.class.getClassLoader(),
                new Class<?>[] {ImageStore.class},
                (proxy, method, arguments) -> {
                  throw fault;
                });
    return new StoreImageSource(uri -> store, Optional.empty());
  }
}

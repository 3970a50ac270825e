package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.image.ImageContent;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wire.store.GetChunkHashesResponse;
import org.icecoat.wire.store.ImageStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreImageSourceTest {
  private static final URI STORE = URI.create("https://store.test/store");
  private static final ImageId IMAGE = new ImageId(Sha256.of(new byte[Sha256.BYTES]));

  @ParameterizedTest
  @CsvSource({
    "CONTENT_ALTERED,IMAGE_ALTERED",
    "CATALOGUE_ALTERED,IMAGE_ALTERED",
    "STORE_INCONSISTENT,STORE_INCONSISTENT"
  })
  void what_the_store_itself_has_found_is_told_and_not_asked_for_again(
      String code, PluginFault told) {
    StoreImageSource altered = refusing(code);
    isTold(told, () -> altered.fetch(STORE, IMAGE, 0, 1));
    isTold(told, () -> altered.chunkHashes(STORE, content(1)));
    isTold(told, () -> altered.proof(STORE, IMAGE, OptionalLong.empty()));
    isTold(
        told,
        () ->
            StoreKeySource.call(
                () -> {
                  throw fault(code);
                }));
  }

  private static void isTold(PluginFault told, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.fault()).isEqualTo(told))
        .hasMessage(
            "The image store refuses until its administrator has mended it: the store says why");
  }

  @ParameterizedTest
  @ValueSource(strings = {"STORE_BROKEN", "SIGNER_SILENT"})
  void a_store_that_can_do_nothing_now_is_asked_again(String code) {
    assertThatThrownBy(() -> refusing(code).fetch(STORE, IMAGE, 0, 1))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> refusing(null).fetch(STORE, IMAGE, 0, 1))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_store_that_gives_no_key_now_is_asked_again() {
    assertThatThrownBy(
            () ->
                StoreKeySource.call(
                    () -> {
                      throw fault("STORE_BROKEN");
                    }))
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> assertThat(e.fault()).isEqualTo(PluginFault.STORE_UNREACHABLE));
  }

  @Test
  void of_a_store_that_sends_hashes_without_end_no_more_is_taken_than_shows_it()
      throws IOException {
    AtomicLong sent = new AtomicLong();
    GetChunkHashesResponse endless = new GetChunkHashesResponse();
    endless.setHashes(new DataHandler(new Endless(sent)));
    byte[] hashes =
        new StoreImageSource(uri -> store(() -> endless), Optional.empty())
            .chunkHashes(STORE, content((3L << 20) + 1));
    assertThat(hashes).hasSize(4 * Sha256.BYTES + 1);
    assertThat(sent).hasValueLessThan(1 << 20);
  }

  private static ImageContent content(long bytes) {
    return new ImageContent(IMAGE, new Content(IMAGE.digest(), bytes), ImageFormat.RAW);
  }

  private static UnavailableFault fault(String reason) {
    UnavailableFaultType content = new UnavailableFaultType();
    if (reason != null) {
      BaseFaultType.ErrorCode code = new BaseFaultType.ErrorCode();
      code.getContent().add(reason);
      content.setErrorCode(code);
    }
    return new UnavailableFault("the store says why", content);
  }

  /** Of a store that is unavailable to every call, for a reason or none. */
  private static StoreImageSource refusing(String reason) {
    ImageStore store =
        store(
            () -> {
              throw fault(reason);
            });
    return new StoreImageSource(uri -> store, Optional.empty());
  }

  /** That answers every call so. */
  private static ImageStore store(Callable<?> answer) {
    return (ImageStore)
        Proxy.newProxyInstance(
            ImageStore.class.getClassLoader(),
            new Class<?>[] {ImageStore.class},
            (proxy, method, arguments) -> answer.call());
  }

  /** Zeros, which are counted. */
  private record Endless(AtomicLong sent) implements DataSource {
    @Override
    public InputStream getInputStream() {
      return new InputStream() {
        @Override
        public int read() {
          sent.incrementAndGet();
          return 0;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
          sent.addAndGet(length);
          return length;
        }
      };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      throw new IOException("For this test");
    }

    @Override
    public String getContentType() {
      return "application/octet-stream";
    }

    @Override
    public String getName() {
      return "";
    }
  }
}

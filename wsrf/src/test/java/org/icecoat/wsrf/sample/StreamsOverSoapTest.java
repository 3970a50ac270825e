package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.activation.DataHandler;
import java.io.InputStream;
import java.io.OutputStream;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.sample.wire.BrokenFault;
import org.icecoat.wsrf.sample.wire.Lamp;
import org.icecoat.wsrf.sample.wire.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsOverSoapTest extends LampServerFixture {
  private static final long MANY = 300L << 20;

  private static Upload upload(long size) {
    Upload upload = new Upload();
    upload.setContent(new DataHandler(new TestingContent(size)));
    return upload;
  }

  @Test
  void content_streams_both_ways_in_little_memory() throws Exception {
    try (Ports streaming = new Ports(ClientSettings.of(alice.tls()).streaming(1L << 30))) {
      Lamp lamp = streaming.port(TestingLampServer.CONTRACT, server.fast());
      assertThat(lamp.upload(upload(MANY)).getSize()).isEqualTo(MANY);
      try (InputStream content = lamp.download(MANY).getContent().getInputStream()) {
        assertThat(content.transferTo(OutputStream.nullOutputStream())).isEqualTo(MANY);
      }
      assertThat(lamp.echo("still here")).isEqualTo("still here");
    }
  }

  @Test
  void downloads_come_over_blocking_connections_as_well_and_faults_with_them() throws Exception {
    try (Ports downloading = new Ports(ClientSettings.of(alice.tls()).downloading(1L << 30))) {
      Lamp lamp = downloading.port(TestingLampServer.CONTRACT, server.fast());
      try (InputStream content = lamp.download(MANY).getContent().getInputStream()) {
        assertThat(content.transferTo(OutputStream.nullOutputStream())).isEqualTo(MANY);
      }
      Lamp validated = downloading.port(TestingLampServer.CONTRACT, server.lamp());
      assertThatThrownBy(() -> validated._break("translated")).isInstanceOf(BrokenFault.class);
    }
  }

  @Test
  void an_upload_over_the_cap_is_refused() {
    try (Ports streaming = new Ports(ClientSettings.of(alice.tls()).streaming(1L << 30))) {
      Lamp lamp = streaming.port(TestingLampServer.CONTRACT, server.lamp());
      assertThatThrownBy(() -> lamp.upload(upload(MANY))).isInstanceOf(RuntimeException.class);
      assertThat(lamp.echo("still here")).isEqualTo("still here");
    } catch (java.security.GeneralSecurityException | java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_download_over_the_clients_cap_is_cut(boolean blocking) throws Exception {
    ClientSettings settings = ClientSettings.of(alice.tls());
    try (Ports small =
        new Ports(blocking ? settings.downloading(1L << 20) : settings.streaming(1L << 20))) {
      Lamp lamp = small.port(TestingLampServer.CONTRACT, server.fast());
      assertThatThrownBy(
              () ->
                  lamp.download(MANY)
                      .getContent()
                      .getInputStream()
                      .transferTo(OutputStream.nullOutputStream()))
          .hasStackTraceContaining("larger than");
    }
  }
}

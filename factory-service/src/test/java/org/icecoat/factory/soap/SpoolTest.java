package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.domain.application.FileContent;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path folder;

  private static DataHandler content(int bytes) {
    byte[] content = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      content[i] = (byte) (i % 251);
    }
    return new DataHandler(new ByteArrayDataSource(content, "application/octet-stream"));
  }

  private static byte[] read(FileContent file) throws IOException {
    try (InputStream in = file.open()) {
      return in.readAllBytes();
    }
  }

  @Test
  void a_kept_file_has_no_name_that_could_outlive_the_process_and_is_read_as_often_as_needed()
      throws IOException {
    try (Spool spool = new Spool(folder)) {
      FileContent small = spool.keep(content(1));
      FileContent large = spool.keep(content(300_000));
      assertThat(folder).isEmptyDirectory();
      assertThat(large.bytes()).isEqualTo(300_000);
      try (InputStream half = large.open()) {
        assertThat(half.skip(150_000)).isEqualTo(150_000);
        assertThat(read(large)).isEqualTo(content(300_000).getInputStream().readAllBytes());
        assertThat(half.read()).isEqualTo(150_000 % 251);
      }
      assertThat(read(small)).containsExactly(0);
    }
  }

  @Test
  void a_folder_that_cannot_be_written_is_not_blamed_on_the_client() {
    try (Spool spool = new Spool(folder.resolve("gone"))) {
      refused(FactoryFault.UPLOADS_FULL, () -> spool.keep(content(10)));
    }
  }

  @Test
  void content_that_breaks_off_is_the_client_s() {
    DataHandler broken =
        new DataHandler(
            new ByteArrayDataSource(new byte[0], "application/octet-stream") {
              @Override
              public InputStream getInputStream() throws IOException {
                throw new IOException("The connection was lost");
              }
            });
    try (Spool spool = new Spool(folder)) {
      refused(FactoryFault.INVALID_REQUEST, () -> spool.keep(broken));
    }
  }

  private static void refused(FactoryFault fault, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  @Test
  void a_closed_spool_has_given_its_room_back() {
    FileContent kept;
    try (Spool spool = new Spool(folder)) {
      kept = spool.keep(content(10));
    }
    assertThatThrownBy(() -> read(kept)).isInstanceOf(ClosedChannelException.class);
  }
}

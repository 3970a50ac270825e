package org.icecoat.console.image;

import jakarta.activation.DataSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.icecoat.console.terminal.ProgressDisplay;

/** A file that is sent as a stream; how far it has been read is shown. */
final class WatchedFile implements DataSource {
  private final Path file;
  private final long total;
  private final ProgressDisplay progress;

  WatchedFile(Path file, long total, ProgressDisplay progress) {
    this.file = file;
    this.total = total;
    this.progress = progress;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Watched(Files.newInputStream(file));
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    throw new IOException("An image that is sent is not written");
  }

  @Override
  public String getContentType() {
    return "application/octet-stream";
  }

  @Override
  public String getName() {
    return "image";
  }

  private final class Watched extends FilterInputStream {
    private static final long SHOWN_EACH = 1 << 20;
    private long done;
    private long shown;

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] to, int offset, int most) throws IOException {
      int count = super.read(to, offset, most);
      count(Math.max(0, count));
      return count;
    }

    private void count(int more) {
      done += more;
      if (done - shown >= SHOWN_EACH || done == total) {
        shown = done;
        progress.show(
            new ProgressDisplay.Step(file.getFileName().toString(), "sending", 2, 2, done, total));
      }
    }
  }
}

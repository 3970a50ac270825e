package org.icecoat.imagestore.soap;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A stream as an attachment: copied once, in the stream's own steps, then closed. */
final class StreamHandler extends DataHandler {
  private static final String TYPE = "application/octet-stream";

  private final InputStream content;

  StreamHandler(InputStream content) {
    super(new StreamSource(content));
    this.content = content;
  }

  /** The inherited one copies 8 KiB at a time. */
  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (content) {
      content.transferTo(out);
    }
  }

  private record StreamSource(InputStream content) implements DataSource {
    @Override
    public InputStream getInputStream() {
      return content;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      throw new IOException("What is sent cannot be written");
    }

    @Override
    public String getContentType() {
      return TYPE;
    }

    @Override
    public String getName() {
      return "";
    }
  }
}

package org.icecoat.plugin.soap;

import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.icecoat.trust.structure.Octets;

/** Bytes as an attachment. */
record BytesSource(Octets content) implements DataSource {
  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(content.bytes());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    throw new IOException("What is sent cannot be written");
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

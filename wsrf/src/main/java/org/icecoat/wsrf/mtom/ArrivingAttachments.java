package org.icecoat.wsrf.mtom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.cxf.attachment.AttachmentDataSource;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.attachment.AttachmentUtil;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;

/**
 * Attachments as they arrive: each is found when it is asked for, and streams. Asking for the next
 * one spools what is left of the one before, as CXF does.
 */
final class ArrivingAttachments extends AbstractCollection<Attachment> {
  private static final int DEFAULT_MOST = 50;

  private final Message message;
  private final MultipartReader reader;
  private final PartStream root;
  private final List<Attachment> arrived = new ArrayList<>();
  private final int most;

  ArrivingAttachments(Message message, MultipartReader reader, PartStream root) {
    this.message = message;
    this.reader = reader;
    this.root = root;
    Object limit = message.getContextualProperty(AttachmentDeserializer.ATTACHMENT_MAX_COUNT);
    this.most = limit == null ? DEFAULT_MOST : Integer.parseInt(limit.toString());
  }

  @Override
  public Iterator<Attachment> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < arrived.size() || arrives();
      }

      @Override
      public Attachment next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return arrived.get(next++);
      }
    };
  }

  @Override
  public int size() {
    boolean more;
    do {
      more = arrives();
    } while (more);
    return arrived.size();
  }

  private boolean arrives() {
    try {
      keepEarlier();
      if (!reader.next()) {
        return false;
      }
      if (arrived.size() == most) {
        throw new IOException("The message has more than " + most + " attachments");
      }
      arrived.add(
          AttachmentUtil.createAttachment(
              new PartStream(reader), PartHeaders.read(reader), message));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keepEarlier() throws IOException {
    root.keep();
    if (!arrived.isEmpty()
        && arrived.get(arrived.size() - 1).getDataHandler().getDataSource()
            instanceof AttachmentDataSource last
        && !last.isCached()) {
      last.cache(message);
    }
  }
}

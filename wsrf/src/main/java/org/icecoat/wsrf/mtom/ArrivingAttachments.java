package org.icecoat.wsrf.mtom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.cxf.attachment.AttachmentDataSource;
import org.apache.cxf.attachment.AttachmentUtil;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;

/**
 * Attachments as they arrive: each is found when it is asked for, and streams. Asking for the next
 * one spools what is left of the one before, as CXF does.
 */
final class ArrivingAttachments extends AbstractCollection<Attachment> {
  private static final int MOST = 256;

  private final Message message;
  private final MultipartReader reader;
  private final Envelope envelope;
  private final List<Attachment> arrived = new ArrayList<>();
  private boolean ended;

  /** The first part, and how many bytes of it may be kept in memory. */
  record Envelope(PartStream part, int most) {}

  ArrivingAttachments(Message message, MultipartReader reader, Envelope envelope) {
    this.message = message;
    this.reader = reader;
    this.envelope = envelope;
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
  public boolean isEmpty() {
    return !iterator().hasNext();
  }

  @Override
  public int size() {
    boolean more;
    do {
      more = arrives();
    } while (more);
    return arrived.size();
  }

  /** Whoever looks from now on finds what has arrived, and waits for nothing. */
  void end() {
    ended = true;
  }

  private boolean arrives() {
    if (ended) {
      return false;
    }
    try {
      keepEarlier();
      if (!reader.next()) {
        return false;
      }
      if (arrived.size() == MOST) {
        throw new IOException("The message has more than " + MOST + " attachments");
      }
      PartStream part = PartStream.of(reader);
      arrived.add(AttachmentUtil.createAttachment(part, part.headers(), message));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keepEarlier() throws IOException {
    envelope.part().keep(envelope.most());
    if (!arrived.isEmpty()
        && arrived.get(arrived.size() - 1).getDataHandler().getDataSource()
            instanceof AttachmentDataSource last
        && !last.isCached()) {
      last.cache(message);
    }
  }
}

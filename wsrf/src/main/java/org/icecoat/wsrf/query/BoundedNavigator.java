package org.icecoat.wsrf.query;

import java.util.Iterator;
import java.util.function.LongSupplier;
import org.icecoat.wsrf.fault.WsrfCause;
import org.icecoat.wsrf.fault.WsrfException;
import org.jaxen.UnsupportedAxisException;
import org.jaxen.dom.DocumentNavigator;

/** Walks a DOM and stops a walk that becomes too long. One serves one evaluation. */
final class BoundedNavigator extends DocumentNavigator {
  private static final long serialVersionUID = 1L;
  private static final int LOOK_AT_CLOCK = 1024;
  private static final int CHARACTERS_A_STEP = 16;
  private final long deadlineNanos;
  private final transient LongSupplier nanoTime;
  private long left;
  private long sinceLook;

  BoundedNavigator(QueryLimits limits, LongSupplier nanoTime) {
    this.left = limits.steps();
    this.nanoTime = nanoTime;
    this.deadlineNanos = nanoTime.getAsLong() + limits.time().toNanos();
  }

  private void spend(long steps) {
    left -= steps;
    sinceLook += steps;
    if (left < 0 || late()) {
      throw new WsrfException(
          WsrfCause.QUERY_TOO_COSTLY,
          "The query visits too many nodes; ask for one property, or for the whole document");
    }
  }

  private boolean late() {
    if (sinceLook < LOOK_AT_CLOCK) {
      return false;
    }
    sinceLook = 0;
    return nanoTime.getAsLong() > deadlineNanos;
  }

  @Override
  public Iterator<?> getChildAxisIterator(Object node) {
    return counted(super.getChildAxisIterator(node));
  }

  @Override
  public Iterator<?> getDescendantAxisIterator(Object node) throws UnsupportedAxisException {
    return counted(super.getDescendantAxisIterator(node));
  }

  @Override
  public Iterator<?> getDescendantOrSelfAxisIterator(Object node) throws UnsupportedAxisException {
    return counted(super.getDescendantOrSelfAxisIterator(node));
  }

  @Override
  public Iterator<?> getParentAxisIterator(Object node) {
    return counted(super.getParentAxisIterator(node));
  }

  @Override
  public Iterator<?> getAncestorAxisIterator(Object node) throws UnsupportedAxisException {
    return counted(super.getAncestorAxisIterator(node));
  }

  @Override
  public Iterator<?> getAncestorOrSelfAxisIterator(Object node) throws UnsupportedAxisException {
    return counted(super.getAncestorOrSelfAxisIterator(node));
  }

  @Override
  public Iterator<?> getFollowingSiblingAxisIterator(Object node) {
    return counted(super.getFollowingSiblingAxisIterator(node));
  }

  @Override
  public Iterator<?> getPrecedingSiblingAxisIterator(Object node) {
    return counted(super.getPrecedingSiblingAxisIterator(node));
  }

  @Override
  public Iterator<?> getFollowingAxisIterator(Object node) {
    return counted(super.getFollowingAxisIterator(node));
  }

  @Override
  public Iterator<?> getPrecedingAxisIterator(Object node) throws UnsupportedAxisException {
    return counted(super.getPrecedingAxisIterator(node));
  }

  @Override
  public Iterator<?> getAttributeAxisIterator(Object node) {
    return counted(super.getAttributeAxisIterator(node));
  }

  @Override
  public Iterator<?> getNamespaceAxisIterator(Object node) {
    return counted(super.getNamespaceAxisIterator(node));
  }

  @Override
  public Iterator<?> getSelfAxisIterator(Object node) throws UnsupportedAxisException {
    return counted(super.getSelfAxisIterator(node));
  }

  @Override
  public String getElementStringValue(Object node) {
    return counted(super.getElementStringValue(node));
  }

  @Override
  public String getTextStringValue(Object node) {
    return counted(super.getTextStringValue(node));
  }

  @Override
  public String getAttributeStringValue(Object node) {
    return counted(super.getAttributeStringValue(node));
  }

  @Override
  public String getNamespaceStringValue(Object node) {
    return counted(super.getNamespaceStringValue(node));
  }

  @Override
  public String getCommentStringValue(Object node) {
    return counted(super.getCommentStringValue(node));
  }

  @Override
  public String getProcessingInstructionData(Object node) {
    return counted(super.getProcessingInstructionData(node));
  }

  /** The {@code document()} function: a query reads one document only. */
  @Override
  public Object getDocument(String uri) {
    throw new WsrfException(WsrfCause.INVALID_QUERY, "document() is not offered");
  }

  /** Two sets of nodes are compared value by value, each with each, without a walk. */
  private String counted(String value) {
    spend(1 + (value == null ? 0 : value.length() / CHARACTERS_A_STEP));
    return value;
  }

  private Iterator<?> counted(Iterator<?> nodes) {
    return new Counted<>(nodes);
  }

  private final class Counted<T> implements Iterator<T> {
    private final Iterator<T> nodes;

    Counted(Iterator<T> nodes) {
      this.nodes = nodes;
    }

    @Override
    public boolean hasNext() {
      return nodes.hasNext();
    }

    @Override
    public T next() {
      spend(1);
      return nodes.next();
    }
  }
}

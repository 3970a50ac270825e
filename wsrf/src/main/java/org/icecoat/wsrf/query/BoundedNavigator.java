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
  private final long deadlineNanos;
  private final transient LongSupplier nanoTime;
  private long left;

  BoundedNavigator(QueryLimits limits, LongSupplier nanoTime) {
    this.left = limits.steps();
    this.nanoTime = nanoTime;
    this.deadlineNanos = nanoTime.getAsLong() + limits.time().toNanos();
  }

  private void step() {
    left--;
    if (left < 0 || (left % LOOK_AT_CLOCK == 0 && nanoTime.getAsLong() > deadlineNanos)) {
      throw new WsrfException(
          WsrfCause.QUERY_TOO_COSTLY,
          "The query visits too many nodes; ask for one property, or for the whole document");
    }
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
    String value = super.getElementStringValue(node);
    left -= value.length() / 16;
    step();
    return value;
  }

  /** The {@code document()} function: a query reads one document only. */
  @Override
  public Object getDocument(String uri) {
    throw new WsrfException(WsrfCause.INVALID_QUERY, "document() is not offered");
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
      step();
      return nodes.next();
    }
  }
}

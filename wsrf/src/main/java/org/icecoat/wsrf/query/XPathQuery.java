package org.icecoat.wsrf.query;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.icecoat.wsrf.fault.WsrfCause;
import org.icecoat.wsrf.fault.WsrfException;
import org.jaxen.BaseXPath;
import org.jaxen.JaxenException;
import org.jaxen.SimpleNamespaceContext;
import org.jaxen.SimpleVariableContext;
import org.jaxen.XPathFunctionContext;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Evaluates XPath 1.0 with its core functions only: no extension functions, no variables, no other
 * document, and no more steps than the limits allow.
 */
public final class XPathQuery {
  /** The dialect that WS-ResourceProperties 1.2 names for XPath 1.0. */
  public static final String DIALECT = "http://www.w3.org/TR/1999/REC-xpath-19991116";

  private static final int DEEPEST = 50;
  private final QueryLimits limits;
  private final LongSupplier nanoTime;

  public XPathQuery(QueryLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /**
   * Elements as they are, the root as its element; attributes, text, numbers, strings and booleans
   * as strings.
   *
   * @throws WsrfException INVALID_QUERY, QUERY_TOO_COSTLY or QUERY_FAILED
   */
  public List<Object> evaluate(String expression, Map<String, String> prefixes, Element document) {
    XPathExpression compiled = compile(expression, prefixes);
    try {
      List<?> found = compiled.selectNodes(document);
      if (found.size() > limits.results()) {
        throw new WsrfException(
            WsrfCause.QUERY_TOO_COSTLY, "More than " + limits.results() + " nodes match");
      }
      return found.stream().map(XPathQuery::result).toList();
    } catch (JaxenException e) {
      throw new WsrfException(
          WsrfCause.QUERY_FAILED, "The query cannot be evaluated: " + e.getMessage(), e);
    }
  }

  private XPathExpression compile(String expression, Map<String, String> prefixes) {
    if (expression.length() > limits.expressionLength() || depth(expression) > DEEPEST) {
      throw new WsrfException(
          WsrfCause.INVALID_QUERY,
          "A query has at most "
              + limits.expressionLength()
              + " characters and is nested at most "
              + DEEPEST
              + " deep");
    }
    try {
      return new XPathExpression(expression, prefixes, new BoundedNavigator(limits, nanoTime));
    } catch (JaxenException e) {
      throw new WsrfException(
          WsrfCause.INVALID_QUERY, "This is no XPath 1.0 expression: " + e.getMessage(), e);
    }
  }

  /** The parser recurses: an expression of brackets alone would exhaust the stack. */
  private static int depth(String expression) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  private static Object result(Object found) {
    if (found instanceof Element) {
      return found;
    }
    if (found instanceof Document root) {
      return root.getDocumentElement();
    }
    if (found instanceof Attr attribute) {
      return attribute.getValue();
    }
    if (found instanceof Node node) {
      return String.valueOf(node.getNodeValue());
    }
    return text(found);
  }

  private static String text(Object value) {
    boolean whole = value instanceof Double number && number == Math.rint(number);
    boolean small = value instanceof Double number && Math.abs(number) < 1e15;
    return whole && small ? String.valueOf(((Double) value).longValue()) : String.valueOf(value);
  }

  private static final class XPathExpression extends BaseXPath {
    private static final long serialVersionUID = 1L;

    XPathExpression(String text, Map<String, String> prefixes, BoundedNavigator navigator)
        throws JaxenException {
      super(text, navigator);
      setNamespaceContext(new SimpleNamespaceContext(prefixes));
      setVariableContext(new SimpleVariableContext());
      setFunctionContext(new XPathFunctionContext(false));
    }
  }
}

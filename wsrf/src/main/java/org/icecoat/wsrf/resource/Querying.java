package org.icecoat.wsrf.resource;

import java.util.List;
import org.icecoat.wire.oasis.rp.InvalidQueryExpressionFaultType;
import org.icecoat.wire.oasis.rp.QueryEvaluationErrorFaultType;
import org.icecoat.wire.oasis.rp.QueryExpressionType;
import org.icecoat.wire.oasis.rp.QueryResourceProperties;
import org.icecoat.wire.oasis.rp.QueryResourcePropertiesResponse;
import org.icecoat.wire.oasis.rp.UnknownQueryExpressionDialectFaultType;
import org.icecoat.wire.oasis.rpw.InvalidQueryExpressionFault;
import org.icecoat.wire.oasis.rpw.QueryEvaluationErrorFault;
import org.icecoat.wire.oasis.rpw.UnknownQueryExpressionDialectFault;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.fault.WsrfCause;
import org.icecoat.wsrf.fault.WsrfException;
import org.icecoat.wsrf.query.XPathQuery;

/** WS-ResourceProperties 1.2, section 9. */
final class Querying<C, R> {
  private final Reading<C, R> reading;
  private final Calls<C> calls;
  private final WsrfFaults faults;
  private final XPathQuery xpath;

  Querying(ResourceKind<C, R> kind, Reading<C, R> reading, Calls<C> calls, WsrfFaults faults) {
    this.reading = reading;
    this.calls = calls;
    this.faults = faults;
    this.xpath = new XPathQuery(kind.queries(), System::nanoTime);
  }

  QueryResourcePropertiesResponse query(QueryResourceProperties request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          UnknownQueryExpressionDialectFault,
          InvalidQueryExpressionFault,
          QueryEvaluationErrorFault {
    var document = reading.document();
    String expression = expression(request.getQueryExpression());
    try {
      QueryResourcePropertiesResponse response = new QueryResourcePropertiesResponse();
      response
          .getContent()
          .addAll(xpath.evaluate(expression, calls.current().prefixes(), document));
      return response;
    } catch (WsrfException e) {
      throw failed(e);
    }
  }

  private String expression(QueryExpressionType expression)
      throws UnknownQueryExpressionDialectFault, InvalidQueryExpressionFault {
    String dialect = expression == null ? null : expression.getDialect();
    if (dialect != null && !dialect.trim().equals(XPathQuery.DIALECT)) {
      throw unknownDialect();
    }
    List<Object> content = expression == null ? List.of() : expression.getContent();
    if (content.isEmpty() || !content.stream().allMatch(String.class::isInstance)) {
      throw invalid(
          new WsrfException(WsrfCause.INVALID_QUERY, "An XPath 1.0 expression was expected"));
    }
    return String.join("", content.stream().map(String.class::cast).toList()).trim();
  }

  private UnknownQueryExpressionDialectFault unknownDialect() {
    WsrfException reason =
        new WsrfException(
            WsrfCause.UNKNOWN_DIALECT,
            "This query dialect is not known; the one that is: " + XPathQuery.DIALECT);
    return new UnknownQueryExpressionDialectFault(
        reason.getMessage(), faults.fill(new UnknownQueryExpressionDialectFaultType(), reason));
  }

  private InvalidQueryExpressionFault invalid(WsrfException reason) {
    return new InvalidQueryExpressionFault(
        reason.getMessage(), faults.fill(new InvalidQueryExpressionFaultType(), reason), reason);
  }

  private QueryEvaluationErrorFault failed(WsrfException reason)
      throws InvalidQueryExpressionFault {
    if (reason.code() == WsrfCause.INVALID_QUERY) {
      throw invalid(reason);
    }
    return new QueryEvaluationErrorFault(
        reason.getMessage(), faults.fill(new QueryEvaluationErrorFaultType(), reason), reason);
  }
}

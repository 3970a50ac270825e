package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.icecoat.wire.oasis.rp.QueryExpressionType;
import org.icecoat.wire.oasis.rp.QueryResourceProperties;
import org.icecoat.wire.oasis.rpw.InvalidQueryExpressionFault;
import org.icecoat.wire.oasis.rpw.QueryEvaluationErrorFault;
import org.icecoat.wire.oasis.rpw.UnknownQueryExpressionDialectFault;
import org.icecoat.wsrf.query.XPathQuery;
import org.icecoat.wsrf.sample.wire.Lamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueriesOverSoapTest extends LampServerFixture {
  private static final String ANY = "/*/*[local-name()='%s']";

  private static List<Object> ask(String dialect, String expression) throws Exception {
    server.lamps().add("q", ALICE, "desk");
    QueryExpressionType query = new QueryExpressionType();
    query.setDialect(dialect);
    query.getContent().add(expression);
    QueryResourceProperties request = new QueryResourceProperties();
    request.setQueryExpression(query);
    Lamp lamp = lamp("q");
    return lamp.queryResourceProperties(request).getContent();
  }

  @Test
  void elements_come_back_as_they_are_and_values_as_text() throws Exception {
    assertThat(ask(XPathQuery.DIALECT, ANY.formatted("Colour"))).hasSize(2);
    assertThat(ask(XPathQuery.DIALECT, "string(" + ANY.formatted("Watts") + ")"))
        .isEqualTo(List.of("60"));
    assertThat(ask(XPathQuery.DIALECT, "count(/*/*) > 5")).isEqualTo(List.of("true"));
    assertThat(ask(null, ANY.formatted("Watts") + " * 2")).isEqualTo(List.of("120"));
    assertThat(ask(XPathQuery.DIALECT, "//*[local-name()='Floor']/text()")).isEqualTo(List.of("2"));
    assertThat(ask(XPathQuery.DIALECT, ANY.formatted("Taste"))).isEmpty();
    assertThat(ask(XPathQuery.DIALECT, "/")).doesNotContain("null").hasSize(1);
  }

  @Test
  void another_dialect_is_not_known() {
    assertThatThrownBy(() -> ask("http://www.w3.org/TR/xpath20", "/*"))
        .isInstanceOf(UnknownQueryExpressionDialectFault.class)
        .hasMessageContaining(XPathQuery.DIALECT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/*[",
        "a b",
        "//*[1]]",
        "::",
        "",
        "((((((((((((((((((((((((((((((((((((((((((((((((((((((((1))))"
      })
  void what_is_no_expression_is_refused(String text) {
    assertThatThrownBy(() -> ask(XPathQuery.DIALECT, text))
        .isInstanceOf(InvalidQueryExpressionFault.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//*[count(//*[count(//*[count(//*[count(//*[count(//*) > 0]) > 0]) > 0]) > 0]) > 0]",
        "document('file:///etc/passwd')",
        "$secret",
        "java:exit(0)",
        "unknown-function()"
      })
  void costly_and_foreign_expressions_fail_in_time(String text) {
    long start = System.nanoTime();
    assertThatThrownBy(() -> ask(XPathQuery.DIALECT, text))
        .isInstanceOfAny(QueryEvaluationErrorFault.class, InvalidQueryExpressionFault.class);
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
  }

  @Test
  void a_long_expression_is_refused_before_it_is_parsed() {
    assertThatThrownBy(() -> ask(XPathQuery.DIALECT, "1" + "+1".repeat(10_000)))
        .isInstanceOf(InvalidQueryExpressionFault.class)
        .hasMessageContaining("1000 characters");
  }
}

package org.icecoat.console.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class QueryNamesTest {
  private static final String DOCUMENT =
      "<VmProperties xmlns='http://icecoat.org/2026/11/vm' xmlns:t='http://icecoat.org/2026/11/types'>"
          + "<State>Running</State><State>vm:State</State><Resources><t:Cpus>2</t:Cpus></Resources>"
          + "<State xmlns='http://other'>Other</State></VmProperties>";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string(//vm:State)|Running",
        "count(//vm:State)|2",
        "count(//vm:State[. = 'vm:State'])|1",
        "string(/vm:VmProperties/vm:Resources/t:Cpus)|2",
        "string(//vm:State[2])|vm:State",
        "string(/child::vm:VmProperties/descendant::t:Cpus)|2",
        "count(/vm:*/vm:*)|3"
      })
  void names_with_prefixes_find_what_they_name(String expression, String result) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document =
        factory.newDocumentBuilder().parse(new InputSource(new StringReader(DOCUMENT)));
    String found =
        XPathFactory.newInstance().newXPath().evaluate(QueryNames.expanded(expression), document);
    assertThat(found).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(strings = {"count(//*)", "'vm:State'", "\"t:x\"", "x:y", "$vm:State", "vm:f(1)"})
  void all_else_stays_as_it_is(String expression) {
    assertThat(QueryNames.expanded(expression)).isEqualTo(expression);
  }

  @Test
  void a_dollar_in_an_expression_is_no_reference() {
    assertThat(QueryNames.expanded("'$1' = vm:Name")).startsWith("'$1' = *[local-name()='Name'");
  }
}

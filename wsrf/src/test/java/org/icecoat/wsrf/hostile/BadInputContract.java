package org.icecoat.wsrf.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.icecoat.wsrf.contract.Contract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * No operation of a contract can be broken by what is sent to it. The operations are read from the
 * contract, so that a new one is tested without being named here.
 */
public abstract class BadInputContract {
  private static final int MIB = 1 << 20;
  private static final String INCLUDE =
      "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:c'/>";
  private static final String FLOOD = "<b/>".repeat(100_000);

  /** The contract that is served. */
  protected abstract Contract<?> contract();

  /** Where; with the id of a resource that the caller may use, if the contract is about such. */
  protected abstract URI endpoint();

  /** A caller with every right. */
  protected abstract HostileClient client();

  /** Right texts by the names of their elements, where a type alone does not tell. */
  protected abstract Map<String, String> samples();

  /** Makes a new resource to be attacked, if the contract is about such. */
  protected void renew() {}

  /** That what was refused has left nothing behind. */
  protected abstract void assertNothingLeft() throws Exception;

  /** Whether a request was found to be right, be it that it could not be carried out. */
  protected boolean taken(Answer answer) {
    return answer.done();
  }

  /** Whether requests made of samples are right enough for their attachments to be read. */
  protected boolean readsUploads() {
    return true;
  }

  /** Fuzzed requests that the published schema does not allow and the service takes on purpose. */
  protected boolean tolerates(String operation, String what) {
    return false;
  }

  @AfterEach
  void nothing_is_left() throws Exception {
    assertNothingLeft();
  }

  @TestFactory
  Stream<DynamicTest> what_the_schema_does_not_allow_is_refused_and_nothing_else_breaks() {
    PublishedSchema schema = PublishedSchema.of(contract());
    return each(
        operation -> {
          renew();
          List<String> taken = new ArrayList<>();
          for (Edit edit : Edits.of(Part.of(operation, samples()))) {
            String document = edit.document();
            Answer answer = client().call(endpoint(), document);
            String what = operation + ": " + edit;
            if (!answer.done()) {
              answer.assertTypedFault(what, operation.faults());
            }
            boolean allowed = schema.allows(document) || tolerates(operation.name(), what);
            if (taken(answer) && !allowed) {
              taken.add(what);
            }
          }
          assertThat(taken).as("not allowed by the schema, but done").isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> a_document_type_is_refused() {
    return each(
        operation -> {
          String body = Edits.of(Part.of(operation, samples())).get(0).document();
          for (String type :
              List.of(
                  "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
                  "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY e '&a;&a;&a;'>]>",
                  "<!DOCTYPE x SYSTEM 'http://localhost:1/x.dtd'>")) {
            String text = type + HostileClient.envelope("<h xmlns='urn:h'>&e;</h>", body);
            Answer answer = client().send(endpoint(), HostileClient.XML, text);
            answer.assertTypedFault(type, operation.faults());
            assertThat(answer.body()).doesNotContain("hahaha");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> a_flood_of_elements_is_refused() {
    return each(
        operation -> {
          String deep = "<a xmlns=''>".repeat(500) + "</a>".repeat(500);
          for (String inside : List.of(FLOOD, deep)) {
            assertRefused(operation, HostileClient.envelope("", element(operation, inside)));
            String header = "<h xmlns='urn:h'>" + inside + "</h>";
            assertRefused(operation, HostileClient.envelope(header, element(operation, "")));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> attributes_without_end_are_refused() {
    return each(
        operation -> {
          StringBuilder many = new StringBuilder("<a xmlns=''");
          for (int i = 0; i < 1_000; i++) {
            many.append(" a").append(i).append("=''");
          }
          assertRefused(
              operation, HostileClient.envelope("", element(operation, many.append("/>") + "")));
          String wide = "<a xmlns='' b='" + "x".repeat(100_000) + "'/>";
          assertRefused(operation, HostileClient.envelope("", element(operation, wide)));
        });
  }

  @TestFactory
  Stream<DynamicTest> a_name_of_ten_megabytes_is_refused_told_or_not() {
    String name = "n".repeat(10 * MIB);
    return each(
        operation -> {
          String text = HostileClient.envelope("", element(operation, name));
          client()
              .send(endpoint(), HostileClient.XML, text)
              .assertTypedFault("10 MB", operation.faults());
          client()
              .sendChunked(endpoint(), HostileClient.XML, text)
              .assertTypedFault("10 MB", operation.faults());
        });
  }

  @TestFactory
  Stream<DynamicTest> what_is_not_called_soap_is_refused() {
    return each(
        operation -> {
          String text = HostileClient.envelope("", element(operation, ""));
          for (String type :
              List.of("application/json", "text/plain", "multipart/form-data; boundary=x", "x")) {
            Answer answer = client().send(endpoint(), type, text);
            assertThat(answer.status()).isEqualTo(415);
            answer.assertTypedFault(type, operation.faults());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> a_message_that_breaks_off_is_refused() {
    return each(
        operation -> {
          Edit edit = Edits.of(Part.of(operation, samples())).get(0);
          String whole = HostileClient.envelope("", edit.document());
          for (int length : new int[] {0, 1, whole.length() / 2, whole.length() - 1}) {
            assertRefused(operation, whole.substring(0, length));
          }
          assertRefused(operation, whole.replace("<s:Body>", "<s:Body>\u0001"));
          assertRefused(operation, HostileClient.envelope("", ""));
        });
  }

  @TestFactory
  Stream<DynamicTest> an_action_of_another_operation_is_refused() {
    return each(
        operation -> {
          String action =
              "<a:Action xmlns:a='http://www.w3.org/2005/08/addressing'>urn:other</a:Action>";
          String body = Edits.of(Part.of(operation, samples())).get(0).document();
          assertRefused(operation, HostileClient.envelope(action, body));
        });
  }

  @TestFactory
  Stream<DynamicTest> an_upload_that_breaks_off_is_refused() {
    return each(
        operation -> {
          List<Part> path = Edits.attachment(Part.of(operation, samples()));
          if (path.isEmpty()) {
            return; // it takes none
          }
          String body = new Edit(path, Edit.Kind.TEXT, "HERE").document().replace("HERE", INCLUDE);
          Answer whole = client().upload(endpoint(), body, "content\r\n--b--\r\n");
          if (whole.done() || whole.turnsCallerAway()) {
            return; // it has not looked at the attachment, whole or not
          }
          for (String rest :
              List.of("", "con", "content\r\n", "content\r\n--b", "content\r\n--b-")) {
            Answer answer = client().upload(endpoint(), body, rest);
            answer.assertTypedFault(rest, operation.faults());
            if (readsUploads()) {
              assertThat(answer.words()).as("words for '%s'", rest).isNotEqualTo(whole.words());
            }
          }
        });
  }

  /** The names of a contract's operations. */
  public static String[] operations(Contract<?> contract) {
    return WireOperation.of(contract).stream().map(WireOperation::name).toArray(String[]::new);
  }

  private void assertRefused(WireOperation operation, String text) {
    client()
        .send(endpoint(), HostileClient.XML, text)
        .assertTypedFault(operation, Set.copyOf(operation.faults()));
  }

  private static String element(WireOperation operation, String content) {
    String name = operation.request().getLocalPart();
    String space = operation.request().getNamespaceURI();
    return "<" + name + " xmlns='" + space + "'>" + content + "</" + name + ">";
  }

  private Stream<DynamicTest> each(Consumer<WireOperation> attack) {
    return WireOperation.of(contract()).stream()
        .map(
            operation -> DynamicTest.dynamicTest(operation.name(), () -> attack.accept(operation)));
  }
}

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Fetches events from Lambda's runtime API, hands them to one method, and sends back what it writes. */
public class JavaRuntime {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static void main(String[] arguments) throws Exception {
        String[] handler = arguments[0].split("::");
        Class<?> type = Class.forName(handler[0]);
        Method method = type.getMethod(handler[1], InputStream.class, OutputStream.class);
        Object instance = type.getDeclaredConstructor().newInstance();
        String api = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";
        while (true) {
            HttpResponse<byte[]> next = CLIENT.send(HttpRequest.newBuilder(URI.create(api + "next")).build(), HttpResponse.BodyHandlers.ofByteArray());
            String invocation = api + next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                method.invoke(instance, new ByteArrayInputStream(next.body()), answer);
                post(invocation + "/response", answer.toByteArray());
            } catch (InvocationTargetException failure) {
                String error = failure.getCause().toString().replace("\\", "\\\\").replace("\"", "\\\"");
                post(invocation + "/error", ("{\"errorMessage\":\"" + error + "\",\"errorType\":\"" + failure.getCause().getClass().getName() + "\"}").getBytes());
            }
        }
    }

    private static void post(String address, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        CLIENT.send(request, HttpResponse.BodyHandlers.discarding());
    }
}

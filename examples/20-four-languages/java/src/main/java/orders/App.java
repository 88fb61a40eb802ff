package orders;

import io.github.cdksteadfast.Access;
import io.github.cdksteadfast.Concurrency;
import io.github.cdksteadfast.QueueTrigger;
import io.github.cdksteadfast.Release;
import io.github.cdksteadfast.SteadfastDefaults;
import io.github.cdksteadfast.SteadfastDefaultsProps;
import io.github.cdksteadfast.SteadfastFunction;
import io.github.cdksteadfast.rules.SteadfastChecks;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;

public final class App {
    public static void main(final String[] args) {
        software.amazon.awscdk.App app = new software.amazon.awscdk.App();
        Validations.of(app).addPlugins(SteadfastChecks.Builder.create().build());
        Stack stack = new Stack(app, "Orders");
        ITopic alarms = Topic.fromTopicArn(stack, "Alarms",
            "arn:aws:sns:" + stack.getRegion() + ":" + stack.getAccount() + ":alarms");
        SteadfastDefaults.of(app).set(SteadfastDefaultsProps.builder().alarmTopic(alarms).build());

        Table orders = Table.Builder.create(stack, "Table")
            .partitionKey(Attribute.builder().name("id").type(AttributeType.STRING).build())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .build();

        SteadfastFunction store = SteadfastFunction.Builder.create(stack, "Store")
            .runtime(Runtime.PYTHON_3_13)
            .handler("index.handler")
            .code(Code.fromAsset("../handler"))
            .timeout(Duration.seconds(20))
            .environment(Map.of("TABLE_NAME", orders.getTableName()))
            .concurrency(Concurrency.reserved(10))
            .release(Release.canary())
            .build();
        store.grantAccess(Access.writeItems(orders));
        store.addEventSource(QueueTrigger.Builder.create().build());

        app.synth();
    }
}

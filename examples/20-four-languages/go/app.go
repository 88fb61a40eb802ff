package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-steadfast/cdk-steadfast-go/cdksteadfast"
	"github.com/cdk-steadfast/cdk-steadfast-go/cdksteadfast/rules"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	awscdk.Validations_Of(app).AddPlugins(rules.NewSteadfastChecks(nil))
	stack := awscdk.NewStack(app, jsii.String("Orders"), nil)
	alarms := awssns.Topic_FromTopicArn(stack, jsii.String("Alarms"),
		jsii.String("arn:aws:sns:"+*stack.Region()+":"+*stack.Account()+":alarms"))
	cdksteadfast.SteadfastDefaults_Of(app).Set(&cdksteadfast.SteadfastDefaultsProps{AlarmTopic: alarms})

	orders := awsdynamodb.NewTable(stack, jsii.String("Table"), &awsdynamodb.TableProps{
		PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("id"), Type: awsdynamodb.AttributeType_STRING},
		BillingMode:  awsdynamodb.BillingMode_PAY_PER_REQUEST,
	})

	store := cdksteadfast.NewSteadfastFunction(stack, jsii.String("Store"), &cdksteadfast.SteadfastFunctionProps{
		Runtime:     awslambda.Runtime_PYTHON_3_13(),
		Handler:     jsii.String("index.handler"),
		Code:        awslambda.Code_FromAsset(jsii.String("../handler"), nil),
		Timeout:     awscdk.Duration_Seconds(jsii.Number(20)),
		Environment: &map[string]*string{"TABLE_NAME": orders.TableName()},
		Concurrency: cdksteadfast.Concurrency_Reserved(jsii.Number(10)),
		Release:     cdksteadfast.Release_Canary(nil),
	})
	store.GrantAccess(cdksteadfast.Access_WriteItems(orders))
	store.AddEventSource(cdksteadfast.NewQueueTrigger(nil))

	app.Synth(nil)
}

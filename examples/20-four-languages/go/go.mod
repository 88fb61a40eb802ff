module orders

go 1.23

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.263.0
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk-steadfast/cdk-steadfast-go/cdksteadfast v0.0.0
)

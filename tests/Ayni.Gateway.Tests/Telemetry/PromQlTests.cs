namespace Ayni.Gateway.Tests.Telemetry;

/// <summary>The reading of expressions that the tests of dashboard and alerts rest on.</summary>
public sealed class PromQlTests
{
    [Theory]
    [InlineData("up", "up", "")]
    [InlineData("sum by (le, stage) (rate(a_bucket{job=~\"ayni-.*\"}[$__rate_interval]))", "a_bucket", "job,le,stage")]
    [InlineData("a_total{x=\"b, c=d\"} / on (z) group_left (y) (b offset 5m > 1.5e3)", "a_total,b", "x,z,y")]
    [InlineData("histogram_quantile(0.99, a) and b unless count(c) == 0", "a,b,c", "")]
    [InlineData("sum(increase(a{x!~\"z\", y!=\"w\"}[1h])) by (x)", "a", "x,y")]
    public void Read_Expressions_FindsMetricsAndLabels(string expression, string metrics, string labels)
    {
        Assert.Equal(metrics, string.Join(',', PromQl.MetricsIn(expression)));
        Assert.Equal(labels, string.Join(',', PromQl.LabelsIn(expression)));
    }
}
